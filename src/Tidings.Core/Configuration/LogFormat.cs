namespace Tidings.Configuration;

/// <summary>How log lines look.</summary>
public enum LogFormat : byte
{
    /// <summary>Text on a terminal, JSON elsewhere.</summary>
    Auto,

    /// <summary>One readable line a message.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
