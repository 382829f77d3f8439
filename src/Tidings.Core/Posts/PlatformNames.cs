namespace Tidings.Posts;

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
