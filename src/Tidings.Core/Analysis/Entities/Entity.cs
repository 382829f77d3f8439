namespace Tidings.Analysis;

/// <summary>One entity in a UTF-8 text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Byte offset of its first byte; the sign (<c># $ @</c>) is included.</param>
/// <param name="End">Byte offset behind its last byte.</param>
public readonly record struct Entity(EntityKind Kind, int Start, int End)
{
    /// <summary>Its length in bytes.</summary>
    public int Length => End - Start;

    /// <summary>The bytes of the entity, sign and list included.</summary>
    /// <param name="text">The text that it was extracted from.</param>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text) => text[Start..End];

    /// <summary>Its name: without the sign, and for a list only the user's name. A URL is its own name.</summary>
    /// <param name="text">The text that it was extracted from.</param>
    public ReadOnlySpan<byte> NameIn(ReadOnlySpan<byte> text)
    {
        if (Kind == EntityKind.Url)
            return Of(text);
        var name = WithoutSign(text);
        return Kind == EntityKind.Mention && name.IndexOf((byte)'/') is >= 0 and var slash ? name[..slash] : name;
    }

    /// <summary>The list of a mention with its slash (<c>/list</c>); empty where there is none.</summary>
    /// <param name="text">The text that it was extracted from.</param>
    public ReadOnlySpan<byte> ListIn(ReadOnlySpan<byte> text)
    {
        if (Kind != EntityKind.Mention)
            return [];
        var name = WithoutSign(text);
        return name.IndexOf((byte)'/') is >= 0 and var slash ? name[slash..] : [];
    }

    // the full-width signs take three bytes
    ReadOnlySpan<byte> WithoutSign(ReadOnlySpan<byte> text) => Of(text)[(text[Start] < 0x80 ? 1 : 3)..];
}
