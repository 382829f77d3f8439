using Microsoft.Extensions.Logging;

namespace Tidings.Cli.Logging;

/// <summary>
/// Everything that jobs say about themselves, numbered: 10xx listening, 11xx working, 12xx hours, 13xx retention.
/// </summary>
static partial class LogMessages
{
    [LoggerMessage(1001, LogLevel.Information, "Listening to {Source}")]
    public static partial void Listening(this ILogger log, string source);

    [LoggerMessage(1002, LogLevel.Warning,
        "{Source}: the last listener did not end as it should; since {HeardUntil} is a gap")]
    public static partial void UncleanStop(this ILogger log, string source, DateTimeOffset heardUntil);

    [LoggerMessage(1003, LogLevel.Warning, "The clock was set by {Jump}: listening goes on as a new session")]
    public static partial void ClockJumped(this ILogger log, TimeSpan jump);

    [LoggerMessage(1004, LogLevel.Warning, "The queue is full: {What}")]
    public static partial void QueueFull(this ILogger log, string what);

    [LoggerMessage(1005, LogLevel.Information, "The queue has space again")]
    public static partial void QueueHasSpace(this ILogger log);

    [LoggerMessage(1006, LogLevel.Warning,
        "{Records} records did not get into the queue before the end; they are read again where the source allows it")]
    public static partial void NotQueued(this ILogger log, int records);

    [LoggerMessage(1007, LogLevel.Warning, "The queue is away: {Trouble}")]
    public static partial void QueueAway(this ILogger log, string trouble);

    [LoggerMessage(1008, LogLevel.Information, "{Source} ended: {Records} records")]
    public static partial void SourceEnded(this ILogger log, string source, long records);

    [LoggerMessage(1009, LogLevel.Warning, "{Source} is another recording than before and is read from its beginning")]
    public static partial void OtherRecording(this ILogger log, string source);

    [LoggerMessage(1010, LogLevel.Information, "{Source}: connected to {Host}, {From}")]
    public static partial void Connected(this ILogger log, string source, string host, string from);

    [LoggerMessage(1011, LogLevel.Warning, "{Source}: {Host} is not heard any more: {Why}. Next try in {Seconds:0.0} s")]
    public static partial void Disconnected(this ILogger log, string source, string host, string why, double seconds);

    [LoggerMessage(1012, LogLevel.Error,
        "{Source}: {Host} refuses to serve: {Why}. Check the source's endpoint, collections and network; the next try is in "
        + "{Seconds:0} s")]
    public static partial void Refused(this ILogger log, string source, string host, string why, double seconds);

    [LoggerMessage(1013, LogLevel.Warning, "{Source}: {Host} had no more what was posted in {Seconds:0.0} s: a gap")]
    public static partial void Clamped(this ILogger log, string source, string host, double seconds);

    [LoggerMessage(1014, LogLevel.Information,
        "{Source}: caught up; {Records} records came after all of the {Seconds:0.0} s in which it was not heard")]
    public static partial void CaughtUp(this ILogger log, string source, long records, double seconds);

    [LoggerMessage(1015, LogLevel.Warning,
        "{Source}: its cursor cannot be read and is left alone; listening goes on with what is new")]
    public static partial void UnreadableCursor(this ILogger log, string source);

    [LoggerMessage(1016, LogLevel.Warning,
        "{Source}: the events come unpacked, because libzstd is not installed (Debian: libzstd1)")]
    public static partial void NoZstd(this ILogger log, string source);

    [LoggerMessage(1017, LogLevel.Debug, "{Source}: events are received {Seconds:0.0} s after their time")]
    public static partial void Lagging(this ILogger log, string source, double seconds);

    [LoggerMessage(1018, LogLevel.Warning,
        "{Source}: authors' profiles cannot be asked for: {Why}. Until then they are unknown; next try in {Seconds:0.0} s")]
    public static partial void NoProfiles(this ILogger log, string source, string why, double seconds);

    [LoggerMessage(1101, LogLevel.Warning, "The {What} is away, and is tried until it is back: {Trouble}")]
    public static partial void Away(this ILogger log, string what, string trouble);

    [LoggerMessage(1102, LogLevel.Information, "The {What} is back after {Away}")]
    public static partial void Back(this ILogger log, string what, TimeSpan away);

    [LoggerMessage(1103, LogLevel.Warning, "A record of {Source} is put aside as dead letter: {Reason}")]
    public static partial void DeadLetter(this ILogger log, string source, string reason);

    [LoggerMessage(1104, LogLevel.Information,
        "Worked: {Read} records read, {Posts} posts ({Kept} kept, {Updated} updated, {Repeated} repeated, {Irrelevant} "
        + "irrelevant, {Late} late, {Refused} refused), {Deletes} deletes, {Malformed} malformed, {Dead} dead letters")]
    public static partial void Worked(
        this ILogger log, long read, long posts, long kept, long updated, long repeated, long irrelevant, long late,
        long refused, long deletes, long malformed, long dead);

    [LoggerMessage(1105, LogLevel.Information, "{Malformed} malformed records so far: {Reasons}")]
    public static partial void MalformedRecords(this ILogger log, long malformed, string reasons);

    [LoggerMessage(1201, LogLevel.Information, "Hour {Hour} is closed")]
    public static partial void HourClosed(this ILogger log, string hour);

    [LoggerMessage(1202, LogLevel.Debug, "Hour {Hour} computed in {Took}")]
    public static partial void HourComputed(this ILogger log, string hour, TimeSpan took);

    [LoggerMessage(1301, LogLevel.Warning, "{Setting}: {Percent} % are reached: {Used} of {Max} {What}")]
    public static partial void BudgetUsed(
        this ILogger log, string setting, int percent, long used, long max, string what);

    [LoggerMessage(1302, LogLevel.Information, "Pruned: {Hours} hours sealed, {Posts} posts removed")]
    public static partial void Pruned(this ILogger log, int hours, long posts);

    [LoggerMessage(1303, LogLevel.Error,
        "{Setting}: more than {Max}, and what is left is in hours that are still open; storing goes on")]
    public static partial void BudgetExceeded(this ILogger log, string setting, long max);

    [LoggerMessage(1304, LogLevel.Warning,
        "The store refuses to be written; hours that are sealed are removed all the same, {Posts} posts so far: {Trouble}")]
    public static partial void RemovedUnderTrouble(this ILogger log, string trouble, long posts);
}
