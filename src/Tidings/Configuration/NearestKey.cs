namespace Tidings.Cli.Configuration;

/// <summary>Finds what somebody probably meant.</summary>
static class NearestKey
{
    /// <summary>
    /// The candidate with the fewest slips from <paramref name="written"/>; null where more than half of it would be
    /// wrong.
    /// </summary>
    public static string? Of(string written, IEnumerable<string> candidates) =>
        Nearest(written, candidates, candidate => Distance(written, candidate));

    /// <summary>As <see cref="Of"/>, for paths: a right name in the wrong section is near too.</summary>
    public static string? OfPath(string written, IEnumerable<string> candidates)
    {
        var name = LastName(written);
        return Nearest(written, candidates, candidate =>
            Math.Min(Distance(written, candidate), Distance(name, LastName(candidate)) + 1));
    }

    static string? Nearest(string written, IEnumerable<string> candidates, Func<string, int> distance)
    {
        var (best, least) = ((string?)null, int.MaxValue);
        foreach (var candidate in candidates)
            if (distance(candidate) is var slips && slips < least)
                (best, least) = (candidate, slips);
        return least <= (written.Length + 1) / 2 ? best : null;
    }

    static string LastName(string path) => path[(path.LastIndexOf('.') + 1)..];

    /// <summary>
    /// How many letters must be put in, left out, changed or swapped with their neighbour (optimal string alignment
    /// distance), case ignored.
    /// </summary>
    public static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            for (var j = 0; j <= right.Length; j++)
                rows[i, j] = i == 0 || j == 0 ? i + j : Step(i, j);
        return rows[left.Length, right.Length];

        int Step(int i, int j)
        {
            var least = Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1;
            least = Math.Min(least, rows[i - 1, j - 1] + (Same(i, j) ? 0 : 1));
            return i > 1 && j > 1 && Same(i, j - 1) && Same(i - 1, j) ? Math.Min(least, rows[i - 2, j - 2] + 1) : least;
        }

        bool Same(int i, int j) => char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
    }
}
