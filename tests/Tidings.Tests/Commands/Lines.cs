using System.Globalization;
using System.Text.Json;

namespace Tidings.Tests.Commands;

/// <summary>Made-up records as lines of JSON.</summary>
static class Lines
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 10, 0, TimeSpan.Zero);

    /// <summary>A status of X v1.1 whose id carries its time.</summary>
    public static string Status(
        int number, string text, int author = 1, DateTimeOffset? at = null, long followers = 1000,
        string language = "en") =>
        JsonSerializer.Serialize(new
        {
            created_at = (at ?? Noon).ToString("ddd MMM dd HH:mm:ss '+0000' yyyy", CultureInfo.InvariantCulture),
            id = Id(number),
            id_str = Id(number).ToString(CultureInfo.InvariantCulture),
            text,
            lang = language,
            user = new
            {
                id_str = author.ToString(CultureInfo.InvariantCulture),
                screen_name = $"author{author}",
                followers_count = followers,
                created_at = "Tue Jan 05 10:00:00 +0000 2021",
            },
            entities = new { hashtags = Array.Empty<object>() },
        });

    /// <summary>The delete of a status.</summary>
    public static string Delete(int number) => JsonSerializer.Serialize(
        new { delete = new { status = new { id_str = Id(number).ToString(CultureInfo.InvariantCulture) } } });

    static long Id(int number) => ((Noon.ToUnixTimeMilliseconds() - Snowflake.XEpoch) << 22) + number;
}
