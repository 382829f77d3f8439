namespace Tidings.Cli.Output;

/// <summary>One column of a result.</summary>
/// <param name="Name">Its name in JSON and CSV, as in the tables of the store.</param>
/// <param name="Value">Null, a number, a truth value, text, <see cref="Instant"/>, <see cref="HourUtc"/> or
/// <see cref="RawJson"/>.</param>
/// <param name="Shown">How a person sees it; null leaves it out of drawn tables.</param>
/// <param name="Heading">The heading for people; null for the name.</param>
sealed record Column<T>(string Name, Func<T, object?> Value, Func<T, string>? Shown = null, string? Heading = null)
{
    /// <summary>Numbers stand on the right.</summary>
    public bool IsNumber { get; init; } = true;
}
