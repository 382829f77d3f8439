namespace Tidings.Analysis;

/// <summary>Lists of happy entries that the configuration can name, as <c>preset:smileys</c>.</summary>
public static class HappyPresets
{
    /// <summary>What an entry begins with that names a preset.</summary>
    public const string Prefix = "preset:";

    /// <summary>
    /// Happy faces and the classic emoticons for them. Emoticons that are often part of something else are left out:
    /// <c>:3</c> (12:30), <c>XD</c> (XDC), <c>=D</c> (code), <c>:P</c>; whoever wants them lists them.
    /// </summary>
    public static IReadOnlyList<string> Smileys { get; } =
    [
        // Western, both directions
        ":)", ":-)", ":^)", ":o)", "=)", ":]", ":-]", ":}", ":D", ":-D", ";)", ";-)", ";D", ";-D", ":')", ":’)",
        ":'-)", ":-))",
        "(:", "(-:", "(^:", "(';", "(;",
        // Eastern
        "^_^", "^-^", "^.^", "^o^", "^O^", "^▽^", "^ω^", "＾▽＾", "＾＾", "´▽｀", "◕‿◕", "ʘ‿ʘ", "•‿•", "◠‿◠", "ᵔᴥᵔ", "\\o/",
        // Faces that smile, laugh or show affection
        "😀", "😃", "😄", "😁", "😆", "😅", "😂", "🤣", "🙂", "☺", "😊", "😇", "😉", "😌", "😍", "🥰", "🤩", "😘", "😗", "😚", "😙",
        "🥲", "😋", "😛", "😜", "🤪", "😝", "🤗", "🤭", "🥳", "😎", "🤓", "🤠", "😸", "😺", "😹", "😻", "😽",
    ];

    /// <summary>Hearts that say something kind, with <c>&lt;3</c>. The broken heart is not among them.</summary>
    public static IReadOnlyList<string> Hearts { get; } =
    [
        "<3", "❤", "🧡", "💛", "💚", "💙", "🩵", "💜", "🤎", "🖤", "🩶", "🤍", "🩷", "♥", "❣", "💕", "💞", "💓", "💗", "💖", "💘",
        "💝", "💟", "❤️‍🔥", "😍", "🥰", "😘", "😻", "🫶",
    ];

    /// <summary>The names, without <see cref="Prefix"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["smileys", "hearts"];

    /// <summary>The entries of a preset; null where there is none of that name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static IReadOnlyList<string>? Find(string name) => name switch
    {
        "smileys" => Smileys,
        "hearts" => Hearts,
        _ => null,
    };

    /// <summary>The name that needs the fewest letters changed; of two such, the earlier.</summary>
    public static string Nearest(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Names.MinBy(n => Distance(n, name))!;
    }

    // Letters to insert, remove or replace (Levenshtein).
    static int Distance(string from, string to)
    {
        var row = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++)
            row[j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.Length];
    }
}
