namespace Tidings.Cli.Configuration;

/// <summary>One thing that is wrong with the configuration. No part of it ever holds the value of a secret.</summary>
/// <param name="Key">The setting (<c>filters.minFollowers</c>, <c>sources[0].kind</c>), or the file or variable at
/// fault.</param>
/// <param name="Message">What is wrong, what would be right, and where it stands.</param>
/// <param name="Suggestion">The nearest right key or word; null where none is near.</param>
sealed record ConfigurationFault(string Key, string Message, string? Suggestion = null)
{
    public override string ToString() =>
        Suggestion is null ? $"{Key}: {Message}" : $"{Key}: {Message}. Did you mean '{Suggestion}'?";
}
