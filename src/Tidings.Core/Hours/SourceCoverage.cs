namespace Tidings.Hours;

/// <summary>How much of a stretch of time one source was heard. Milliseconds; what overlaps counts once.</summary>
public sealed record SourceCoverage
{
    /// <summary>The source's name in the settings.</summary>
    public required string Source { get; init; }

    /// <summary>Time in which it was listened to, gaps and all.</summary>
    public required long Listened { get; init; }

    /// <summary>Time that is missing.</summary>
    public required long Missing { get; init; }

    /// <summary>Time that was missing, and whose posts came after all.</summary>
    public required long Filled { get; init; }

    /// <summary>
    /// What was listened to and is not missing, as a part of the whole stretch, in [0, 1]; as <see cref="Coverage"/> has
    /// it for an hour. Null for a stretch that has no length.
    /// </summary>
    public required double? Share { get; init; }

    /// <summary>Works out what is known of one source.</summary>
    /// <param name="source">Its name.</param>
    /// <param name="from">Where the stretch begins, unix milliseconds.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="listened">Its stretches of listening, in any order; they may overlap and reach beyond.</param>
    /// <param name="missing">Its gaps that were not filled.</param>
    /// <param name="filled">Those that were.</param>
    public static SourceCoverage Of(
        string source, long from, long to, IEnumerable<SourceStretch> listened, IEnumerable<SourceStretch> missing,
        IEnumerable<SourceStretch> filled)
    {
        var heard = Coverage.Clip(from, to, listened);
        var gaps = Coverage.Clip(from, to, missing);
        var lost = Coverage.Length(gaps);
        return new()
        {
            Source = source,
            Listened = Coverage.Length(heard),
            Missing = lost,
            Filled = Coverage.Length(Coverage.Clip(from, to, filled)),
            Share = from < to ? (Coverage.Length(heard.Concat(gaps)) - lost) / (double)(to - from) : null,
        };
    }
}
