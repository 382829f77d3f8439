using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Tidings.Storage.Migrations;

/// <summary>One numbered step of the schema, as two SQL scripts in this assembly.</summary>
/// <param name="Version">1, 2, 3 …</param>
/// <param name="Name">What it is about.</param>
/// <param name="Up">The script that makes it.</param>
/// <param name="Down">The script that takes it back.</param>
public sealed partial record Migration(int Version, string Name, string Up, string Down)
{
    /// <summary>SHA-256 of <see cref="Up"/> in hexadecimal: a landed script must never change.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Up)));

    /// <summary>The tables, views, sequences and indexes that it makes.</summary>
    public IEnumerable<string> Names => Made.Matches(Up).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"^CREATE (TABLE|VIEW|SEQUENCE|INDEX) (?<name>\w+)", RegexOptions.Multiline)]
    static partial Regex Made { get; }

    /// <summary>All migrations of a database, in order.</summary>
    /// <param name="dialect">The folder of scripts: <c>sqlite</c> or <c>postgres</c>.</param>
    public static IReadOnlyList<Migration> All(string dialect)
    {
        var prefix = dialect + "/";
        var ups = typeof(Migration).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)
                && name.EndsWith(".up.sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        return [.. ups.Select(name => Read(name, prefix))];
    }

    static Migration Read(string resource, string prefix)
    {
        var stem = resource[prefix.Length..^".up.sql".Length];
        var (number, name) = (stem[..stem.IndexOf('_', StringComparison.Ordinal)], stem[(stem.IndexOf('_', StringComparison.Ordinal) + 1)..]);
        return new(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture), name,
            Text(resource), Text($"{prefix}{stem}.down.sql"));
    }

    static string Text(string resource)
    {
        using var stream = typeof(Migration).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the script {resource} is missing from this build");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
