using System.Text.RegularExpressions;
using Tidings.Configuration;

namespace Tidings.Cli.Configuration;

/// <summary>A source: an object with a kind, or for short the word of the kind.</summary>
sealed partial class SourceFormat() : ObjectFormat<SourceOptions>("a source: an object with a kind", new(), Settings, "kind")
{
    static readonly ScalarFormat<SourceKind> Kind = Formats.Words(
        ("jetstream", SourceKind.Jetstream), ("x", SourceKind.X), ("mastodon", SourceKind.Mastodon),
        ("file", SourceKind.File));

    /// <summary>A server takes so many collections.</summary>
    const int MaxCollections = 100;

    static readonly (string Key, SourceKind Kind)[] KeysOfOneKind =
    [
        ("endpoints", SourceKind.Jetstream), ("collections", SourceKind.Jetstream),
        ("dictionary", SourceKind.Jetstream), ("profiles", SourceKind.Jetstream),
        ("profilesEndpoint", SourceKind.Jetstream),
        ("bearerToken", SourceKind.X), ("consumerKey", SourceKind.X), ("consumerSecret", SourceKind.X),
        ("rules", SourceKind.X),
        ("accessToken", SourceKind.Mastodon), ("streams", SourceKind.Mastodon),
        ("rate", SourceKind.File), ("pace", SourceKind.File),
    ];

    static IReadOnlyList<Setting<SourceOptions>> Settings =>
    [
        new Setting<SourceOptions, SourceKind>("kind", Kind, source => source.Kind,
            (source, value) => source with { Kind = value }),
        new Setting<SourceOptions, string>(
            "name", Formats.Text("a name that is not blank", NotBlank), source => source.Name,
            (source, value) => source with { Name = value }),
        new Setting<SourceOptions, ConnectionUrl>(
            "endpoint", Formats.Url("an address or a file path", text => NotBlank(text) is not null),
            source => source.Endpoint, (source, value) => source with { Endpoint = value }),
        new Setting<SourceOptions, ValueList<ConnectionUrl>>("endpoints",
            new ListFormat<ConnectionUrl>(
                Formats.Url(ExpectedEndpoint(SourceKind.Jetstream), text => IsEndpoint(SourceKind.Jetstream, text)),
                "a list of addresses"),
            source => source.Endpoints.Count > 0 ? source.Endpoints : null,
            (source, value) => source with { Endpoints = value }),
        new Setting<SourceOptions, ValueList<string>>("collections",
            new ListFormat<string>(
                Formats.Text("an NSID such as app.bsky.feed.post, or a prefix with .*", Collection),
                "a list of collections"),
            source => source.Collections.Equals(new SourceOptions().Collections) ? null : source.Collections,
            (source, value) => source with { Collections = value }),
        new Setting<SourceOptions, string>("dictionary", Formats.Text("a file path", NotBlank),
            source => source.Dictionary, (source, value) => source with { Dictionary = value }),
        new Setting<SourceOptions, bool>("profiles", Formats.Flag, source => source.Profiles,
            (source, value) => source with { Profiles = value }) { IsShown = source => source.Profiles },
        new Setting<SourceOptions, ConnectionUrl>("profilesEndpoint",
            Formats.Url(ExpectedEndpoint(SourceKind.X), Addresses.IsHttp), source => source.ProfilesEndpoint,
            (source, value) => source with { ProfilesEndpoint = value }),
        new Setting<SourceOptions, Secret>("bearerToken", Formats.Secret, source => source.BearerToken,
            (source, value) => source with { BearerToken = value }),
        new Setting<SourceOptions, Secret>("consumerKey", Formats.Secret, source => source.ConsumerKey,
            (source, value) => source with { ConsumerKey = value }),
        new Setting<SourceOptions, Secret>("consumerSecret", Formats.Secret, source => source.ConsumerSecret,
            (source, value) => source with { ConsumerSecret = value }),
        new Setting<SourceOptions, ValueList<string>>("rules",
            new ListFormat<string>(Formats.Text("a rule that is not blank", NotBlank), "a list of rules"),
            source => source.Kind == SourceKind.X ? source.Rules : null,
            (source, value) => source with { Rules = value }),
        new Setting<SourceOptions, Secret>("accessToken", Formats.Secret, source => source.AccessToken,
            (source, value) => source with { AccessToken = value }),
        new Setting<SourceOptions, ValueList<string>>("streams",
            new ListFormat<string>(
                Formats.Text("public, public:local, public:remote or a #hashtag", Stream), "a list of streams"),
            source => source.Kind == SourceKind.Mastodon ? source.Streams : null,
            (source, value) => source with { Streams = value }),
        new Setting<SourceOptions, double>("rate", Formats.Number(0, 1_000_000.0), source => source.Rate,
            (source, value) => source with { Rate = value }) { IsShown = IsFile },
        new Setting<SourceOptions, PaceKind>("pace",
            Formats.Words(("full", PaceKind.Full), ("recorded", PaceKind.Recorded)), source => source.Pace,
            (source, value) => source with { Pace = value }) { IsShown = IsFile },
        new Setting<SourceOptions, bool>("live", Formats.Flag, source => source.Live ?? false,
            (source, value) => source with { Live = value }) { IsShown = source => source.Live is not null },
    ];

    static bool IsFile(SourceOptions source) => source.Kind == SourceKind.File;

    public override bool TryRead(SettingNode node, string key, FaultList faults, out SourceOptions value)
    {
        // A text that is no kind is not quoted: it may be the rest of a list with tokens in it that was taken apart.
        var word = node.Text.Trim();
        var isWord = node.Kind == SettingNodeKind.Text && !(node.IsLoose && word.StartsWith('{'));
        if (!isWord)
            return base.TryRead(node, key, faults, out value);
        if (Kind.Choices.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            var members = new SettingNode(SettingNodeKind.Object, node.Place)
            {
                Members = [new("kind", node with { Text = word })],
            };
            return base.TryRead(members, key, faults, out value);
        }
        value = new();
        faults.AddUnexpected(key, $"an object with a kind, or {Kind.Expected}", node, showValue: false,
            NearestKey.Of(word, Kind.Choices));
        return false;
    }

    protected override SourceOptions Check(SourceOptions value, SettingNode node, string key, FaultList faults)
    {
        var word = Kind.Write(value.Kind)!.ToString();
        foreach (var (name, kind) in KeysOfOneKind)
            if (kind != value.Kind && Has(node, name))
                faults.Add($"{key}.{name}",
                    $"a {word} source has no such setting, only {Kind.Write(kind)} has ({node.Place})");
        if (Has(node, "live") && value.Kind is SourceKind.X or SourceKind.Mastodon)
            faults.Add($"{key}.live", $"a {word} source has no such setting ({node.Place})");
        if (value.Endpoint is not null && value.Endpoints.Count > 0)
            faults.Add($"{key}.endpoints", $"not together with endpoint ({node.Place})");
        if (value.Collections.Count is 0 or > MaxCollections)
            faults.Add($"{key}.collections", $"expected 1 to {MaxCollections} ({node.Place})");
        if (value.Endpoint is null
            ? value.Kind is SourceKind.Mastodon or SourceKind.File
            : !IsEndpoint(value.Kind, value.Endpoint.Reveal()))
            faults.Add($"{key}.endpoint", $"a {word} source needs {ExpectedEndpoint(value.Kind)} ({node.Place})");
        return Has(node, "name") ? value : value with { Name = word };
    }

    static bool IsEndpoint(SourceKind kind, string text) => kind switch
    {
        SourceKind.File => true,
        SourceKind.Jetstream => Addresses.IsWeb(text, "ws", "wss", "http", "https"),
        _ => Addresses.IsHttp(text),
    };

    static string ExpectedEndpoint(SourceKind kind) => kind switch
    {
        SourceKind.File => "the path of a recording, or - for standard input",
        SourceKind.Jetstream => "an address that begins with wss://, ws://, https:// or http://",
        _ => "an address that begins with https:// or http://",
    };

    static string? Collection(string text) => CollectionForm().IsMatch(text.Trim()) ? text.Trim() : null;

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)*(\.\*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex CollectionForm();

    static string? NotBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    static string? Stream(string text) => text.Trim() switch
    {
        "public" or "public:local" or "public:remote" => text.Trim(),
        ['#', _, ..] hashtag when !hashtag.Any(char.IsWhiteSpace) => hashtag,
        _ => null,
    };
}
