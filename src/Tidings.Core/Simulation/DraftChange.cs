namespace Tidings.Simulation;

/// <summary>Changes to finished drafts.</summary>
static class DraftChange
{
    /// <summary>With <c>&amp; &lt; &gt;</c> escaped, as X writes texts; offsets count the escaped text.</summary>
    public static Draft Escaped(Draft draft)
    {
        if (draft.Text.IndexOfAny("&<>"u8) < 0)
            return draft;
        var moved = new int[draft.Text.Length + 1];
        var text = new List<byte>(draft.Text.Length + 16);
        for (var i = 0; i < draft.Text.Length; i++)
        {
            moved[i] = text.Count;
            switch (draft.Text[i])
            {
                case (byte)'&': text.AddRange("&amp;"u8); break;
                case (byte)'<': text.AddRange("&lt;"u8); break;
                case (byte)'>': text.AddRange("&gt;"u8); break;
                case var b: text.Add(b); break;
            }
        }
        moved[^1] = text.Count;
        return draft.With([.. text], at => moved[at]);
    }

    /// <summary>With two neighbouring small letters swapped outside of entities; unchanged where no pair is found.</summary>
    public static Draft Mistyped(Draft draft, Dice dice)
    {
        var text = draft.Text.ToArray();
        for (var attempt = 0; attempt < 40; attempt++)
        {
            var at = dice.Below(text.Length - 1);
            var (a, b) = (text[at], text[at + 1]);
            if (a == b || !char.IsAsciiLetterLower((char)a) || !char.IsAsciiLetterLower((char)b)
                || draft.Entities.Any(e => at + 1 >= e.Start && at < e.End))
                continue;
            (text[at], text[at + 1]) = (b, a);
            break;
        }
        return draft.With(text, static at => at);
    }

    /// <summary>The byte offset behind the first <paramref name="points"/> code points, or the length.</summary>
    public static int Offset(ReadOnlySpan<byte> text, int points)
    {
        var at = 0;
        for (; at < text.Length; at++)
            if ((text[at] & 0xC0) != 0x80 && points-- == 0)
                break;
        return at;
    }

    /// <summary>How many code points there are.</summary>
    public static int Points(ReadOnlySpan<byte> text)
    {
        var points = 0;
        foreach (var b in text)
            points += (b & 0xC0) != 0x80 ? 1 : 0;
        return points;
    }
}
