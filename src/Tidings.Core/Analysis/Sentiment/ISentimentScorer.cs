namespace Tidings.Analysis;

/// <summary>Scores texts. One instance serves one thread at a time: it may keep buffers between calls.</summary>
public interface ISentimentScorer
{
    /// <summary>The name that is stored beside each score, for example <c>vader</c>.</summary>
    string Name { get; }

    /// <summary>Scores one UTF-8 text, uncleaned and in its own case. Never throws, whatever the bytes.</summary>
    SentimentScore Score(ReadOnlySpan<byte> text);
}
