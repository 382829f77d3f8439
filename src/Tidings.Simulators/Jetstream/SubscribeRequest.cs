using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Tidings.Simulators;

/// <summary>What a client asks for in the address of <c>/subscribe</c>.</summary>
/// <param name="Filter">What it wants to see.</param>
/// <param name="Cursor">Where it wants to go on; null for what is new.</param>
/// <param name="IsCompressed">Wants zstd.</param>
/// <param name="SaysHello">Wants nothing before its first options.</param>
sealed record SubscribeRequest(SubscriptionFilter Filter, long? Cursor, bool IsCompressed, bool SaysHello)
{
    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It cannot be met; the message is the answer.</exception>
    public static SubscribeRequest Of(HttpRequest request, JetstreamSimulatorOptions options, bool canCompress)
    {
        var query = request.Query;
        var filter = SubscriptionFilter.Of(
            query["wantedCollections"], query["wantedDids"], SizeOf(query["maxMessageSizeBytes"]));
        var isCompressed = query["compress"] == "true" || request.Headers["Socket-Encoding"] == "zstd";
        if (isCompressed && !canCompress)
            throw new FormatException("zstd is not available here: it needs libzstd and a dictionary (--dictionary)");
        if (isCompressed && options.Dialect == JetstreamDialect.V2
            && request.Headers.SecWebSocketExtensions.ToString()
                .Contains("permessage-deflate", StringComparison.OrdinalIgnoreCase))
            throw new FormatException("zstd and permessage-deflate exclude each other");
        return new(
            filter, CursorOf(query["cursor"], options.Dialect), isCompressed, query["requireHello"] == "true");
    }

    /// <summary>What is no number is no bound, as on the servers.</summary>
    static long SizeOf(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) ? size : 0;

    static long? CursorOf(string? text, JetstreamDialect dialect)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cursor)
            && (cursor >= 0 || dialect == JetstreamDialect.V1)
            ? cursor
            : throw new FormatException($"invalid cursor: {text}");
    }
}
