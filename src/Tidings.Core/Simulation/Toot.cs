namespace Tidings.Simulation;

/// <summary>A made-up post on Mastodon.</summary>
/// <param name="Id">Its id on the server that is listened to.</param>
/// <param name="CreatedAt">Unix milliseconds.</param>
/// <param name="EditedAt">Unix milliseconds of the last edit, or null.</param>
/// <param name="Author">Whose.</param>
/// <param name="Draft">Its text.</param>
sealed record Toot(ulong Id, long CreatedAt, long? EditedAt, Author Author, Draft Draft);
