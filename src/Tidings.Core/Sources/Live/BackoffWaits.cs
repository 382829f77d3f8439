namespace Tidings.Sources.Live;

/// <summary>How long a server that fails is left alone; only tests have other waits than these.</summary>
public sealed record BackoffWaits
{
    /// <summary>After the first error of the network. 250 ms.</summary>
    public TimeSpan Network { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>After many of them. 30 s.</summary>
    public TimeSpan MostNetwork { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After the first HTTP 5xx. 1 s.</summary>
    public TimeSpan Server { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After many of them. 60 s.</summary>
    public TimeSpan MostServer { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After the first HTTP 429, unless the server asks for more. 60 s.</summary>
    public TimeSpan TooMany { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After many of them. 15 min.</summary>
    public TimeSpan MostTooMany { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>After a refusal. 5 min.</summary>
    public TimeSpan Refused { get; init; } = Backoff.RefusedWait;
}
