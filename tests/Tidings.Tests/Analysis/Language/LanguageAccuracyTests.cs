using System.Globalization;
using System.Text;
using Tidings.Analysis;
using Tidings.Posts;
using Tidings.Sources;

namespace Tidings.Tests.Analysis.Language;

/// <summary>How often the guess is X's own: on the recordings by which the lists were tuned, and on a later one.</summary>
[Trait("Category", "Slow")]
public sealed class LanguageAccuracyTests(ITestOutputHelper output)
{
    static readonly string[] Tuning =
        ["statuses_sample_2013-08-10_1100-1101", "statuses_sample_2015-08-16_2141_3min", "statuses_sample_2017-01-26_1600"];

    static readonly string[] Held = ["statuses_sample_2019-07-03_0629-0637"];

    [Fact]
    public void Guess_TuningRecordings_MostlyAgreesWithX() => Check(Measure(Tuning), accuracy: 0.885, coverage: 0.93, precision: 0.945);

    [Fact]
    public void Guess_RecordingOf2019_MostlyAgreesWithX() => Check(Measure(Held), accuracy: 0.92, coverage: 0.95, precision: 0.96);

    void Check(LanguageTally tally, double accuracy, double coverage, double precision)
    {
        output.WriteLine(tally.ToMarkdown(12));
        Assert.True(tally.Accuracy >= accuracy, tally.ToMarkdown(12));
        Assert.True(tally.Coverage >= coverage, tally.ToMarkdown(12));
        Assert.True(tally.Precision >= precision, tally.ToMarkdown(12));
    }

    static LanguageTally Measure(string[] recordings)
    {
        var tally = new LanguageTally();
        foreach (var recording in recordings)
        {
            using var stream = SharedData.Open($"twitter_v1/{recording}.jsonl.gz");
            var reader = new RecordReader(stream);
            var decoder = new RecordDecoder();
            while (reader.TryRead(out var record))
                decoder.Decode(record.Bytes, 4_000_000_000_000, tally);
        }
        return tally;
    }

    /// <summary>Counts guesses against the platform's word; posts for which it has none are left out.</summary>
    sealed class LanguageTally : IRecordSink
    {
        readonly SortedDictionary<string, (int Posts, int Answered, int Right, int Guessed)> _languages = new(StringComparer.Ordinal);
        readonly List<Entity> _entities = [];

        public double Accuracy => (double)Sum(row => row.Right) / Sum(row => row.Posts);

        public double Coverage => (double)Sum(row => row.Answered) / Sum(row => row.Posts);

        public double Precision => (double)Sum(row => row.Right) / Sum(row => row.Answered);

        public void Post(DecodedPost post)
        {
            var expected = Encoding.UTF8.GetString(post.Languages.Span);
            if (expected is "" or "und")
                return;
            expected = expected switch { "in" => "id", "iw" => "he", _ => expected };
            EntityExtractor.Extract(post.Text.Span, EntityProfile.X, _entities);
            var guess = Encoding.UTF8.GetString(LanguageGuesser.Guess(post.Text.Span, _entities.ToArray()));
            Add(expected, (1, guess.Length > 0 ? 1 : 0, guess == expected ? 1 : 0, 0));
            if (guess.Length > 0)
                Add(guess, (0, 0, 0, 1));
        }

        public void Delete(in DecodedDelete notice)
        {
        }

        public void Account(in DecodedAccount notice)
        {
        }

        public void Other()
        {
        }

        public void Malformed(MalformedReason reason)
        {
        }

        public string ToMarkdown(int top)
        {
            var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Sum(row => row.Posts)} posts: accuracy {Accuracy:P1}, ")
                .AppendLine(CultureInfo.InvariantCulture, $"coverage {Coverage:P1}, precision {Precision:P1}").AppendLine()
                .AppendLine("| language | posts | answered | right | precision |").AppendLine("|---|---|---|---|---|");
            foreach (var (language, row) in _languages.OrderByDescending(row => row.Value.Posts).Take(top))
            {
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"| {language} | {row.Posts} | {(double)row.Answered / row.Posts:P1} | {(double)row.Right / row.Posts:P1} | {(double)row.Right / Math.Max(1, row.Guessed):P1} |");
            }
            return text.ToString();
        }

        int Sum(Func<(int Posts, int Answered, int Right, int Guessed), int> part) => _languages.Values.Sum(part);

        void Add(string language, (int Posts, int Answered, int Right, int Guessed) row)
        {
            _languages.TryGetValue(language, out var sum);
            _languages[language] = (sum.Posts + row.Posts, sum.Answered + row.Answered, sum.Right + row.Right, sum.Guessed + row.Guessed);
        }
    }
}
