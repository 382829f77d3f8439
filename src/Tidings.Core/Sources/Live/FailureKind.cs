namespace Tidings.Sources.Live;

/// <summary>Why a server was not heard, as far as it decides when it may be asked again.</summary>
public enum FailureKind
{
    /// <summary>No connection, or one that ended.</summary>
    Network,

    /// <summary>The server has trouble: HTTP 5xx.</summary>
    Server,

    /// <summary>It was asked too often: HTTP 429.</summary>
    TooMany,

    /// <summary>It does not serve what is asked for, or not to us: any other HTTP 4xx.</summary>
    Refused,
}
