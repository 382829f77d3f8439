using System.Text.Json;

namespace Tidings.Simulators;

/// <summary>What a client sends to change what it wants.</summary>
static class OptionsUpdate
{
    /// <summary>The longest message that a client may send, in bytes.</summary>
    public const int MaxBytes = 10_000_000;

    /// <summary>The filter that a message asks for; null where it is of a type that nobody knows.</summary>
    /// <exception cref="JsonException">It is not JSON, or not of the right shape.</exception>
    /// <exception cref="FormatException">A name in it is none, or there are too many.</exception>
    public static SubscriptionFilter? Read(ReadOnlyMemory<byte> utf8)
    {
        using var message = JsonDocument.Parse(utf8);
        var root = Object(message.RootElement);
        if (!root.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String
            || !type.ValueEquals("options_update"u8))
            return null;
        if (!root.TryGetProperty("payload", out var payload) || payload.ValueKind == JsonValueKind.Null)
            return SubscriptionFilter.Of([], [], 0);
        return SubscriptionFilter.Of(
            Texts(Object(payload), "wantedCollections"), Texts(payload, "wantedDids"), Size(payload));
    }

    static JsonElement Object(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element
        : throw new JsonException("an object is expected");

    static List<string?> Texts(JsonElement payload, string name)
    {
        if (!payload.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
            return [];
        if (list.ValueKind != JsonValueKind.Array)
            throw new JsonException($"{name} must be an array");
        return [.. list.EnumerateArray().Select(entry => entry.ValueKind == JsonValueKind.String
            ? Text(entry)
            : throw new JsonException($"{name} must hold texts"))];
    }

    static string? Text(JsonElement entry)
    {
        try
        {
            return entry.GetString();
        }
        catch (InvalidOperationException error) // half a surrogate pair
        {
            throw new JsonException("a text is broken", error);
        }
    }

    static long Size(JsonElement payload)
    {
        if (!payload.TryGetProperty("maxMessageSizeBytes", out var size) || size.ValueKind == JsonValueKind.Null)
            return 0;
        return size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var bytes)
            ? bytes
            : throw new JsonException("maxMessageSizeBytes must be a whole number");
    }
}
