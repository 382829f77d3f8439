using System.Globalization;
using System.Text;
using Tidings.Posts;

namespace Tidings.Tests.Support;

/// <summary>Makes values that tests need but do not care about.</summary>
static class Some
{
    /// <summary>When made-up records are received: 2026-05-01T13:00Z in unix milliseconds.</summary>
    public const long Now = 1_777_640_400_000;

    /// <summary>When made-up posts were made: 12 minutes earlier.</summary>
    public const long Then = Now - 12 * 60_000;

    /// <summary><see cref="Then"/> as ISO-8601.</summary>
    public const string ThenIso = "2026-05-01T12:48:00.000Z";

    /// <summary><see cref="Then"/> as X v1.1 writes it.</summary>
    public const string ThenX = "Fri May 01 12:48:00 +0000 2026";

    /// <summary>A DID of nobody.</summary>
    public const string Did = "did:plc:madeupmadeupmadeupmade";

    /// <summary>
    /// An X id made at an instant in unix milliseconds; <paramref name="n"/> tells ids of one instant apart.
    /// </summary>
    public static long XId(long at, int n = 0) => ((at - Snowflake.XEpoch) << 22) | (uint)n;

    /// <summary>An X id as text.</summary>
    public static string XIdText(long at, int n = 0) => XId(at, n).ToString(CultureInfo.InvariantCulture);

    /// <summary>A TID made at an instant in unix milliseconds.</summary>
    public static string Tid(long at, int clock = 0)
    {
        const string digits = "234567abcdefghijklmnopqrstuvwxyz";
        var value = ((at * 1000) << 10) | (uint)clock;
        var text = new char[13];
        for (var i = text.Length - 1; i >= 0; i--, value >>= 5)
            text[i] = digits[(int)(value & 31)];
        return new(text);
    }

    /// <summary>An instant as ISO-8601 with milliseconds.</summary>
    public static string Iso(long at) =>
        DateTimeOffset.FromUnixTimeMilliseconds(at)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A post of X, made at <see cref="Then"/>.</summary>
    public static DecodedPost Post(string text = "a quiet #morning :)", int n = 1, long at = Then)
    {
        var post = new DecodedPost();
        post.Clear();
        post.Platform = Platform.X;
        post.Id = Utf8(XIdText(at, n));
        post.Version = XId(at, n);
        post.PostedAt = at;
        post.AuthorId = Utf8((1000 + n).ToString(CultureInfo.InvariantCulture));
        post.AuthorName = Utf8($"author{n}");
        post.Followers = 700;
        post.AuthorSince = at - 400L * 24 * 3_600_000;
        post.Verified = false;
        post.Languages = Utf8("en");
        post.Text = Utf8(text);
        return post;
    }

    public static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
