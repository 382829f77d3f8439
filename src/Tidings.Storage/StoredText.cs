namespace Tidings.Storage;

/// <summary>What is analysed again of a stored post.</summary>
record StoredText
{
    public string Platform { get; init; } = "";
    public string Id { get; init; } = "";
    public string Text { get; init; } = "";

    /// <summary>The spellings of its hashtags, a JSON array.</summary>
    public string Spellings { get; init; } = "";

    /// <summary>The synonyms under which it was found, a JSON array.</summary>
    public string Keywords { get; init; } = "";
}
