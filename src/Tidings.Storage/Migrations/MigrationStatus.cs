namespace Tidings.Storage.Migrations;

/// <summary>One line of <c>tidings migrate --status</c>.</summary>
/// <param name="Version">The migration's number.</param>
/// <param name="Name">What it is about.</param>
/// <param name="AppliedAt">When it was applied; null where it was not.</param>
public sealed record MigrationStatus(int Version, string Name, DateTimeOffset? AppliedAt);
