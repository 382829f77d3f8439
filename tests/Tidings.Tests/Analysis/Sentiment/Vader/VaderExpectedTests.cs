using System.Text;
using System.Text.Json;
using Tidings.Analysis;

namespace Tidings.Tests.Analysis.Sentiment.Vader;

/// <summary>Compares with what vaderSentiment for Python gave for recorded posts.</summary>
public sealed class VaderExpectedTests
{
    [Fact]
    public void Score_RecordedTexts_EqualPython()
    {
        using var reader = new StreamReader(SharedData.Open("vader/vader_python_expected.jsonl.gz"));
        var scorer = new VaderScorer();
        var texts = 0;
        var differences = 0;
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            var expected = new SentimentScore(
                row.GetProperty("compound").GetDouble(),
                row.GetProperty("pos").GetDouble(),
                row.GetProperty("neu").GetDouble(),
                row.GetProperty("neg").GetDouble());
            texts++;
            if (scorer.Score(Encoding.UTF8.GetBytes(row.GetProperty("text").GetString()!)) != expected)
                differences++;
        }
        Assert.True(differences == 0, $"{differences} of {texts} texts differ");
        Assert.Equal(35_154, texts);
    }
}
