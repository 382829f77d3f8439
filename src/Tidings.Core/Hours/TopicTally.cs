namespace Tidings.Hours;

/// <summary>
/// The counts of a topic's hour. <c>Posts</c> = <c>Accepted</c> + all refused; <c>Scored</c> = <c>Accepted</c> -
/// <c>Copies</c>.
/// </summary>
public sealed class TopicTally
{
    /// <summary>From this many ten-thousandths on a post is positive, and at its negative or below negative.</summary>
    const int Threshold = 500;

    readonly long[] _refused = new long[Enum.GetValues<Refusal>().Length];
    long _count;
    long _sum;
    long _squares;
    long _weight;
    long _weightedSum;

    /// <summary>Posts that name the topic.</summary>
    public long Posts { get; private set; }

    /// <summary>Posts that no filter refused.</summary>
    public long Accepted { get; private set; }

    /// <summary>Accepted posts without a known language.</summary>
    public long UnknownLanguage { get; private set; }

    /// <summary>Accepted posts without known followers.</summary>
    public long UnknownFollowers { get; private set; }

    /// <summary>Accepted posts whose account has no known age.</summary>
    public long UnknownAccountAge { get; private set; }

    /// <summary>Accepted posts that are not scored because others have the same text.</summary>
    public long Copies { get; private set; }

    /// <summary>Accepted posts that are no copies.</summary>
    public long Scored { get; private set; }

    /// <summary>Scored posts with a compound of exactly 0.</summary>
    public long Zero { get; private set; }

    /// <summary>Scored posts with a compound of -0.05 or below.</summary>
    public long Negative { get; private set; }

    /// <summary>Scored posts with a compound of 0.05 or above.</summary>
    public long Positive { get; private set; }

    /// <summary>Scored posts that are neither negative nor positive.</summary>
    public long Neutral => Scored - Negative - Positive;

    /// <summary>The sums over the posts that belong to the mean.</summary>
    public TopicSums Sums => new(_count, _sum, _squares, _weight, _weightedSum);

    /// <summary>Posts that were refused for a reason.</summary>
    public long Refused(Refusal reason) => _refused[(int)reason];

    internal void Judge(in TopicPost post, Refusal refusal)
    {
        Posts++;
        if (refusal != Refusal.None)
        {
            _refused[(int)refusal]++;
            return;
        }
        Accepted++;
        UnknownLanguage += post.IsLanguageKnown ? 0 : 1;
        UnknownFollowers += post.Followers is null ? 1 : 0;
        UnknownAccountAge += post.AuthorSince is null ? 1 : 0;
    }

    internal void AddCopies(int copies) => Copies += copies;

    /// <summary>Adds a scored post, or takes it out again with a <paramref name="sign"/> of -1.</summary>
    internal void Score(in TopicVote vote, int sign)
    {
        Scored += sign;
        var points = vote.Points ?? 0;
        if (vote.Points == 0)
            Zero += sign;
        else if (points <= -Threshold)
            Negative += sign;
        else if (points >= Threshold)
            Positive += sign;
        if (!vote.BelongsToMean)
            return;
        _count += sign;
        _sum += sign * points;
        _squares += sign * (long)points * points;
        _weight += sign * vote.Weight;
        _weightedSum += sign * (long)vote.Weight * points;
    }
}
