using System.Globalization;

namespace Tidings.Sources.Live;

/// <summary>How long a server asks to be left alone.</summary>
public static class RetryAfter
{
    /// <summary>A count of seconds from here on is an instant: September 2001.</summary>
    const double Instant = 1_000_000_000;

    /// <summary>
    /// The wait that an answer asks for, at least 0; null where it asks for none.
    /// </summary>
    /// <param name="retryAfter">The header <c>Retry-After</c>: seconds or an HTTP date.</param>
    /// <param name="reset">The header <c>RateLimit-Reset</c>: seconds, or the unix second at which the window
    /// ends.</param>
    /// <param name="now">The time.</param>
    public static TimeSpan? Of(string? retryAfter, string? reset, DateTimeOffset now)
    {
        if (Seconds(retryAfter, now) is { } asked)
            return asked;
        return DateTimeOffset.TryParseExact(
            retryAfter, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? NotNegative(until - now)
            : Seconds(reset, now);
    }

    static TimeSpan? Seconds(string? text, DateTimeOffset now)
    {
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || !(seconds < 1e11))
            return null;
        return NotNegative(seconds < Instant
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.FromSeconds(seconds) - (now - DateTimeOffset.UnixEpoch));
    }

    static TimeSpan NotNegative(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
}
