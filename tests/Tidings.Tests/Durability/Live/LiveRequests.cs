using System.Globalization;
using Tidings.Cli.Jobs.Listening.Jetstream;
using Tidings.Simulators;
using Tidings.Tests.Durability.Schedules;

namespace Tidings.Tests.Durability.Live;

/// <summary>Whether a server was asked more often than it may be, judged by the server's own log.</summary>
static class LiveRequests
{
    /// <summary>What a clock that is adjusted meanwhile may take away.</summary>
    static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(5);

    /// <param name="requests">The log.</param>
    /// <param name="lives">When the listener was started: a new process knows of no failures.</param>
    /// <param name="limits">The rules.</param>
    public static void Check(
        IReadOnlyList<RequestEntry> requests, IReadOnlyList<DateTimeOffset> lives, JetstreamLimits limits)
    {
        var failures = 0;
        for (var i = 1; i < requests.Count; i++)
        {
            var (before, after) = (requests[i - 1], requests[i]);
            if (lives.Any(life => life > before.At && life <= after.At))
            {
                failures = 0;
                continue;
            }
            var least = Least(before.Status, failures, limits);
            var passed = after.At - before.At;
            if (passed < least - Slack)
                throw new ScheduleViolationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{passed.TotalMilliseconds:0} ms after {before}, with {failures} failures before, came {after}; "
                    + $"it had to wait for {least.TotalMilliseconds:0} ms"));
            // a stream that ends is a failure too, and may be the first one
            failures = before.Status == 101 ? 1 : failures + 1;
        }
    }

    /// <summary>The shortest wait: half of one that doubles, or as long as it was told.</summary>
    static TimeSpan Least(int status, int failures, JetstreamLimits limits)
    {
        return status switch
        {
            0 => Doubled(limits.Waits.Network, limits.Waits.MostNetwork) / 2,
            101 => limits.Waits.Network / 2,
            429 => TimeSpan.FromSeconds(2), // Retry-After
            >= 500 => Doubled(limits.Waits.Server, limits.Waits.MostServer) / 2,
            _ => limits.Waits.Refused,
        };

        TimeSpan Doubled(TimeSpan first, TimeSpan most)
        {
            for (var i = 0; i < failures && first < most; i++)
                first *= 2;
            return first < most ? first : most;
        }
    }
}
