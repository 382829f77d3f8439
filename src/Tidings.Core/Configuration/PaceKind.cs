namespace Tidings.Configuration;

/// <summary>How fast a recording is read.</summary>
public enum PaceKind : byte
{
    /// <summary>As fast as it is taken.</summary>
    Full,

    /// <summary>Its posts come at the distances of their own times.</summary>
    Recorded,
}
