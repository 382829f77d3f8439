namespace Tidings;

/// <summary>The start of a UTC hour: the only key that hourly tables use.</summary>
/// <param name="HoursSinceEpoch">Whole hours since 1970-01-01T00:00Z.</param>
public readonly record struct HourUtc(long HoursSinceEpoch)
{
    /// <summary>Milliseconds in one hour.</summary>
    public const long Milliseconds = 3_600_000;

    /// <summary>The hour that holds an instant given in unix milliseconds (also before 1970).</summary>
    public static HourUtc OfUnixMilliseconds(long instant) => new(Math.DivRem(instant, Milliseconds) switch
    {
        (var hours, < 0) => hours - 1,
        (var hours, _) => hours,
    });

    /// <summary>The hour that holds an instant.</summary>
    public static HourUtc Of(DateTimeOffset instant) => OfUnixMilliseconds(instant.ToUnixTimeMilliseconds());

    /// <summary>Its first instant in unix milliseconds.</summary>
    public long UnixMilliseconds => HoursSinceEpoch * Milliseconds;

    /// <summary>Its first instant.</summary>
    public DateTimeOffset Start => DateTimeOffset.FromUnixTimeMilliseconds(UnixMilliseconds);

    /// <summary>The hour behind it; its start is this hour's end.</summary>
    public HourUtc Next => new(HoursSinceEpoch + 1);

    /// <summary>ISO-8601, for example <c>2026-05-01T13:00:00Z</c>.</summary>
    public override string ToString() =>
        Start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
