namespace Tidings.Posts;

/// <summary>Where a post was made.</summary>
public enum Platform : byte
{
    /// <summary>X, formerly Twitter.</summary>
    X,

    /// <summary>Bluesky.</summary>
    Bluesky,

    /// <summary>Mastodon and what speaks its API.</summary>
    Mastodon,

    /// <summary>The exports of the seed project; posts without identity, author or language.</summary>
    Seed,
}

/// <summary>The names of platforms in tables.</summary>
public static class PlatformNames
{
    static readonly string[] Names = ["x", "bluesky", "mastodon", "seed"];
    static readonly byte[][] Utf8Names = [.. Names.Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>The name in tables: <c>x</c>, <c>bluesky</c>, <c>mastodon</c>, <c>seed</c>.</summary>
    public static string Name(this Platform platform) => Names[(int)platform];

    /// <summary>The same as UTF-8.</summary>
    public static ReadOnlySpan<byte> Utf8Name(this Platform platform) => Utf8Names[(int)platform];
}
