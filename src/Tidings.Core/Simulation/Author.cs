namespace Tidings.Simulation;

/// <summary>A made-up author on one network.</summary>
sealed record Author
{
    /// <summary>Account name without sign, shown as the display name too: at most 15 of <c>a-z0-9</c>.</summary>
    public required string Username { get; init; }

    /// <summary>In which language the author writes, ISO 639-1.</summary>
    public required string Language { get; init; }

    /// <summary>When the account was made, Unix milliseconds, whole seconds.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Numeric id on X and Mastodon.</summary>
    public required ulong Id { get; init; }

    /// <summary>Id on Bluesky.</summary>
    public required string Did { get; init; }

    /// <summary>Mastodon server.</summary>
    public required string Server { get; init; }

    /// <summary>How many follow.</summary>
    public required int Followers { get; init; }

    /// <summary>Whether the account shows a check mark.</summary>
    public required bool Verified { get; init; }

    /// <summary>Repeats itself for money.</summary>
    public required bool Spammer { get; init; }

    /// <summary>Never begins a sentence with a capital.</summary>
    public required bool LowerCase { get; init; }
}
