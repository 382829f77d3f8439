namespace Tidings.Configuration;

/// <summary>
/// A password, token or key. Its text comes out of <see cref="Reveal"/> alone, never out of <see cref="ToString"/>,
/// so that printing or logging an options record cannot give it away.
/// </summary>
public sealed class Secret : IEquatable<Secret>
{
    /// <summary>What stands in place of a secret wherever settings are printed.</summary>
    public const string Mask = "***";

    readonly string _text;

    /// <summary>Hides <paramref name="text"/>.</summary>
    /// <exception cref="ArgumentException">The text is empty: a missing secret is null.</exception>
    public Secret(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        _text = text;
    }

    /// <summary>
    /// Whether the text is only <see cref="Mask"/>, as it is when printed settings are used as settings.
    /// </summary>
    public bool IsMask => _text == Mask;

    /// <summary>The text itself, for the one place that needs it.</summary>
    public string Reveal() => _text;

    /// <inheritdoc/>
    public bool Equals(Secret? other) =>
        other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Always <see cref="Mask"/>.</summary>
    public override string ToString() => Mask;
}
