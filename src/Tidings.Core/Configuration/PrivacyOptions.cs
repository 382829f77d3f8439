namespace Tidings.Configuration;

/// <summary>What is stored about authors.</summary>
public sealed record PrivacyOptions
{
    /// <summary>
    /// The key that turns authors into the hashes that are stored, best 32 random characters or more: with a guessable
    /// key anybody can find out whose hash it is. A store accepts one key only. Default none: a file beside the store,
    /// made once.
    /// </summary>
    public Secret? Key { get; init; }

    /// <summary>Whether names, raw ids and locations are stored. Default false.</summary>
    public bool StoreAuthors { get; init; }
}
