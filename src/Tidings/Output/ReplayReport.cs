using Tidings.Cli.Jobs;
using Tidings.Sources;

namespace Tidings.Cli.Output;

/// <summary>What a replay counted, for programs and for people.</summary>
static class ReplayReport
{
    static readonly IReadOnlyList<Column<ReplayResult>> Columns =
    [
        new("read", row => row.Counts.Read),
        new("posts", row => row.Counts.Posts),
        new("deletes", row => row.Counts.Deletes),
        new("other", row => row.Counts.Other),
        new("malformed", row => row.Counts.Malformed),
        new("malformed_by_reason", row => new RawJson(ByReason(row))),
        new("kept", row => row.Written.Kept),
        new("updated", row => row.Written.Updated),
        new("repeated", row => row.Written.Repeated),
        new("irrelevant", row => row.Written.Irrelevant),
        new("late", row => row.Written.Late),
        new("refused_deleted", row => row.Written.RefusedDeleted),
        new("happy", row => row.Counts.Happy),
        new("hours", row => row.Hours),
        new("seconds", row => Math.Round(row.Elapsed.TotalSeconds, 3)),
        new("posts_per_second", row => Math.Round(row.PostsPerSecond, 1)),
        new("mb_per_second", row => Math.Round(row.MegabytesPerSecond, 2)),
    ];

    public static void Write(AppHost host, ReplayResult result, bool isJson)
    {
        if (isJson)
            RowWriter.WriteObject(host.Out, Columns, result);
        else
            WriteText(host, result);
    }

    static void WriteText(AppHost host, ReplayResult result)
    {
        var (counts, written) = (result.Counts, result.Written);
        using var output = new StreamWriter(host.Out, leaveOpen: true);
        output.WriteLine(
            $"Read {Numbers.Count(counts.Read)} records: {Numbers.Count(counts.Posts)} posts "
                + $"({Numbers.Count(counts.Happy)} happy), "
                + $"{Numbers.Count(counts.Deletes)} deletes, {Numbers.Count(counts.Other)} others, "
                + $"{Numbers.Count(counts.Malformed)} not usable.");
        output.WriteLine(
            $"Posts: {Numbers.Count(written.Kept)} kept, {Numbers.Count(written.Updated)} updated, "
                + $"{Numbers.Count(written.Repeated)} repeated, "
                + $"{Numbers.Count(written.Irrelevant)} without hashtag or topic, {Numbers.Count(written.Late)} late, "
                + $"{Numbers.Count(written.RefusedDeleted)} deleted before.");
        output.WriteLine(
            $"{Numbers.Count(result.Hours)} hours computed, {Numbers.Fixed(result.Elapsed.TotalSeconds, 1)} s, "
                + $"{Numbers.Count((long)result.PostsPerSecond)} posts/s"
                + (result.Bytes > 0 ? $", {Numbers.Fixed(result.MegabytesPerSecond, 1)} MB/s." : "."));
    }

    static string ByReason(ReplayResult row)
    {
        var reasons = Enum.GetValues<MalformedReason>().Where(reason => row.Counts.MalformedFor(reason) > 0);
        return "{" + string.Join(
            ',', reasons.Select(reason => $"\"{reason.Name()}\":{row.Counts.MalformedFor(reason)}")) + "}";
    }
}
