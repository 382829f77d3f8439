namespace Tidings.Hours;

/// <summary>
/// How much of an hour was listened to. Of a source: the time that lies in its listening and in none of its unfilled
/// gaps, as a part of the hour. Of the hour: the least of its sources, because what one missed no other makes good.
/// </summary>
public static class Coverage
{
    /// <summary>The coverage of an hour in [0, 1]; null where no source has a stretch that touches it.</summary>
    /// <param name="hour">The hour.</param>
    /// <param name="listened">Stretches of listening, in any order; they may overlap and reach beyond the hour.</param>
    /// <param name="gaps">
    /// Stretches that are missing and were not filled. A source with a gap in the hour belongs to it even where it was
    /// not listened to at all.
    /// </param>
    public static double? Of(HourUtc hour, IEnumerable<SourceStretch> listened, IEnumerable<SourceStretch> gaps)
    {
        var heard = Clip(hour, listened);
        var missing = Clip(hour, gaps);
        double? least = null;
        foreach (var source in heard.Select(stretch => stretch.Source).Union(missing.Select(stretch => stretch.Source)))
            if (OfSource(heard, missing, source) is var covered && !(covered >= least))
                least = covered;
        return least;
    }

    static double OfSource(List<SourceStretch> heard, List<SourceStretch> missing, string source)
    {
        var gaps = missing.Where(stretch => stretch.Source == source).ToList();
        var all = heard.Where(stretch => stretch.Source == source).Concat(gaps);
        // what lies in either, less what lies in a gap, is what was heard and is not missing
        return (Length(all) - Length(gaps)) / (double)HourUtc.Milliseconds;
    }

    /// <summary>The parts of stretches that lie in the hour.</summary>
    static List<SourceStretch> Clip(HourUtc hour, IEnumerable<SourceStretch> stretches) =>
        Clip(hour.UnixMilliseconds, hour.Next.UnixMilliseconds, stretches);

    internal static List<SourceStretch> Clip(long from, long to, IEnumerable<SourceStretch> stretches) =>
    [
        .. stretches
            .Select(stretch => stretch with { From = Math.Max(stretch.From, from), To = Math.Min(stretch.To, to) })
            .Where(stretch => stretch.From < stretch.To),
    ];

    /// <summary>Milliseconds that lie in at least one of the stretches.</summary>
    internal static long Length(IEnumerable<SourceStretch> stretches)
    {
        var (length, reached) = (0L, long.MinValue);
        foreach (var stretch in stretches.OrderBy(stretch => stretch.From))
        {
            if (stretch.To <= reached)
                continue;
            length += stretch.To - Math.Max(stretch.From, reached);
            reached = stretch.To;
        }
        return length;
    }
}
