using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Tidings.Configuration;

namespace Tidings.Cli.Configuration;

/// <summary>Makes the formats of single values.</summary>
static class Formats
{
    public static ScalarFormat<bool> Flag { get; } = new(
        "true or false", TryParseFlag, value => value, SettingNodeKind.Boolean);

    public static ScalarFormat<Secret> Secret { get; } = new(
        "a text that is not empty", TryParseSecret, _ => Tidings.Configuration.Secret.Mask, SettingNodeKind.Text)
    {
        ShowsValue = false,
    };

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>; whole where the type is.</summary>
    public static ScalarFormat<T> Number<T>(T least, T most, string? expected = null)
        where T : struct, INumber<T> => new(
        expected ?? string.Create(
            CultureInfo.InvariantCulture,
            $"a {(T.One / (T.One + T.One) == T.Zero ? "whole " : "")}number from {least} to {most}"),
        (string text, out T value) => T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && value >= least && value <= most,
        value => JsonValue.Create(value),
        SettingNodeKind.Number);

    /// <summary>A share above 0, at most 1, or (<paramref name="fromZero"/>) from 0 to below 1.</summary>
    public static ScalarFormat<decimal> Share(bool fromZero) => new(
        fromZero ? "a number from 0 to below 1" : "a number above 0, at most 1",
        (string text, out decimal value) =>
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && (fromZero ? value is >= 0 and < 1 : value is > 0 and <= 1),
        value => value,
        SettingNodeKind.Number);

    /// <summary>A whole number of a unit, kept as a time span.</summary>
    public static ScalarFormat<TimeSpan> Count(TimeSpan unit, string units, long least, long most) => new(
        string.Create(CultureInfo.InvariantCulture, $"a whole number of {units} from {least} to {most}"),
        (string text, out TimeSpan value) =>
        {
            var fits = long.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var count)
                && count >= least && count <= most;
            value = fits ? new(unit.Ticks * count) : default;
            return fits;
        },
        value => value.Ticks / unit.Ticks,
        SettingNodeKind.Number);

    public static ScalarFormat<TimeSpan> Duration(TimeSpan least, TimeSpan most) => new(
        $"a duration from {DurationText.Format(least)} to {DurationText.Format(most)}, such as 30d, 12h, 15m or 60s",
        (string text, out TimeSpan value) => DurationText.TryParse(text, out value) && value >= least && value <= most,
        value => DurationText.Format(value),
        SettingNodeKind.Text);

    public static ScalarFormat<long> Size(long least, string range) => new(
        $"a size {range}, such as 2GB, 512MiB or a number of bytes",
        (string text, out long value) => SizeText.TryParse(text, out value)
            && value >= least && value <= 1_000_000_000_000_000,
        value => value,
        SettingNodeKind.Text, SettingNodeKind.Number);

    /// <summary>A text that fulfils <paramref name="normalise"/>, which gives the form that is kept, or null.</summary>
    public static ScalarFormat<string> Text(string expected, Func<string, string?> normalise) => new(
        expected,
        (string text, out string value) => (value = normalise(text)!) is not null,
        value => value,
        SettingNodeKind.Text);

    /// <summary>An address; it may hold a password, so faults name its scheme at most.</summary>
    public static ScalarFormat<ConnectionUrl> Url(string expected, Func<string, bool> isRight) => new(
        expected,
        (string text, out ConnectionUrl value) => (value = isRight(text) ? new(text) : null!) is not null,
        value => value.ToString(),
        SettingNodeKind.Text)
    {
        ShowsValue = false,
    };

    /// <summary>One of some words, case ignored. The first word of a value is the one that is printed.</summary>
    public static ScalarFormat<T> Words<T>(params (string Word, T Value)[] words) where T : struct, Enum => new(
        $"one of {string.Join(", ", words.Select(pair => pair.Word))}",
        (string text, out T value) =>
        {
            var index = Array.FindIndex(words, pair => pair.Word.Equals(text, StringComparison.OrdinalIgnoreCase));
            value = index < 0 ? default : words[index].Value;
            return index >= 0;
        },
        value => words.First(pair => pair.Value.Equals(value)).Word,
        SettingNodeKind.Text)
    {
        Choices = [.. words.Select(pair => pair.Word)],
    };

    static bool TryParseFlag(string text, out bool value)
    {
        value = text is "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text is "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    static bool TryParseSecret(string text, out Secret value)
    {
        value = text.Length > 0 ? new(text) : null!;
        return value is not null;
    }
}
