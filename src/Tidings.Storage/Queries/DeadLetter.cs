namespace Tidings.Storage.Queries;

/// <summary>A record that could not be used.</summary>
public sealed record DeadLetter
{
    /// <summary>Its number; grows.</summary>
    public long N { get; init; }

    /// <summary>When it was received, unix milliseconds.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>The source's name in the settings.</summary>
    public string Source { get; init; } = "";

    /// <summary>Why it could not be used.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Its bytes.</summary>
    public byte[] Raw { get; init; } = [];
}
