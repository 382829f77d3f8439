using System.Text;
using System.Text.Json;
using Tidings.Sources.Live;

namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>What <c>app.bsky.actor.getProfiles</c> answers. Accounts that are gone are left out there.</summary>
static class ProfileAnswer
{
    /// <summary>The profiles by DID; what is odd in one is unknown.</summary>
    /// <exception cref="InvalidDataException">It is no such answer.</exception>
    public static Dictionary<string, AuthorProfile> Parse(ReadOnlyMemory<byte> json)
    {
        var found = new Dictionary<string, AuthorProfile>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("profiles", out var profiles)
                || profiles.ValueKind != JsonValueKind.Array)
                throw new InvalidDataException("the answer has no profiles");
            foreach (var profile in profiles.EnumerateArray())
                if (profile.ValueKind == JsonValueKind.Object && Text(profile, "did") is { } did)
                    found[did] = new(Followers(profile), CreatedAt(profile));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException("the answer is no JSON", error);
        }
        return found;
    }

    static long? Followers(JsonElement profile) =>
        profile.TryGetProperty("followersCount", out var count) && count.ValueKind == JsonValueKind.Number
        && count.TryGetInt64(out var followers) && followers >= 0 ? followers : null;

    static long? CreatedAt(JsonElement profile) =>
        Text(profile, "createdAt") is { } text && PostTime.TryParseIso(Encoding.UTF8.GetBytes(text), out var created)
            ? created : null;

    static string? Text(JsonElement profile, string name) =>
        profile.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
}
