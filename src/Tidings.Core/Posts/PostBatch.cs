using System.Runtime.InteropServices;

namespace Tidings.Posts;

/// <summary>
/// What one transaction stores. Texts lie behind one another in one array, rows point into it, so that a post costs no
/// object. Batches are reused: <see cref="Clear"/> keeps the space.
/// </summary>
/// <remarks>The order within a batch carries no meaning: versions order what belongs together.</remarks>
public sealed class PostBatch
{
    const int KeepBytes = 32 << 20;
    readonly List<PostRow> _posts = [];
    readonly List<HashtagRow> _hashtags = [];
    readonly List<TopicRow> _topics = [];
    readonly List<ByteRange> _nativeIds = [];
    readonly List<DeleteRow> _deletes = [];
    readonly List<AccountRow> _accounts = [];
    byte[] _bytes = new byte[64 * 1024];
    int _used;
    int _hashtagsTaken;
    int _topicsTaken;
    int _nativeIdsTaken;

    /// <summary>The posts.</summary>
    public ReadOnlySpan<PostRow> Posts => CollectionsMarshal.AsSpan(_posts);

    /// <summary>The deletes.</summary>
    public ReadOnlySpan<DeleteRow> Deletes => CollectionsMarshal.AsSpan(_deletes);

    /// <summary>The account notices.</summary>
    public ReadOnlySpan<AccountRow> Accounts => CollectionsMarshal.AsSpan(_accounts);

    /// <summary>
    /// The hour of the earliest post seen while this batch was filled, stored or not; null where there was none.
    /// </summary>
    public HourUtc? EarliestHour { get; private set; }

    /// <summary>Rows of all kinds.</summary>
    public int Count => _posts.Count + _deletes.Count + _accounts.Count;

    /// <summary>Bytes of text in it.</summary>
    public int Bytes => _used;

    /// <summary>The bytes of a range.</summary>
    public ReadOnlySpan<byte> this[ByteRange range] => _bytes.AsSpan(range.Start, range.Length);

    /// <summary>The hashtags of a post.</summary>
    public ReadOnlySpan<HashtagRow> HashtagsOf(in PostRow post) =>
        CollectionsMarshal.AsSpan(_hashtags).Slice(post.Hashtags.Start, post.Hashtags.Count);

    /// <summary>The topics of a post.</summary>
    public ReadOnlySpan<TopicRow> TopicsOf(in PostRow post) =>
        CollectionsMarshal.AsSpan(_topics).Slice(post.Topics.Start, post.Topics.Count);

    /// <summary>The other ids of a post.</summary>
    public ReadOnlySpan<ByteRange> NativeIdsOf(in PostRow post) =>
        CollectionsMarshal.AsSpan(_nativeIds).Slice(post.NativeIds.Start, post.NativeIds.Count);

    /// <summary>Forgets all rows and keeps the space, unless a giant batch needed much.</summary>
    public void Clear()
    {
        _posts.Clear();
        _hashtags.Clear();
        _topics.Clear();
        _nativeIds.Clear();
        _deletes.Clear();
        _accounts.Clear();
        _used = _hashtagsTaken = _topicsTaken = _nativeIdsTaken = 0;
        EarliestHour = null;
        if (_bytes.Length > KeepBytes)
            _bytes = new byte[64 * 1024];
    }

    /// <summary>Notes that a post of this time was seen.</summary>
    public void SawPost(long postedAt)
    {
        var hour = HourUtc.OfUnixMilliseconds(postedAt);
        if (EarliestHour is not { } earliest || hour.HoursSinceEpoch < earliest.HoursSinceEpoch)
            EarliestHour = hour;
    }

    /// <summary>Copies a text into the batch.</summary>
    public ByteRange Add(ReadOnlySpan<byte> text)
    {
        if (_bytes.Length - _used < text.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + text.Length));
        text.CopyTo(_bytes.AsSpan(_used));
        var range = new ByteRange(_used, text.Length);
        _used += text.Length;
        return range;
    }

    /// <summary>Adds a hashtag of the post that is added next.</summary>
    public void AddHashtag(HashtagRow hashtag) => _hashtags.Add(hashtag);

    /// <summary>Adds a topic of the post that is added next.</summary>
    public void AddTopic(TopicRow topic) => _topics.Add(topic);

    /// <summary>Adds another id of the post that is added next.</summary>
    public void AddNativeId(ReadOnlySpan<byte> id) => _nativeIds.Add(Add(id));

    /// <summary>Adds a post whose texts, hashtags, topics and other ids are in the batch already.</summary>
    public void Add(in PostRow post)
    {
        _posts.Add(post with
        {
            Hashtags = Rest(_hashtagsTaken, _hashtags.Count),
            Topics = Rest(_topicsTaken, _topics.Count),
            NativeIds = Rest(_nativeIdsTaken, _nativeIds.Count),
        });
        (_hashtagsTaken, _topicsTaken, _nativeIdsTaken) = (_hashtags.Count, _topics.Count, _nativeIds.Count);
    }

    /// <summary>Adds a delete.</summary>
    public void Add(in DecodedDelete notice) => _deletes.Add(
        new(notice.Platform, Add(notice.Id.Span), notice.IsNativeId, notice.Version, notice.At, notice.PostedAt));

    /// <summary>Adds an account notice.</summary>
    public void Add(in DecodedAccount notice, long author) => _accounts.Add(
        new(notice.Platform, Add(notice.AuthorId.Span), author, notice.State, notice.At));

    /// <summary>Adds all rows of another batch.</summary>
    public void Add(PostBatch other)
    {
        var text = Add(other._bytes.AsSpan(0, other._used)).Start;
        foreach (ref readonly var hashtag in CollectionsMarshal.AsSpan(other._hashtags))
            _hashtags.Add(new(hashtag.Key.Behind(text), hashtag.Spelling.Behind(text)));
        foreach (var nativeId in other._nativeIds)
            _nativeIds.Add(nativeId.Behind(text));
        _topics.AddRange(other._topics);
        foreach (ref readonly var post in other.Posts)
            _posts.Add(post with
            {
                Id = post.Id.Behind(text),
                AuthorName = post.AuthorName.Behind(text),
                Location = post.Location.Behind(text),
                Languages = post.Languages.Behind(text),
                LanguageGuess = post.LanguageGuess.Behind(text),
                Text = post.Text.Behind(text),
                Hashtags = post.Hashtags.Behind(_hashtagsTaken),
                Topics = post.Topics.Behind(_topicsTaken),
                NativeIds = post.NativeIds.Behind(_nativeIdsTaken),
            });
        foreach (ref readonly var notice in other.Deletes)
            _deletes.Add(notice with { Id = notice.Id.Behind(text) });
        foreach (ref readonly var notice in other.Accounts)
            _accounts.Add(notice with { AuthorId = notice.AuthorId.Behind(text) });
        (_hashtagsTaken, _topicsTaken, _nativeIdsTaken) = (_hashtags.Count, _topics.Count, _nativeIds.Count);
        if (other.EarliestHour is { } hour)
            SawPost(hour.UnixMilliseconds);
    }

    static ListRange Rest(int from, int to) => new(from, to - from);
}
