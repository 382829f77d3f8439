using System.Globalization;
using System.Text;

namespace Tidings.Configuration;

/// <summary>
/// Durations as settings and options write them: whole numbers with the units <c>d h m s</c>, each unit once and the
/// larger first, for example <c>30d</c>, <c>12h</c> or <c>1h30m</c>.
/// </summary>
public static class DurationText
{
    static readonly (char Unit, long Seconds)[] Units = [('d', 86400), ('h', 3600), ('m', 60), ('s', 1)];

    /// <summary>
    /// Reads a duration; false where the text is none, or longer than <see cref="TimeSpan.MaxValue"/>.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        var seconds = 0L;
        var next = 0;
        var rest = text;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > 12)
                return false;
            var unit = next;
            while (unit < Units.Length && Units[unit].Unit != char.ToLowerInvariant(rest[digits]))
                unit++;
            if (unit == Units.Length)
                return false;
            // 12 digits of days are about 8.6e16 seconds: four such sums stay far inside a long
            seconds += long.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture)
                * Units[unit].Seconds;
            next = unit + 1;
            rest = rest[(digits + 1)..];
        }
        if (text.IsEmpty || seconds > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond)
            return false;
        duration = new TimeSpan(seconds * TimeSpan.TicksPerSecond);
        return true;
    }

    /// <summary>
    /// Writes a duration so that <see cref="TryParse"/> reads it back; parts of a second are cut off.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The duration is negative.</exception>
    public static string Format(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        var seconds = duration.Ticks / TimeSpan.TicksPerSecond;
        var text = new StringBuilder();
        foreach (var (unit, length) in Units)
        {
            if (seconds >= length)
                text.Append(CultureInfo.InvariantCulture, $"{seconds / length}{unit}");
            seconds %= length;
        }
        return text.Length == 0 ? "0s" : text.ToString();
    }
}
