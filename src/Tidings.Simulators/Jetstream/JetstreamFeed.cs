using Tidings.Simulation;
using Tidings.Sources;

namespace Tidings.Simulators;

/// <summary>What a simulator can play.</summary>
public static class JetstreamFeed
{
    /// <summary>Posts of one made-up day: the day is as dense as a busy stream, and the next one follows it.</summary>
    const int PostsOfADay = 1_000_000;

    /// <summary>Events that are in memory.</summary>
    public static IEnumerable<FeedLine> Of(IEnumerable<ReadOnlyMemory<byte>> events) =>
        events.Select((json, index) => new FeedLine(json, "", index + 1));

    /// <summary>A recording, read while it is played.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="open">Opens it, unpacked.</param>
    public static IEnumerable<FeedLine> Of(string name, Func<Stream> open)
    {
        using var stream = open();
        var reader = new RecordReader(stream);
        while (reader.TryRead(out var record))
            yield return new(record.Bytes, name, record.Number);
    }

    /// <summary>Made-up events without end, day after day; the same for the same seed.</summary>
    public static IEnumerable<FeedLine> Endless(ulong seed)
    {
        var number = 0L;
        for (var options = new RecordingOptions { Seed = seed, Posts = PostsOfADay }; ;
            options = options with { Seed = options.Seed + 1, Start = NextDay(options.Start) })
        {
            foreach (var line in new RecordingGenerator(options).Lines(RecordingSource.Jetstream))
                yield return new(line.Utf8, "", ++number);
        }
    }

    /// <summary>The generator knows the years to 2060: then it begins again.</summary>
    static DateTimeOffset NextDay(DateTimeOffset day) =>
        day.UtcDateTime.Year < 2060 ? day.AddDays(1) : new RecordingOptions().Start;
}
