using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tidings.Sources.Live;

/// <summary>Where a Jetstream is resumed. Immutable.</summary>
/// <param name="TimeMicroseconds">The time of the last event that was taken, unix microseconds of the server; 0
/// before the first one.</param>
/// <param name="Host">The server that it was from, as <c>host:port</c>: times differ a little between servers.</param>
/// <param name="Offset">Our clock less the server's, in milliseconds.</param>
/// <param name="Outages">What is not settled yet, oldest first.</param>
/// <param name="Lag">How late the last event was, milliseconds.</param>
/// <param name="SettledFrom">The latest beginning of an outage that is settled, unix milliseconds; 0 before the first.</param>
/// <param name="Rate">How many events are usual, a second; 0 where that is not known.</param>
public sealed partial record JetstreamCursor(
    long TimeMicroseconds, string Host, long Offset, IReadOnlyList<Outage> Outages, long Lag = 0, long SettledFrom = 0,
    double Rate = 0)
{
    const double MaxRate = 1e6;
    const int MaxHost = 1000;
    const int MaxReason = 100;

    /// <summary>As text: one JSON object.</summary>
    public string ToText() => JsonSerializer.Serialize(
        new Written(
            TimeMicroseconds, Host, Offset, [.. Outages.Select(WrittenOutage.Of)], Lag, SettledFrom,
            Math.Min(MaxRate, Math.Round(Rate, 3))),
        Json.Default.Written);

    /// <summary>Reads one; null where the text is none.</summary>
    public static JetstreamCursor? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Json.Default.Written) is { } read && IsSound(read)
                ? new(
                    read.TimeUs, read.Host!, read.OffsetMs, [.. (read.Outages ?? []).Select(outage => outage.ToOutage())],
                    read.LagMs, read.SettledFrom, read.Rate)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static bool IsSound(Written read)
    {
        var outages = read.Outages ?? [];
        for (var i = 0; i < outages.Length; i++)
            if (outages[i].Reason is not { Length: > 0 and < MaxReason }
                || (outages[i].To is null ? i < outages.Length - 1 : outages[i].To <= outages[i].From))
                return false;
        return read.TimeUs is 0 or (>= JetstreamStampReader.MinTime and <= JetstreamStampReader.MaxTime)
            && read.Host is { Length: < MaxHost } && outages.Length <= OutageLog.Capacity
            && Math.Abs((decimal)read.OffsetMs) <= JetstreamStampReader.MaxTime / 1000
            && read.LagMs is >= 0 and <= JetstreamStampReader.MaxTime / 1000
            && read.SettledFrom is >= 0 and <= JetstreamStampReader.MaxTime / 1000 && read.Rate is >= 0 and <= MaxRate;
    }

    internal sealed record Written(
        long TimeUs, string? Host, long OffsetMs, WrittenOutage[]? Outages, long LagMs = 0, long SettledFrom = 0,
        double Rate = 0);

    internal readonly record struct WrittenOutage(long From, long? To, string? Reason, long Posts)
    {
        public static WrittenOutage Of(Outage outage) => new(outage.From, outage.To, outage.Reason, outage.Posts);

        public Outage ToOutage() => new(From, To, Reason!, Math.Max(0, Posts));
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Written))]
    sealed partial class Json : JsonSerializerContext;
}
