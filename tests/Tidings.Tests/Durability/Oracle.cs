using System.Globalization;
using System.IO.Compression;

namespace Tidings.Tests.Durability;

/// <summary>
/// Counts a raw recording anew, from its lines alone and as plainly as possible, and says what <c>hashtag_hour</c> and
/// <c>topic_hour</c> must hold with the default settings. Nothing of the program takes part, with one exception: the
/// sentiment is the tests' own naive VADER, which shares the lexicon, the lists of words, the rounding and the test for
/// upper case with the program.
/// </summary>
/// <remarks>
/// Rows are lines of text, <c>table|hour|key|numbers</c>, ordinally sorted. Rows of <c>topic_hour</c> without posts are
/// left out: they only say that somebody listened.
/// </remarks>
sealed partial class Oracle
{
    readonly OracleReader _facts;
    readonly List<OraclePost> _posts = [];

    /// <summary>Counts.</summary>
    /// <param name="lines">The raw lines without their ends; order and repeats do not matter.</param>
    /// <param name="skip">True for the indexes of lines that were never delivered, or were lost.</param>
    /// <param name="receivedAt">When they were received: posts from beyond count as wrong dates. Default
    /// 2026-11-21T12:00Z, as on the tests' workbench.</param>
    public Oracle(IReadOnlyList<byte[]> lines, Func<int, bool>? skip = null, DateTimeOffset? receivedAt = null)
    {
        _facts = new((receivedAt ?? new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero)).ToUnixTimeMilliseconds());
        for (var i = 0; i < lines.Count; i++)
            if (skip is null || !skip(i))
                _facts.Read(lines[i]);
        foreach (var versions in _facts.Posts.GroupBy(post => (post.Platform, post.Id)))
            if (Standing([.. versions]) is { } post)
                _posts.Add(post);
        Rows = [.. HashtagHours().Concat(TopicHours()).Order(StringComparer.Ordinal)];
    }

    /// <summary>The rows that both tables must hold.</summary>
    public IReadOnlyList<string> Rows { get; }

    /// <summary>The lines of a recording, unpacked where its name ends in <c>.gz</c>.</summary>
    public static IReadOnlyList<byte[]> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        var lines = new List<byte[]>();
        var rest = bytes.ToArray().AsSpan();
        foreach (var range in System.MemoryExtensions.Split(rest, (byte)'\n'))
            lines.Add(rest[range].ToArray());
        return lines;
    }

    /// <summary>The version of a post that is public in the end, at its event time; null where none is.</summary>
    OraclePost? Standing(List<OraclePost> versions)
    {
        var highest = versions.MaxBy(post => post.Version)!;
        if (!IsRelevant(highest) || IsDeleted(versions, highest) || IsAway(highest))
            return null;
        // The time is that of the making: of the last one, where a key was used anew. One that is not relevant leaves
        // nothing behind and says nothing. Without a making the first edit has to tell.
        var making = versions.Where(post => post.IsOriginal && IsRelevant(post)).MaxBy(post => post.Version)
            ?? versions.Where(post => !post.IsOriginal).MinBy(post => post.Version)!;
        return highest with { PostedAt = making.PostedAt };
    }

    static bool IsRelevant(OraclePost post) =>
        OracleText.Hashtags(post).Count > 0 || OracleText.TopicsOf(post).Count > 0;

    bool IsDeleted(List<OraclePost> versions, OraclePost highest)
    {
        var deletes = _facts.Deletes.Where(delete => delete.Platform == highest.Platform);
        if (highest.Platform == "bluesky")
            return deletes.Any(delete => delete.Id == highest.Id && delete.Version >= highest.Version);
        var ids = versions.SelectMany(post => post.OtherIds);
        if (highest.Platform == "x")
            ids = ids.Append(highest.Id); // Mastodon's deletes name the server's id, never the address
        return deletes.Any(delete => ids.Contains(delete.Id));
    }

    bool IsAway(OraclePost post)
    {
        var notices = _facts.Accounts.Where(notice => post.Platform == "bluesky" && notice.Did == post.Author).ToList();
        return notices.Any(notice => notice.State == "deleted")
            || notices.MaxBy(notice => notice.At)?.State == "hidden";
    }

    /// <summary>An author, or the post itself where its author is unknown.</summary>
    static string Voter(OraclePost post) =>
        post.Author.Length > 0 ? $"{post.Platform} author {post.Author}" : $"{post.Platform} post {post.Id}";

    IEnumerable<string> HashtagHours() =>
        from post in _posts
        where !post.IsRepost
        from key in OracleText.Hashtags(post)
        group post by (post.Hour, Key: key) into posts
        let happy = posts.Where(OracleText.IsHappy).ToList()
        select Row(
            "hashtag_hour", posts.Key.Hour, posts.Key.Key, posts.Count(), happy.Count,
            posts.Select(Voter).Distinct().Count(), happy.Select(Voter).Distinct().Count());

    static string Row(string table, long hour, params object?[] values) =>
        $"{table}|{Iso(hour)}|"
            + string.Join('|', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));

    static string Iso(long hour) => DateTimeOffset.FromUnixTimeMilliseconds(hour)
        .ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
