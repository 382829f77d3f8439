using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tidings.Tests.Simulators;

public sealed class ProfileEndpointTests
{
    [Fact]
    public async Task Profiles_SameAccount_AlwaysTheSame()
    {
        await using var simulator = await Simulated.StartAsync([]);
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{simulator.Url.Port}") };
        const string query = "?actors=did:plc:alice&actors=did:plc:missing1&actors=bob.example";
        var first = await GetAsync(http, query);
        var profiles = first.GetProperty("profiles");
        Assert.Equal(2, profiles.GetArrayLength());
        Assert.Equal("did:plc:alice", profiles[0].GetProperty("did").GetString());
        Assert.InRange(profiles[0].GetProperty("followersCount").GetInt64(), 0, 1 << 20);
        Assert.InRange(profiles[0].GetProperty("createdAt").GetDateTimeOffset().Year, 2023, 2026);
        Assert.Equal("bob.example", profiles[1].GetProperty("handle").GetString());
        Assert.Equal(first.GetRawText(), (await GetAsync(http, query)).GetRawText());
    }

    [Fact]
    public async Task Profiles_TooMany_AreRefused()
    {
        await using var simulator = await Simulated.StartAsync([], Simulated.With("profiles-429@2"));
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{simulator.Url.Port}") };
        string Query(int count) => "?" + string.Join('&', Enumerable.Range(0, count).Select(i => $"actors=did:plc:a{i}"));
        Assert.Equal(25, (await GetAsync(http, Query(25))).GetProperty("profiles").GetArrayLength());
        using var tooMany = await http.GetAsync(
            "/xrpc/app.bsky.actor.getProfiles" + Query(26), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);
        using var limited = await http.GetAsync(
            "/xrpc/app.bsky.actor.getProfiles" + Query(1), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), limited.Headers.RetryAfter?.Delta);
        Assert.Equal("3000", limited.Headers.GetValues("RateLimit-Limit").Single());
        Assert.Equal([200, 400, 429], simulator.Requests.Select(request => request.Status));
        Assert.Equal(1, (await GetAsync(http, Query(1))).GetProperty("profiles").GetArrayLength());
    }

    static Task<JsonElement> GetAsync(HttpClient http, string query) => http.GetFromJsonAsync<JsonElement>(
        "/xrpc/app.bsky.actor.getProfiles" + query, TestContext.Current.CancellationToken);
}
