using Tidings.Analysis;

namespace Tidings.Storage;

/// <summary>
/// Analyses stored posts again after the settings changed: happiness, topics, blacklist and sentiment follow from the
/// stored texts. Hashtags do not depend on settings and stay. Posts in sealed hours are gone or about to go, so their
/// hours stay too.
/// </summary>
/// <remarks>
/// The result is that of reading the same records with the new settings, as far as the store holds them: what
/// <c>keep</c> left out is gone, and of tags that a platform states beside the text, cashtags are known only where they
/// named a topic. Of the keyword beside a row of the seed's exports, the synonym under which the row was found is
/// known.
/// </remarks>
public interface IReanalysis
{
    /// <summary>
    /// Runs over all posts and marks their hours; returns how many. A crash in between leaves a mixture that the next
    /// run mends.
    /// </summary>
    /// <param name="analyzer">Prepared with the new settings.</param>
    /// <param name="cancellationToken">Stops between two transactions.</param>
    /// <param name="postsPerTransaction">At least 1; more are faster and keep other writers waiting longer.</param>
    /// <param name="progress">Told after each transaction how many posts are done, of how many.</param>
    int Run(
        PostAnalyzer analyzer, CancellationToken cancellationToken, int postsPerTransaction = 5_000,
        Action<int, int>? progress = null);
}
