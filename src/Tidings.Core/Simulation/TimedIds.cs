namespace Tidings.Simulation;

/// <summary>Ids that carry their time, as the three networks make them.</summary>
static class TimedIds
{
    /// <summary>An X id: milliseconds since <see cref="Snowflake.XEpoch"/>, then 22 bits of machine and sequence.</summary>
    public static ulong X(long unixMilliseconds, int sequence) => ((ulong)(unixMilliseconds - Snowflake.XEpoch) << 22) | (uint)sequence;

    /// <summary>A Mastodon id: Unix milliseconds, then 16 bits of sequence.</summary>
    public static ulong Mastodon(long unixMilliseconds, int sequence) => ((ulong)unixMilliseconds << 16) | (uint)sequence;

    /// <summary>
    /// An atproto timestamp id: 13 characters of sortable base 32, holding Unix microseconds and 10 bits of clock id.
    /// </summary>
    public static string Tid(long unixMicroseconds, int clock)
    {
        var value = ((ulong)unixMicroseconds << 10) | (uint)clock;
        return string.Create(13, value, static (text, rest) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, rest >>= 5)
                text[i] = "234567abcdefghijklmnopqrstuvwxyz"[(int)(rest & 31)];
        });
    }
}
