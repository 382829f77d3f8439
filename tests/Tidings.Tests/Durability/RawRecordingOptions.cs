namespace Tidings.Tests.Durability;

/// <summary>
/// What a <see cref="RawRecording"/> holds. The shares are relative: twice the number, twice as often.
/// </summary>
sealed record RawRecordingOptions
{
    /// <summary>How many lines; whole lives of posts are made, then the latest lines are cut off.</summary>
    public int Lines { get; init; } = 400;

    /// <summary>The first hour, unix milliseconds. Default 2026-05-01T22:00Z, so that midnight lies within.</summary>
    public long FirstHour { get; init; } = 1_777_672_800_000;

    /// <summary>How many adjacent hours; posts of a wrong date may fall outside.</summary>
    public int Hours { get; init; } = 4;

    /// <summary>Posts of X: statuses of v1.1, objects of v2, edits, deletes.</summary>
    public int X { get; init; } = 30;

    /// <summary>Posts of Bluesky with what becomes of them.</summary>
    public int Bluesky { get; init; } = 24;

    /// <summary>Bluesky's notices of accounts that are hidden, are back, or are gone.</summary>
    public int Accounts { get; init; } = 4;

    /// <summary>Authors on Bluesky of whom no such notice comes: where all are hidden, no row is left to compare.</summary>
    public int SparedAuthors { get; init; }

    /// <summary>Posts of Mastodon with what becomes of them.</summary>
    public int Mastodon { get; init; } = 16;

    /// <summary>Likes, notices and whatever else is no post.</summary>
    public int Others { get; init; } = 5;

    /// <summary>Lines that cannot be used.</summary>
    public int Broken { get; init; } = 6;

    /// <summary>Blank lines.</summary>
    public int Blank { get; init; } = 2;
}
