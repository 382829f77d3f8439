using System.Text;

namespace Tidings.Configuration;

/// <summary>
/// Where a service is: a URL (or <c>sqlite:FILE</c>, or a file path) that may hold a password.
/// <see cref="ToString"/> shows it without; <see cref="Reveal"/> gives all of it.
/// </summary>
public sealed class ConnectionUrl : IEquatable<ConnectionUrl>
{
    static readonly string[] SecretWords = ["pass", "pwd", "token", "secret", "key", "sig"];
    static readonly string[] NamedUserSchemes = ["postgres", "postgresql", "amqp", "amqps"];

    readonly string _text;

    /// <summary>
    /// Wraps <paramref name="text"/> as it is; what is allowed in it is for the reader of the setting to say.
    /// </summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public ConnectionUrl(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        _text = text;
    }

    /// <summary>
    /// Whether a masked password is still in it, as it is when printed settings are used as settings.
    /// </summary>
    public bool HasMask => _text.Contains(Secret.Mask, StringComparison.Ordinal) && Hide(_text) == _text;

    /// <summary>The whole text, password included, for the one place that connects.</summary>
    public string Reveal() => _text;

    /// <inheritdoc/>
    public bool Equals(ConnectionUrl? other) =>
        other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ConnectionUrl);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>
    /// The text with <c>***</c> in place of its password and of parameters that are named like secrets.
    /// </summary>
    public override string ToString() => Hide(_text);

    /// <remarks>
    /// Passwords are often written unescaped, with <c>/</c>, <c>?</c> or <c>@</c> inside. So everything up to the last
    /// <c>@</c> counts as the user's part: it may hide too much, never too little.
    /// </remarks>
    static string Hide(string text)
    {
        var authority = text.IndexOf("://", StringComparison.Ordinal);
        var user = authority < 0 ? 0 : authority + 3;
        var at = authority < 0 ? -1 : text.LastIndexOf('@');
        if (at < user)
            return HideParameters(text);
        var colon = text.IndexOf(':', user, at - user);
        var shown = colon >= 0 ? text[..(colon + 1)] + Secret.Mask
            : NamedUserSchemes.Contains(text[..authority], StringComparer.OrdinalIgnoreCase) ? text[..at]
            : text[..user] + Secret.Mask; // a lone user of a web address is a token as often as a name
        return HideParameters(shown + text[at..]);
    }

    static string HideParameters(string text)
    {
        var start = text.IndexOfAny(['?', '#']);
        if (start < 0)
            return text;
        var result = new StringBuilder(text, 0, start, text.Length);
        while (start < text.Length)
        {
            var end = text.IndexOfAny(['?', '&', ';', '#'], start + 1);
            end = end < 0 ? text.Length : end;
            var part = text.AsSpan(start, end - start);
            var equals = part.IndexOf('=');
            result.Append(equals >= 0 && IsSecret(part[..equals]) ? $"{part[..equals]}={Secret.Mask}" : part);
            start = end;
        }
        return result.ToString();
    }

    static bool IsSecret(ReadOnlySpan<char> name)
    {
        foreach (var word in SecretWords)
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
