using System.Globalization;

namespace Tidings.Cli.Output;

/// <summary>Numbers as people read them.</summary>
static class Numbers
{
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Percent(double? share) =>
        share is { } value ? (value * 100).ToString("F1", CultureInfo.InvariantCulture) + " %" : "unknown";

    public static string Signed(double? number) =>
        number is { } value ? value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture) : "-";

    public static string Fixed(double number, int decimals) =>
        number.ToString("F" + decimals, CultureInfo.InvariantCulture);
}
