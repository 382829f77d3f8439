using System.Diagnostics;
using System.Globalization;

namespace Tidings.Benchmarks;

/// <summary>
/// Measures the stages of text analysis on one thread: after a warm-up, in rounds of all stages, so that a busy moment
/// of the machine meets all of them alike, and by the median of the rounds. Time is processor time, which other
/// programs cannot take away.
/// </summary>
sealed class AnalysisBenchmark(EnglishPosts posts, string lexicon)
{
    const int Rounds = 9;

    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Round = TimeSpan.FromMilliseconds(150);

    long _sum; // what the work gives; kept, so that the work is done

    public void Run(TextWriter output)
    {
        var stages = new AnalysisStages(posts, lexicon).All;
        foreach (var stage in stages)
            Rate(stage.Work, WarmUp, out _);
        var rates = stages.Select(_ => new List<double>()).ToArray();
        var allocated = new long[stages.Count];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < stages.Count; i++)
            {
                rates[i].Add(Rate(stages[i].Work, Round, out var bytes));
                allocated[i] = round == 0 ? bytes : Math.Min(allocated[i], bytes);
            }
        }

        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{posts.Texts.Count:N0} English posts of {posts.Source}, {posts.Texts.Average(text => text.Length):F0} "
                + $"bytes a text, {posts.Lines.Average(line => line.Length):N0} bytes a record"));
        output.WriteLine();
        output.WriteLine("| stage of analysis, one core | posts/s | ratio to baseline | bytes allocated per post |");
        output.WriteLine("|---|---|---|---|");
        var baseline = Median(rates[0]);
        for (var i = 0; i < stages.Count; i++)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {stages[i].Name} | {Median(rates[i]):N0} | {Median(rates[i]) / baseline:F2} | "
                    + $"{(double)allocated[i] / posts.Texts.Count:F1} |"));
        }
        Debug.Assert(_sum != 0, "nothing was done");
    }

    /// <summary>
    /// Goes through all posts again and again for at least that long; gives posts per second, and the bytes that the
    /// last pass allocated.
    /// </summary>
    double Rate(Func<int, long> work, TimeSpan least, out long allocated)
    {
        var started = Environment.CpuUsage.TotalTime;
        var passes = 0;
        do
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < posts.Texts.Count; i++)
                _sum += work(i);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            passes++;
        }
        while (Environment.CpuUsage.TotalTime - started < least);
        return passes * (double)posts.Texts.Count / (Environment.CpuUsage.TotalTime - started).TotalSeconds;
    }

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
