using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tidings.Tests.Durability;

/// <summary>
/// A made-up recording as the platforms send it, with few names for everything, so that versions, deletes, copies and
/// votes meet. It keeps to what platforms promise: one content for one version, and on Bluesky no second creation of a
/// key without a delete between. The same seed and options give the same lines.
/// </summary>
sealed partial class RawRecording
{
    const long Second = 1000;
    const long Minute = 60 * Second;
    const long Hour = 60 * Minute;
    const long Day = 24 * Hour;

    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly JsonSerializerOptions Escaped = new();
    static readonly long?[] Followers = [null, 0, 499, 499, 500, 500, 501, 1_234, 90_000, 12_345_678];
    static readonly string?[] Languages = [null, "en", "en", "en", "en", "en", "en-GB", "de", "und"];

    readonly RawRecordingOptions _options;
    readonly Random _random;
    readonly RawGrammar _grammar;
    readonly List<(long At, byte[] Line)> _made = [];
    readonly int _number; // of the post that is being made, for ids that are no other's

    /// <summary>Makes a recording.</summary>
    public RawRecording(int seed, RawRecordingOptions? options = null)
    {
        _options = options ?? new();
        _random = new(seed);
        _grammar = new(_random);
        int[] shares =
        [
            _options.X, _options.Bluesky, _options.Accounts, _options.Mastodon, _options.Others, _options.Broken,
            _options.Blank,
        ];
        while (_made.Count < _options.Lines)
        {
            _number++;
            switch (Kind(shares))
            {
                case 0: MakeX(); break;
                case 1: MakeBluesky(); break;
                case 2: MakeAccount(); break;
                case 3: MakeMastodon(); break;
                case 4: MakeOther(); break;
                case 5: MakeBroken(); break;
                default: Add(SomeTime(), _random.Next(2) == 0 ? "" : " \t "); break;
            }
        }
        Lines = [.. _made.OrderBy(made => made.At).Take(_options.Lines).Select(made => made.Line)];
    }

    /// <summary>The lines, without their ends, in the order in which a platform would have sent them.</summary>
    public IReadOnlyList<byte[]> Lines { get; }

    /// <summary>
    /// An order of delivery: pieces of indexes into <see cref="Lines"/>, every one at least once, some again; in order,
    /// shuffled locally, or shuffled wholly.
    /// </summary>
    public IReadOnlyList<int[]> Deliver(Random random)
    {
        var indexes = Enumerable.Range(0, Lines.Count).ToList();
        for (var repeats = random.Next(Lines.Count / 4 + 1); repeats > 0; repeats--)
            indexes.Add(random.Next(Lines.Count));
        var reach = random.Next(3) switch { 0 => 0.0, 1 => 20, _ => 1e9 };
        var order = indexes.Select(index => (Index: index, Place: index + random.NextDouble() * reach))
            .OrderBy(pair => pair.Place).Select(pair => pair.Index).ToArray();
        var pieces = new List<int[]>();
        var most = random.Next(3) switch { 0 => order.Length, 1 => 50, _ => order.Length / 3 + 1 };
        for (var at = 0; at < order.Length;)
        {
            var length = Math.Min(random.Next(1, most + 1), order.Length - at);
            pieces.Add(order[at..(at + length)]);
            at += length;
        }
        return pieces;
    }

    /// <summary>A piece as a file's content.</summary>
    public byte[] Bytes(IEnumerable<int> piece)
    {
        var bytes = new List<byte>();
        foreach (var index in piece)
        {
            bytes.AddRange(Lines[index]);
            if (index % 3 == 0) // X ends its lines like this
                bytes.Add((byte)'\r');
            bytes.Add((byte)'\n');
        }
        return [.. bytes];
    }

    int Kind(int[] shares)
    {
        var at = _random.Next(shares.Sum());
        var kind = 0;
        for (; at >= shares[kind]; kind++)
            at -= shares[kind];
        return kind;
    }

    bool Chance(int percent) => _random.Next(100) < percent;

    T Pick<T>(params T[] values) => values[_random.Next(values.Length)];

    /// <summary>
    /// A time in the recording's hours, whole seconds so that every format can write it, often at an hour's edge.
    /// </summary>
    long SomeTime()
    {
        var hour = _options.FirstHour + _random.Next(_options.Hours) * Hour;
        return hour + _random.Next(6) switch
        {
            0 => 0,
            1 => Hour - Second,
            _ => _random.Next(3600) * Second,
        };
    }

    /// <summary>When an author joined: around the 60 days that a filter asks for, or long ago, or unknown.</summary>
    long? SomeSince(long postedAt) => _random.Next(8) switch
    {
        0 => null,
        1 => postedAt - 60 * Day,
        2 => postedAt - 60 * Day + Second,
        3 => postedAt - 59 * Day,
        4 => postedAt - 61 * Day,
        _ => postedAt - 900 * Day,
    };

    void Add(long at, string line) => _made.Add((at, Encoding.UTF8.GetBytes(line)));

    void Add(long at, object record) => Add(at, Json(record));

    string Json(object record) => JsonSerializer.Serialize(record, Chance(50) ? Plain : Escaped);

    static string Iso(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at)
        .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
