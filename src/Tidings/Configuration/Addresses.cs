using System.Text.RegularExpressions;

namespace Tidings.Cli.Configuration;

/// <summary>What may stand where an address is wanted.</summary>
/// <remarks>
/// Database and broker addresses are only looked at from outside: passwords in them are often unescaped, and taking
/// them apart is the work of whoever connects.
/// </remarks>
static partial class Addresses
{
    public static bool IsStore(string text) => IsSqlite(text) || HasScheme(text, "postgres", "postgresql");

    public static bool IsQueue(string text) => IsSqlite(text) || HasScheme(text, "amqp", "amqps");

    public static bool IsHttp(string text) => IsWeb(text, "http", "https");

    public static bool IsWeb(string text, params string[] schemes) =>
        HasScheme(text, schemes) && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0;

    /// <summary><c>http://HOST:PORT</c> and nothing more; the form that is kept, or null.</summary>
    public static string? Listen(string text) =>
        ListenForm().IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _) ? text.TrimEnd('/') : null;

    static bool IsSqlite(string text) =>
        text.StartsWith("sqlite:", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(text["sqlite:".Length..]);

    static bool HasScheme(string text, params string[] schemes) => schemes.Any(scheme =>
        text.StartsWith(scheme + "://", StringComparison.OrdinalIgnoreCase) && text.Length > scheme.Length + 3);

    [GeneratedRegex(@"\Ahttp://([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?/?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ListenForm();
}
