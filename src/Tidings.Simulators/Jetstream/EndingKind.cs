namespace Tidings.Simulators;

/// <summary>How a client's connection ends.</summary>
enum EndingKind
{
    /// <summary>The client has gone.</summary>
    Left,

    /// <summary>With a close frame, whose answer is awaited.</summary>
    Close,

    /// <summary>With a close frame, and then nothing for a while.</summary>
    SlowClose,

    /// <summary>The connection ends without a close frame.</summary>
    Finish,

    /// <summary>The connection is reset.</summary>
    Reset,
}
