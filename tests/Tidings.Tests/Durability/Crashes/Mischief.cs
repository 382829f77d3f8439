namespace Tidings.Tests.Durability.Crashes;

/// <summary>What becomes of the queue's file after a life, when no process has it open.</summary>
enum Mischief
{
    None,

    /// <summary>The last page of its log was written in part.</summary>
    Tear,

    /// <summary>A few bytes of a waiting batch's payload are flipped.</summary>
    FlipPayload,

    /// <summary>A few bytes anywhere are flipped.</summary>
    FlipAnywhere,

    /// <summary>A whole page is zero.</summary>
    ZeroPage,
}
