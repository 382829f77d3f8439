namespace Tidings.Sources;

/// <summary>The fields of a status (X v1.1, X v2, Mastodon) as places in the record.</summary>
sealed class StatusFields
{
    /// <summary>The bytes that all places refer to.</summary>
    public ReadOnlyMemory<byte> Source;

    public JsonText IdString;
    public JsonText Id;
    public JsonText CreatedAt;
    public JsonText Text;
    public JsonText FullText;
    public JsonText ExtendedText;
    public JsonText Content;
    public JsonText Uri;
    public JsonText EditedAt;
    public JsonText Language;
    public JsonText AuthorId;
    public bool IsReference;
    public JsonText RepostOf;
    public JsonText RepostTree;
    public JsonText History;
    public bool HasOriginal;
    public bool HasStatusKey;
    public AuthorFields Author;

    /// <summary>The original inside a repost; made once, cleared with its owner.</summary>
    public StatusFields? Original;

    public void Clear()
    {
        IdString = Id = CreatedAt = Text = FullText = ExtendedText = Content = Uri = EditedAt = Language = default;
        AuthorId = RepostOf = RepostTree = History = default;
        HasOriginal = HasStatusKey = IsReference = false;
        Author = default;
        Original?.Clear();
    }

    /// <summary>
    /// True for a post of X v2 that stands alone, as tools write it, or of a simple recorder: it names its author by id
    /// or its edits, and has none of the keys that only v1.1 uses.
    /// </summary>
    public bool IsBareXPost =>
        (AuthorId.IsPresent || History.IsPresent) && BestText.IsPresent && !HasStatusKey && !HasOriginal;

    /// <summary>The full text of X v1.1 and v2: the extended one where there is one.</summary>
    public JsonText BestText => ExtendedText.IsPresent ? ExtendedText : FullText.IsPresent ? FullText : Text;

    /// <summary>The id as text, or as a number where only that is there.</summary>
    public JsonText BestId => IdString.IsPresent ? IdString : Id;
}
