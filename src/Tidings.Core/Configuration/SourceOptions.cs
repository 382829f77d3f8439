namespace Tidings.Configuration;

/// <summary>One place that posts come from.</summary>
public sealed record SourceOptions
{
    /// <summary>What kind of place it is. Default <see cref="SourceKind.Jetstream"/>.</summary>
    public SourceKind Kind { get; init; }

    /// <summary>
    /// Its name in the tables <c>listening</c> and <c>gap</c>; unique, since two sources under one name would hide each
    /// other's gaps. Default the word of the kind.
    /// </summary>
    public string Name { get; init; } = "jetstream";

    /// <summary>
    /// Where it is. Jetstream: <c>ws://</c>, <c>wss://</c>, <c>http://</c> or <c>https://</c>; X and Mastodon:
    /// <c>http://</c> or <c>https://</c>, the base address; file: the path of the recording, or <c>-</c>
    /// for standard input. Null means the public
    /// service of the kind; Mastodon and file have none and need one.
    /// </summary>
    public ConnectionUrl? Endpoint { get; init; }

    /// <summary>
    /// Jetstream: several servers that offer the same, in place of <see cref="Endpoint"/>: where one is not heard,
    /// the next
    /// one is asked. Empty (default) with no endpoint: the four public ones.
    /// </summary>
    public ValueList<ConnectionUrl> Endpoints { get; init; } = [];

    /// <summary>
    /// Jetstream: the kinds of records that are asked for, as NSIDs or <c>prefix.*</c>; at least one, at most 100.
    /// Only posts
    /// are analysed. Default <c>app.bsky.feed.post</c>.
    /// </summary>
    public ValueList<string> Collections { get; init; } = ["app.bsky.feed.post"];

    /// <summary>
    /// Jetstream: the path of the zstd dictionary of the servers. With it, and where libzstd is installed, events
    /// come packed.
    /// Default none: they come plain.
    /// </summary>
    public string? Dictionary { get; init; }

    /// <summary>
    /// Jetstream: the authors' followers and ages are asked for, which the stream itself does not have; a post waits
    /// for
    /// them up to 2 s. Default false: they are unknown.
    /// </summary>
    public bool Profiles { get; init; }

    /// <summary>
    /// Jetstream: where profiles are asked for; the base address. Null for the public service,
    /// <c>https://public.api.bsky.app</c>.
    /// </summary>
    public ConnectionUrl? ProfilesEndpoint { get; init; }

    /// <summary>
    /// X: the app-only bearer token. It or the two consumer values are needed to listen; it goes first.
    /// </summary>
    public Secret? BearerToken { get; init; }

    /// <summary>
    /// X: the consumer (API) key, from which with <see cref="ConsumerSecret"/> a bearer token is made.
    /// </summary>
    public Secret? ConsumerKey { get; init; }

    /// <summary>X: the consumer (API) secret.</summary>
    public Secret? ConsumerSecret { get; init; }

    /// <summary>
    /// X: the rules of the filtered stream in X's own syntax. Empty (default): made from the topics and the happy list.
    /// </summary>
    public ValueList<string> Rules { get; init; } = [];

    /// <summary>
    /// Mastodon: a user's token. Without it only what the server shows to anybody can be read. Default none.
    /// </summary>
    public Secret? AccessToken { get; init; }

    /// <summary>
    /// Mastodon: what is listened to: <c>public</c>, <c>public:local</c>, <c>public:remote</c> or a hashtag with its
    /// <c>#</c>. Default <c>public</c>.
    /// </summary>
    public ValueList<string> Streams { get; init; } = ["public"];

    /// <summary>
    /// File: most records a second, up to 1,000,000; 0 (default) for no limit.
    /// </summary>
    public double Rate { get; init; }

    /// <summary>File: how fast it is read besides. Default <see cref="PaceKind.Full"/>.</summary>
    public PaceKind Pace { get; init; }

    /// <summary>
    /// Whether it is heard while it speaks, so that the time without it counts as missed. Null for what the kind
    /// says: true
    /// for a Jetstream, false for a file, which is a recording unless it is a pipe from another listener.
    /// </summary>
    public bool? Live { get; init; }
}
