using Tidings.Analysis;
using Tidings.Posts;

namespace Tidings.Tests.Posts;

public sealed class BatchBuilderTests
{
    /// <summary>Four decimals times ten thousand lie a little beside the whole number, above it or below.</summary>
    [Fact]
    public void Post_AnyCompoundOfFourDecimals_IsItsTenThousandths()
    {
        var scorer = new FixedScorer();
        var analyzer = new PostAnalyzer(new() { Happy = [":)"], Topics = [], Blacklist = [] }, scorer);
        var builder = new BatchBuilder(analyzer, new(new byte[AuthorKey.KeyBytes]), new());
        var post = Support.Some.Post("#joy");
        for (var points = -10_000; points <= 10_000; points++)
        {
            scorer.Compound = points / 10_000.0;
            builder.Batch.Clear();
            builder.Post(post);
            Assert.Equal(points, builder.Batch.Posts[0].Compound);
        }
    }

    sealed class FixedScorer : ISentimentScorer
    {
        public double Compound { get; set; }

        public string Name => "fixed";

        public SentimentScore Score(ReadOnlySpan<byte> text) => new(Compound, 0, 1, 0);
    }
}
