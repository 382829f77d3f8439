using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tidings.Tests.Durability.Schedules;

/// <summary>The lines of a schedule, when each can be sent at the earliest, and the deliveries of its sources.</summary>
sealed partial class ScheduleRecording
{
    readonly RawRecording _recording;
    readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    readonly long[] _sentAt;
    readonly HashSet<int> _leftOut = [];

    /// <param name="seed">Gives the lines.</param>
    /// <param name="options">How many.</param>
    /// <param name="keepsHours">Posts of which two versions lie in different hours are left out.</param>
    /// <param name="onceMade">Keys of Bluesky that are made twice are left out.</param>
    public ScheduleRecording(int seed, RawRecordingOptions options, bool keepsHours, bool onceMade)
    {
        _recording = new(seed, options);
        _sentAt = new long[Lines.Count];
        var posts = new List<(int Line, OraclePost Post)>();
        for (var i = 0; i < Lines.Count; i++)
        {
            _indexes.TryAdd(Key(Lines[i]), i);
            var reader = new OracleReader(options.FirstHour + (long)TimeSpan.FromDays(30).TotalMilliseconds);
            reader.Read(Lines[i]);
            _sentAt[i] = reader.Posts.Select(post => post.PostedAt).Append(BlueskyTime(Lines[i])).Max();
            posts.AddRange(reader.Posts.Select(post => (i, post)));
        }
        foreach (var post in posts.GroupBy(found => (found.Post.Platform, found.Post.Id)))
            if ((keepsHours && post.Select(found => found.Post.Hour).Distinct().Count() > 1)
                || (onceMade && post.Key.Platform == "bluesky" && IsMadeAnew([.. post.Select(found => found.Post)])))
                _leftOut.UnionWith(post.Select(found => found.Line));
    }

    /// <summary>Also where one of the makings is missing.</summary>
    static bool IsMadeAnew(List<OraclePost> versions) =>
        versions.Count(post => post.IsOriginal) > 1
        || versions.Exists(post => post.IsOriginal && versions.Exists(other => other.Version < post.Version));

    public IReadOnlyList<byte[]> Lines => _recording.Lines;

    /// <summary>The first line of these bytes: equal ones say the same.</summary>
    public int IndexOf(ReadOnlySpan<byte> line) => _indexes[Key(line)];

    /// <summary>Nobody can have received it before, unix milliseconds.</summary>
    public long SentAt(int index) => _sentAt[index];

    /// <summary>Parts the lines, some repeated and in some order, among sources. Blank ones are no records.</summary>
    public int[][] Deliver(Random random, int sources)
    {
        var parts = Enumerable.Range(0, sources).Select(_ => new List<int>()).ToArray();
        foreach (var index in _recording.Deliver(random).SelectMany(piece => piece))
            if (!_leftOut.Contains(index) && Lines[index].AsSpan().Trim(" \t"u8).Length > 0)
                parts[random.Next(sources)].Add(index);
        return [.. parts.Select(part => part.ToArray())];
    }

    /// <summary>What the tables must hold when just these lines were stored.</summary>
    public IReadOnlyList<string> Recount(IReadOnlySet<int> stored, DateTimeOffset receivedAt) =>
        new Oracle(Lines, index => !stored.Contains(IndexOf(Lines[index])), receivedAt).Rows;

    /// <summary>An update's time is not its post's, and a listener refuses what comes before its time.</summary>
    static long BlueskyTime(byte[] line) =>
        Microseconds.Match(Encoding.Latin1.GetString(line)) is { Success: true } found
            ? long.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) / 1000
            : 0;

    [GeneratedRegex("\"time_us\":([0-9]{16})[^0-9]")]
    static partial Regex Microseconds { get; }

    static string Key(ReadOnlySpan<byte> line) => Encoding.Latin1.GetString(line);
}
