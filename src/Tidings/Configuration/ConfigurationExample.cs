namespace Tidings.Cli.Configuration;

/// <summary>What <c>config init</c> writes: every setting with its default and what it means.</summary>
static class ConfigurationExample
{
    /// <summary>A whole settings file; loading it gives the defaults.</summary>
    public const string Text = """
        // Settings of Tidings. Every value below is the default: keep what you change, delete the rest.
        // The environment (TIDINGS__FILTERS__MINFOLLOWERS=100) and the command line win over this file.
        // Keep passwords, tokens and keys out of it: give them in the environment.
        {
          // the database: sqlite:FILE or postgres://USER:PASSWORD@HOST/DATABASE
          "store": "sqlite:tidings.db",

          // what carries posts from listening to working: sqlite:FILE or amqp://…
          "queue": "sqlite:tidings-queue.db",
          "queueBytes": "2GB",
          // at that size: backpressure (read more slowly) or drop-newest (refuse, and record a gap)
          "queueFull": "backpressure",

          // kind: jetstream (Bluesky), x, mastodon or file; two of one kind each need a "name"
          // { "kind": "x" } takes its token from X_BEARER_TOKEN
          // { "kind": "mastodon", "endpoint": "https://mastodon.example", "streams": ["public:local", "#btc"] }
          // { "kind": "file", "endpoint": "recording.jsonl.gz", "rate": 0, "pace": "full", "live": false }
          // { "kind": "jetstream", "endpoints": ["wss://jetstream.example"], "collections": ["app.bsky.feed.post"],
          //   "dictionary": "jetstream.zdict", "profiles": true, "profilesEndpoint": "https://public.api.bsky.app" }
          "sources": [{ "kind": "jetstream" }],

          // emoticons and emoji that make a post happy, or "preset:smileys"
          "happy": [":)"],

          // presets by name; others as { "name": "doge", "synonyms": ["$doge", "#doge", "dogecoin"] }
          "topics": ["btc", "ada", "eth", "bnb", "xrp"],

          // which posts count in topic hours; "filters": "seed" is short for all of this
          "filters": {
            "minFollowers": 500,
            "minAccountAgeDays": 60,
            "reposts": "drop", // or keep
            "copies": "drop-all", // or keep-first, keep
            "languages": ["en"], // [] for all
            "languageGuess": false,
            "blacklist": ["giveaway", "free", "gift", "win", "alert"],
            "includeNeutral": false,
          },

          // which posts are stored: relevant (a hashtag or a topic) or all
          "keep": "relevant",
          // vader or tidings
          "scorer": "vader",

          "retention": {
            "posts": "30d",
            "tombstones": 1000000,
            "maxRows": 0, // 0 for no limit
            "maxBytes": 0,
          },

          // when an hour closes, counted from its end
          "rollup": { "graceSeconds": 60, "maxWaitSeconds": 900 },

          // { "strategy": "seed-threshold", "topic": "btc", "symbol": "BTCUSDT", "parameters": { "threshold": 0.2 },
          //   "minPosts": 30, "minCoverage": 0.9, "maxAgeMinutes": 30, "allowUnknownCoverage": false }
          "signals": [],

          // nothing is ordered until "enabled" is true
          "trading": {
            "broker": "paper", // or testnet, live: both need apiKey and apiSecret (BINANCE_API_KEY, BINANCE_API_SECRET)
            "cash": 5000,
            "buyShare": 0.05,
            "sellShare": 0.25,
            "fee": 0.001,
            "slippage": 0.0005,
            "enabled": false,
            "endpoint": null,
          },

          // any other address than loopback needs a password (TIDINGS__WEB__PASSWORD)
          "web": { "listen": "http://127.0.0.1:8080" },

          // the key of the author hashes (TIDINGS__PRIVACY__KEY) comes from a file beside the store where none is given
          "privacy": { "storeAuthors": false },

          // level: trace, debug, info, warning, error or critical; format: auto, text or json
          "log": { "level": "info", "format": "auto" },
        }
        """;
}
