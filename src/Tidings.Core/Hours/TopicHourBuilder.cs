using Tidings.Configuration;

namespace Tidings.Hours;

/// <summary>
/// Counts an hour of topics from its posts, in any order: filters, copies among the accepted, and sums in whole
/// ten-thousandths, so that the result depends on the posts alone.
/// </summary>
/// <remarks>
/// Copies are told by remembering one post of each text, 28 bytes times the room of a hash table. Where that may be too
/// much, all posts are added once for each of <paramref name="parts"/>, and each part looks after its share of the texts.
/// </remarks>
/// <param name="options">Which posts count.</param>
/// <param name="hour">The hour of the posts.</param>
/// <param name="parts">How often the posts are added, 1 or more.</param>
public sealed class TopicHourBuilder(FilterOptions options, HourUtc hour, int parts = 1)
{
    readonly TopicFilter _filter = new(options);
    readonly List<TopicTally> _tallies = [];
    readonly TextTable _texts = new();
    readonly long _start = hour.UnixMilliseconds;
    int _part;

    /// <summary>The counts by topic, in the order of <see cref="AddTopic"/>.</summary>
    public IReadOnlyList<TopicTally> Tallies => _tallies;

    /// <summary>Makes room for one more topic; returns its number.</summary>
    public int AddTopic()
    {
        _tallies.Add(new());
        return _tallies.Count - 1;
    }

    /// <summary>All posts have been added; the next part begins.</summary>
    public void NextPart()
    {
        _part++;
        _texts.Clear();
    }

    /// <summary>Adds a post that names a topic.</summary>
    public void Add(int topic, in TopicPost post)
    {
        var tally = _tallies[topic];
        var refusal = _filter.Judge(post);
        if (_part == 0)
            tally.Judge(post, refusal);
        if (refusal != Refusal.None)
            return;
        if (options.Copies == CopyPolicy.Keep || post.TextKey is not { } textKey)
        {
            if (_part == 0)
                tally.Score(Vote(post), 1);
        }
        else if (parts == 1 || (ulong)textKey % (ulong)parts == (ulong)_part)
        {
            AddText(topic, tally, post, textKey);
        }
    }

    void AddText(int topic, TopicTally tally, in TopicPost post, long textKey)
    {
        var vote = Vote(post);
        var order = ((post.PostedAt - _start) << 32) + post.Rank;
        ref var first = ref _texts.Find(topic, textKey);
        if (first.Weight == 0)
        {
            Remember(ref first, vote, order);
            tally.Score(vote, 1);
            return;
        }
        tally.AddCopies(1);
        if (options.Copies == CopyPolicy.DropAll)
        {
            if (first.IsRepeated)
                return;
            first.IsRepeated = true;
            tally.AddCopies(1);
            tally.Score(Recall(first), -1);
        }
        else if (order < first.Order)
        {
            tally.Score(Recall(first), -1);
            tally.Score(vote, 1);
            Remember(ref first, vote, order);
        }
    }

    static void Remember(ref TextTable.Entry entry, in TopicVote vote, long order) =>
        (entry.Points, entry.HasPoints, entry.Weight, entry.Order) =
            (vote.Points ?? 0, vote.Points is not null, vote.Weight, order);

    TopicVote Recall(in TextTable.Entry entry) => Vote(entry.HasPoints ? entry.Points : null, entry.Weight);

    TopicVote Vote(in TopicPost post) => Vote((short?)post.Points, FollowerWeight.Of(post.Followers));

    TopicVote Vote(short? points, int weight) =>
        new(points, weight, options.IncludeNeutral || points is not (null or 0));
}
