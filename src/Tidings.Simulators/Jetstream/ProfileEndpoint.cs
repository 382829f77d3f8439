using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tidings.Simulation;

namespace Tidings.Simulators;

/// <summary>
/// <c>/xrpc/app.bsky.actor.getProfiles</c>: made-up profiles, always the same for the same account. Accounts whose name
/// contains <c>missing</c> are left out, as the real service leaves out those that are gone.
/// </summary>
sealed class ProfileEndpoint(TimeProvider clock)
{
    /// <summary>Where it is.</summary>
    public const string Path = "/xrpc/app.bsky.actor.getProfiles";

    const int MaxActors = 25;

    /// <summary>What the public service allows one address in a window.</summary>
    const int RequestsOfWindow = 3000;

    const int WindowSeconds = 300;
    const long FirstDay = 1_682_000_000_000; // April 2023, when the network grew
    const long Days = 1000;

    readonly Lock _lock = new();
    long _window;
    int _requests;

    /// <summary>Answers one request; returns the status.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isRefused">True where a fault refuses it as one too many.</param>
    public async Task<int> AnswerAsync(HttpContext context, bool isRefused)
    {
        var isTooMany = Count(context.Response.Headers) || isRefused;
        var actors = context.Request.Query["actors"];
        if (isTooMany)
            return await FailAsync(context, 429, "RateLimitExceeded", "Rate Limit Exceeded");
        if (actors.Count is 0 or > MaxActors)
            return await FailAsync(context, 400, "InvalidRequest", $"actors must have 1 to {MaxActors} elements");
        foreach (var actor in actors)
            if (string.IsNullOrEmpty(actor)
                || !(IdentifierSyntax.IsDid(actor) || Uri.CheckHostName(actor) == UriHostNameType.Dns))
                return await FailAsync(context, 400, "InvalidRequest", "actors must be valid dids or handles");
        context.Response.ContentType = "application/json; charset=utf-8";
        var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("profiles");
            foreach (var actor in actors.Distinct(StringComparer.Ordinal))
                if (!actor!.Contains("missing", StringComparison.Ordinal))
                    Write(writer, actor);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        await context.Response.Body.WriteAsync(json.GetBuffer().AsMemory(0, (int)json.Length), context.RequestAborted);
        return 200;
    }

    /// <summary>Counts a request in its window and says so; true where it is one too many.</summary>
    bool Count(IHeaderDictionary headers)
    {
        var seconds = clock.GetUtcNow().ToUnixTimeSeconds();
        lock (_lock)
        {
            if (_window != seconds / WindowSeconds)
                (_window, _requests) = (seconds / WindowSeconds, 0);
            _requests++;
            headers["RateLimit-Limit"] = Text(RequestsOfWindow);
            headers["RateLimit-Remaining"] = Text(Math.Max(0, RequestsOfWindow - _requests));
            headers["RateLimit-Reset"] = Text((_window + 1) * WindowSeconds);
            headers["RateLimit-Policy"] = $"{RequestsOfWindow};w={WindowSeconds}";
            return _requests > RequestsOfWindow;
        }
    }

    static void Write(Utf8JsonWriter writer, string actor)
    {
        var seed = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(actor)));
        var dice = new Dice(seed);
        var name = $"user{seed % 1_000_000_000:D9}";
        var isDid = actor.StartsWith("did:", StringComparison.Ordinal);
        var createdAt = DateTimeOffset.FromUnixTimeMilliseconds(FirstDay + (dice.Below(Days * 86_400) * 1000));
        writer.WriteStartObject();
        writer.WriteString("did", isDid ? actor : $"did:plc:{name}");
        writer.WriteString("handle", isDid ? $"{name}.example" : actor);
        writer.WriteString("displayName", name);
        writer.WriteNumber("followersCount", Few(dice));
        writer.WriteNumber("followsCount", Few(dice));
        writer.WriteNumber("postsCount", Few(dice));
        writer.WriteString("createdAt", createdAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        writer.WriteString("indexedAt", createdAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        writer.WriteStartArray("labels");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Most have few, some have many: each power of two to 2^20 is as likely.</summary>
    static long Few(Dice dice) => dice.Below(1L << dice.Between(0, 20));

    static async Task<int> FailAsync(HttpContext context, int status, string error, string message)
    {
        context.Response.StatusCode = status;
        if (status == 429)
            context.Response.Headers.RetryAfter = Text(JetstreamSimulator.RetryAfterSeconds);
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(
            JsonSerializer.Serialize(new { error, message }), context.RequestAborted);
        return status;
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
