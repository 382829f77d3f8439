using System.Globalization;

namespace Tidings.Cli.Output;

/// <summary>An instant in unix milliseconds.</summary>
readonly record struct Instant(long UnixMilliseconds)
{
    public override string ToString() => DateTimeOffset.FromUnixTimeMilliseconds(UnixMilliseconds)
        .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
