using Tidings.Analysis;

namespace Tidings.Simulation;

/// <summary>A text in the making: UTF-8 bytes and where its tags, mentions and links lie.</summary>
sealed class Draft
{
    readonly List<DraftEntity> _entities = [];
    byte[] _text = new byte[320];
    int _length;

    /// <summary>The bytes so far.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    /// <summary>What lies in the text, in order.</summary>
    public IReadOnlyList<DraftEntity> Entities => _entities;

    /// <summary>What it is about, for X's matching rules: <c>coins</c> or a theme.</summary>
    public required string Subject { get; init; }

    /// <summary>ISO 639-1 language.</summary>
    public required string Language { get; init; }

    /// <summary>Extra hashtags without sign that the text does not show; only Bluesky can carry them.</summary>
    public IReadOnlyList<string> HiddenTags { get; set; } = [];

    /// <summary>Its length as X counts it, at least: emoji, Chinese and Japanese weigh 2.</summary>
    public int Weight { get; private set; }

    /// <summary>Appends plain text.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        if (_length + text.Length > _text.Length)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + text.Length));
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
        foreach (var b in text)
            Weight += b is >= 0x80 and < 0xC0 ? 0 : b < 0xE1 ? 1 : 2;
    }

    /// <summary>Appends an entity with its sign, and a space before it where a word would touch it.</summary>
    public void Append(EntityKind kind, ReadOnlySpan<byte> text, string value, Author? author = null)
    {
        Space();
        _entities.Add(new(kind, _length, _length + text.Length, value, author));
        Append(text);
    }

    /// <summary>Appends a space unless there is nothing or white space already.</summary>
    public void Space()
    {
        if (_length > 0 && _text[_length - 1] is not ((byte)' ' or (byte)'\n'))
            Append(" "u8);
    }

    /// <summary>Makes the letter at a byte offset small where it begins a word of more than one letter.</summary>
    public void LowerFirst(int at)
    {
        if (at + 1 < _length && char.IsAsciiLetterUpper((char)_text[at]) && char.IsAsciiLetterLower((char)_text[at + 1])
            && !_entities.Exists(e => e.Start <= at && at < e.End))
            _text[at] |= 0x20;
    }

    /// <summary>A copy that can be changed.</summary>
    public Draft Copy() => With(Text, static at => at);

    /// <summary>A copy with another text, its entities moved by <paramref name="move"/> (old byte offset to new).</summary>
    public Draft With(ReadOnlySpan<byte> text, Func<int, int> move)
    {
        var copy = new Draft { Subject = Subject, Language = Language, HiddenTags = HiddenTags };
        copy.Append(text);
        foreach (var entity in _entities)
            copy._entities.Add(entity with { Start = move(entity.Start), End = move(entity.End) });
        return copy;
    }
}
