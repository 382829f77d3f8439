using System.Globalization;
using Tidings.Configuration;

namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>One server's stream: its address without what changes from one connection to the next.</summary>
sealed class JetstreamAddress
{
    /// <summary>The public servers. No password, no key.</summary>
    static readonly string[] Public =
    [
        "wss://jetstream1.us-east.bsky.network/subscribe", "wss://jetstream2.us-east.bsky.network/subscribe",
        "wss://jetstream1.us-west.bsky.network/subscribe", "wss://jetstream2.us-west.bsky.network/subscribe",
    ];

    readonly UriBuilder _uri;
    readonly string _query;

    /// <param name="text">An address that begins with <c>ws</c>, <c>wss</c>, <c>http</c> or <c>https</c>.</param>
    /// <param name="collections">What is asked for, unless the address itself says it.</param>
    public JetstreamAddress(string text, IEnumerable<string> collections)
    {
        _uri = new(text);
        _uri.Scheme = _uri.Scheme is "https" or "wss" ? "wss" : "ws";
        if (_uri.Path is "" or "/")
            _uri.Path = "/subscribe";
        // where to go on and in what form to be sent is not for the address to say
        var own = _uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => Name(part) is not ("cursor" or "compress" or "requireHello")).ToList();
        if (!own.Exists(part => Name(part) == "wantedCollections"))
            own.AddRange(collections.Select(name => $"wantedCollections={Uri.EscapeDataString(name)}"));
        if (!own.Exists(part => Name(part) == "maxMessageSizeBytes"))
            own.Add(string.Create(
                CultureInfo.InvariantCulture, $"maxMessageSizeBytes={JetstreamConnection.MaxMessageBytes}"));
        _query = string.Join('&', own);
        Host = _uri.Uri.Authority;
    }

    /// <summary>Host and port, for messages and cursors: nothing secret.</summary>
    public string Host { get; }

    /// <summary>The servers of a source.</summary>
    public static IReadOnlyList<JetstreamAddress> Of(SourceOptions options)
    {
        var texts = options.Endpoint is { } one ? [one.Reveal()]
            : options.Endpoints.Count > 0 ? options.Endpoints.Select(endpoint => endpoint.Reveal())
            : Public;
        return [.. texts.Select(text => new JetstreamAddress(text, options.Collections))];
    }

    /// <summary>The address of one connection.</summary>
    /// <param name="cursor">Unix microseconds; null for what is new.</param>
    /// <param name="isCompressed">Whether events may come packed.</param>
    public Uri At(long? cursor, bool isCompressed)
    {
        var query = _query;
        if (isCompressed)
            query += "&compress=true";
        if (cursor is { } time)
            query += string.Create(CultureInfo.InvariantCulture, $"&cursor={time}");
        return new UriBuilder(_uri.Uri) { Query = query, UserName = "", Password = "" }.Uri;
    }

    static string Name(string part) => Uri.UnescapeDataString(part.Split('=', 2)[0]);
}
