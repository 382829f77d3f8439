namespace Tidings;

/// <summary>Ids of X and Mastodon that carry their own creation time.</summary>
public static class Snowflake
{
    /// <summary>
    /// Unix milliseconds of X's snowflake epoch, 2010-11-04T01:42:54.657Z (source: X's own documentation of its ids).
    /// </summary>
    public const long XEpoch = 1_288_834_974_657;

    /// <summary>
    /// The first id that X made by the snowflake scheme; smaller ones are plain counters and carry no time.
    /// </summary>
    const long FirstX = 29_700_859_247;

    /// <summary>Unix milliseconds in an X id; null for ids older than the scheme.</summary>
    public static long? XTime(long id) => id >= FirstX ? (id >> 22) + XEpoch : null;

    /// <summary>Unix milliseconds in an id of a Mastodon server (milliseconds above 16 bits of sequence).</summary>
    public static long? MastodonTime(long id) => id > 0 && id >> 16 is > PostTime.Earliest and var time ? time : null;
}
