using System.Net;
using System.Text;

namespace Tidings.Sources;

/// <summary>
/// Decodes HTML character references in UTF-8, in one pass (<c>&amp;amp;lt;</c> becomes <c>&amp;lt;</c>).
/// </summary>
static class HtmlEntities
{
    const int MaxReference = 32; // the longest name has 31 letters

    /// <summary>
    /// The most bytes that <see cref="Decode"/> writes: a reference is never shorter than what it stands for.
    /// </summary>
    public static int MaxLength(int length) => length;

    public static int Decode(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var written = 0;
        while (true)
        {
            var at = source.IndexOf((byte)'&');
            var plain = at < 0 ? source : source[..at];
            plain.CopyTo(target[written..]);
            written += plain.Length;
            if (at < 0)
                return written;
            source = source[at..];
            source = source[DecodeOne(source, target, ref written)..];
        }
    }

    /// <summary>
    /// Decodes the reference at the start of <paramref name="source"/>, or copies the ampersand; returns the bytes
    /// consumed.
    /// </summary>
    public static int DecodeOne(ReadOnlySpan<byte> source, Span<byte> target, ref int written)
    {
        var end = source[..Math.Min(source.Length, MaxReference)].IndexOf((byte)';');
        if (end > 1)
        {
            var name = source[1..end];
            var rune = name[0] == '#' ? Numbered(name[1..]) : Named(name);
            if (rune is { } found && found.Utf8SequenceLength <= end + 1)
            {
                written += found.EncodeToUtf8(target[written..]);
                return end + 1;
            }
        }
        target[written++] = (byte)'&';
        return 1;
    }

    static Rune? Numbered(ReadOnlySpan<byte> digits)
    {
        var isHex = digits is [(byte)'x' or (byte)'X', ..];
        if (isHex)
            digits = digits[1..];
        var value = 0;
        if (digits.IsEmpty || digits.Length > 7)
            return null;
        foreach (var digit in digits)
        {
            var number = isHex ? HexDigit(digit) : digit is >= (byte)'0' and <= (byte)'9' ? digit - '0' : -1;
            if (number < 0)
                return null;
            value = value * (isHex ? 16 : 10) + number;
        }
        return value > 0 && Rune.IsValid(value) ? new Rune(value) : Rune.ReplacementChar;
    }

    static int HexDigit(byte digit) => char.IsAsciiHexDigit((char)digit) ? (digit & 0xF) + (digit >> 6) * 9 : -1;

    static Rune? Named(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("amp"u8)) return new('&');
        if (name.SequenceEqual("lt"u8)) return new('<');
        if (name.SequenceEqual("gt"u8)) return new('>');
        if (name.SequenceEqual("quot"u8)) return new('"');
        if (name.SequenceEqual("apos"u8)) return new('\'');
        if (name.SequenceEqual("nbsp"u8)) return new(0xA0);
        if (name.ContainsAnyExcept(Letters))
            return null;
        var text = $"&{Encoding.ASCII.GetString(name)};"; // rare enough to allocate
        var decoded = WebUtility.HtmlDecode(text);
        return decoded != text && Rune.TryGetRuneAt(decoded, 0, out var rune) ? rune : null;
    }

    static readonly System.Buffers.SearchValues<byte> Letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"u8);
}
