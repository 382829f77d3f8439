using Tidings.Sources;

namespace Tidings.Posts;

/// <summary>
/// What was found in the records read. <see cref="Read"/> is the sum of posts, deletes, others and malformed.
/// </summary>
public sealed class IngestCounts
{
    readonly long[] _malformed = new long[Enum.GetValues<MalformedReason>().Length];

    /// <summary>Versions of posts.</summary>
    public long Posts { get; internal set; }

    /// <summary>Happy ones among them, reposts included.</summary>
    public long Happy { get; internal set; }

    /// <summary>Posts without hashtag and topic that need no place in the store.</summary>
    public long Irrelevant { get; internal set; }

    /// <summary>Deletes.</summary>
    public long Deletes { get; internal set; }

    /// <summary>Other well-formed records.</summary>
    public long Other { get; internal set; }

    /// <summary>Records that could not be used.</summary>
    public long Malformed => _malformed.Sum();

    /// <summary>All records.</summary>
    public long Read => Posts + Deletes + Other + Malformed;

    /// <summary>Records that could not be used, for one reason.</summary>
    public long MalformedFor(MalformedReason reason) => _malformed[(int)reason];

    /// <summary>Adds what another worker counted.</summary>
    public void Add(IngestCounts other)
    {
        Posts += other.Posts;
        Happy += other.Happy;
        Irrelevant += other.Irrelevant;
        Deletes += other.Deletes;
        Other += other.Other;
        for (var i = 0; i < _malformed.Length; i++)
            _malformed[i] += other._malformed[i];
    }

    internal void AddMalformed(MalformedReason reason) => _malformed[(int)reason]++;
}
