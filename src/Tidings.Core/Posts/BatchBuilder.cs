using Tidings.Analysis;
using Tidings.Sources;

namespace Tidings.Posts;

/// <summary>Analyses decoded records and puts what is to be stored into a batch.</summary>
public sealed class BatchBuilder(PostAnalyzer analyzer, AuthorKey authorKey, BatchOptions options) : IRecordSink
{
    /// <summary>The batch that is being filled; whoever takes it away sets another.</summary>
    public PostBatch Batch { get; set; } = new();

    /// <summary>When the records now decoded were received, unix milliseconds.</summary>
    public long ReceivedAt { get; set; }

    /// <summary>What was found so far.</summary>
    public IngestCounts Counts { get; } = new();

    /// <summary>Told of each record that could not be used.</summary>
    public Action<MalformedReason>? OnMalformed { get; set; }

    /// <inheritdoc/>
    public void Post(DecodedPost post)
    {
        Counts.Posts++;
        analyzer.Analyze(post);
        if (analyzer.IsHappy)
            Counts.Happy++;
        Batch.SawPost(post.PostedAt);
        var isRelevant = options.KeepAll || analyzer.IsRelevant;
        if (PostLedger.NeedsPlace(post.Platform, post.IsOriginal, isRelevant))
            Add(post, isRelevant);
        else
            Counts.Irrelevant++;
    }

    void Add(DecodedPost post, bool isRelevant)
    {
        var batch = Batch;
        foreach (var nativeId in post.NativeIds)
            batch.AddNativeId(nativeId.Span);
        var row = new PostRow
        {
            Platform = post.Platform,
            Id = batch.Add(post.Id.Span),
            Version = post.Version,
            IsOriginal = post.IsOriginal,
            PostedAt = post.PostedAt,
            ReceivedAt = ReceivedAt,
            IsRelevant = isRelevant,
            Author = isRelevant || post.Platform == Platform.Bluesky ? authorKey.Pseudonym(post) : 0,
        };
        if (!isRelevant)
        {
            batch.Add(row);
            return;
        }
        foreach (ref readonly var hashtag in analyzer.Hashtags)
            batch.AddHashtag(new(batch.Add(hashtag.Key.Span), batch.Add(hashtag.Spelling.Span)));
        foreach (ref readonly var topic in analyzer.Topics)
            batch.AddTopic(new(topic.Topic, topic.Synonym));
        batch.Add(row with
        {
            AuthorName = options.StoreAuthors ? batch.Add(post.AuthorName.Span) : default,
            Followers = post.Followers,
            AuthorSince = post.AuthorSince,
            Verified = post.Verified,
            Location = options.StoreAuthors ? batch.Add(post.Location.Span) : default,
            Languages = batch.Add(post.Languages.Span),
            LanguageGuess = post.Languages.IsEmpty ? batch.Add(analyzer.GuessLanguage()) : default,
            IsRepost = post.IsRepost,
            Text = batch.Add(post.Text.Span),
            IsBlacklisted = analyzer.IsBlacklisted,
            IsHappy = analyzer.IsHappy,
            TextKey = analyzer.TextKey(),
            Compound = (int)Math.Round(analyzer.Score().Compound * 10_000),
        });
    }

    /// <inheritdoc/>
    public void Delete(in DecodedDelete notice)
    {
        Counts.Deletes++;
        Batch.Add(notice);
    }

    /// <inheritdoc/>
    public void Account(in DecodedAccount notice)
    {
        Counts.Other++;
        Batch.Add(notice, authorKey.Pseudonym(notice.Platform, notice.AuthorId.Span));
    }

    /// <inheritdoc/>
    public void Other() => Counts.Other++;

    /// <inheritdoc/>
    public void Malformed(MalformedReason reason)
    {
        Counts.AddMalformed(reason);
        OnMalformed?.Invoke(reason);
    }
}
