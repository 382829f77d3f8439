using System.Globalization;
using Tidings.Configuration;

namespace Tidings.Simulators;

/// <summary>One fault and when it happens, as <c>KIND[@WHEN][:ARGUMENT]</c> says it.</summary>
public sealed record FaultSpec
{
    static readonly Dictionary<string, FaultKind> Kinds = new(StringComparer.Ordinal)
    {
        ["disconnect"] = FaultKind.Disconnect,
        ["close"] = FaultKind.Close,
        ["stall"] = FaultKind.Stall,
        ["mute"] = FaultKind.Mute,
        ["slow-close"] = FaultKind.SlowClose,
        ["duplicate"] = FaultKind.Duplicate,
        ["reorder"] = FaultKind.Reorder,
        ["flood"] = FaultKind.Flood,
        ["garbage"] = FaultKind.Garbage,
        ["clock-skew"] = FaultKind.ClockSkew,
        ["http-400"] = FaultKind.Http400,
        ["http-403"] = FaultKind.Http403,
        ["http-429"] = FaultKind.Http429,
        ["http-500"] = FaultKind.Http500,
        ["http-503"] = FaultKind.Http503,
        ["refuse"] = FaultKind.Refuse,
        ["profiles-429"] = FaultKind.Profiles429,
    };

    /// <summary>What goes wrong.</summary>
    public FaultKind Kind { get; private init; }

    /// <summary>The word for it.</summary>
    public string Name { get; private init; } = "";

    /// <summary>
    /// How many events were served to the connection before, or how many requests came before; with
    /// <see cref="IsRandom"/> the mean number between two. Default 0.
    /// </summary>
    public long At { get; private init; }

    /// <summary>True where it happens again and again at random places of every connection, else it happens once.</summary>
    public bool IsRandom { get; private init; }

    /// <summary>The argument as a number: a close code, a count, or milliseconds.</summary>
    public long Number { get; private init; }

    /// <summary>The argument as a word; empty where it is a number.</summary>
    public string Word { get; private init; } = "";

    /// <summary>True for what happens to requests rather than to a stream.</summary>
    public bool IsOfRequests => Kind >= FaultKind.Http400;

    /// <summary>As it was written.</summary>
    public string Text { get; private init; } = "";

    /// <summary>The status that a request is answered with; 0 where there is no answer.</summary>
    internal int Status => Kind switch
    {
        FaultKind.Http400 => 400,
        FaultKind.Http403 => 403,
        FaultKind.Http429 or FaultKind.Profiles429 => 429,
        FaultKind.Http500 => 500,
        FaultKind.Http503 => 503,
        _ => 0,
    };

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong.</exception>
    public static FaultSpec Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (place, argument) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        var sign = place.IndexOf('@', StringComparison.Ordinal);
        var (name, when) = sign < 0 ? (place, "0") : (place[..sign], place[(sign + 1)..]);
        if (!Kinds.TryGetValue(name, out var kind))
            throw new FormatException($"'{name}' is no fault; there are {string.Join(", ", Kinds.Keys)}");
        var isRandom = when.StartsWith('r');
        if (!long.TryParse(when.AsSpan(isRandom ? 1 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || (isRandom && (at == 0 || at > int.MaxValue || kind >= FaultKind.Http400)))
            throw new FormatException($"'{text}': '{when}' is no place; write a number, or for streams r and a mean");
        var (number, word) = Argument(kind, argument)
            ?? throw new FormatException($"'{text}': '{argument}' does not fit {name}");
        return new()
        {
            Kind = kind,
            Name = name,
            At = at,
            IsRandom = isRandom,
            Number = number,
            Word = word,
            Text = text,
        };
    }

    static (long Number, string Word)? Argument(FaultKind kind, string text) => kind switch
    {
        FaultKind.Disconnect => OneOf(text, "reset", "fin"),
        FaultKind.Garbage => OneOf(text, "json", "utf8", "cut", "binary"),
        FaultKind.Close => Count(text, 1001) is { Number: >= 1000 and < 5000 } code ? code : null,
        FaultKind.Stall or FaultKind.Mute => Milliseconds(text, -1),
        FaultKind.SlowClose => Milliseconds(text, 5000),
        FaultKind.ClockSkew => text.StartsWith('-') ? Negative(Milliseconds(text[1..], null))
            : Milliseconds(text.TrimStart('+'), -3_600_000),
        FaultKind.Duplicate or FaultKind.Reorder => text.Length == 0 ? (0, "") : null,
        FaultKind.Flood => Count(text, 1000),
        _ => Count(text, 1),
    };

    static (long, string)? OneOf(string text, params string[] words) =>
        text.Length == 0 ? (0, words[0]) : words.Contains(text, StringComparer.Ordinal) ? (0, text) : null;

    static (long Number, string)? Count(string text, int usual) => text.Length == 0 ? (usual, "")
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? (count, "")
        : null;

    /// <summary>Seconds, also parts of them, or a duration such as 1m30s; at most a day.</summary>
    static (long Number, string)? Milliseconds(string text, int? usual)
    {
        if (text.Length == 0)
            return usual is { } value ? (value, "") : null;
        var duration = decimal.TryParse(
            text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 86400
            ? TimeSpan.FromMilliseconds((long)(seconds * 1000))
            : DurationText.TryParse(text, out var written) ? written : TimeSpan.MaxValue;
        return duration <= TimeSpan.FromDays(1) ? ((long)duration.TotalMilliseconds, "") : null;
    }

    static (long, string)? Negative((long Number, string Word)? argument) =>
        argument is { } some ? (-some.Number, some.Word) : null;
}
