using Tidings.Queue;

namespace Tidings.Cli.Jobs.Listening;

/// <summary>Where a source begins.</summary>
/// <param name="Cursor">Where an earlier run ended; null for a first one.</param>
/// <param name="Missed">
/// Since when nobody listened to a live source, up to now: <see cref="GapReason.UncleanStop"/>, which is recorded as a gap
/// already, or <see cref="GapReason.Stopped"/>; null where nobody ever did.
/// </param>
readonly record struct SourceStart(string? Cursor, GapNotice? Missed);
