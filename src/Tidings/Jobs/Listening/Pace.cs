using Tidings.Configuration;
using Tidings.Posts;
using Tidings.Sources;

namespace Tidings.Cli.Jobs.Listening;

/// <summary>Lets a recording wait for its time: a given rate, or the distances between its own posts.</summary>
sealed class Pace(SourceOptions options, TimeProvider clock, CancellationToken stop) : IRecordSink
{
    readonly long _started = clock.GetTimestamp();
    readonly RecordDecoder? _decoder = options.Pace == PaceKind.Recorded ? new() : null;
    long _records;
    long? _firstPost;
    long? _post;

    /// <summary>Waits until a record is due.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public void WaitFor(in RecordLine record)
    {
        if (options.Rate is > 0 and var rate)
            WaitUntil(TimeSpan.FromSeconds(_records++ / rate));
        if (_decoder is null || record.IsTooLong)
            return;
        _post = null;
        _decoder.Decode(record.Bytes, clock.GetUtcNow().ToUnixTimeMilliseconds(), this);
        if (_post is not { } postedAt)
            return;
        _firstPost ??= postedAt;
        WaitUntil(TimeSpan.FromMilliseconds(postedAt - _firstPost.Value));
    }

    void WaitUntil(TimeSpan due)
    {
        var left = due - clock.GetElapsedTime(_started);
        if (left > TimeSpan.FromMilliseconds(1))
            Task.Delay(left, clock, stop).GetAwaiter().GetResult();
    }

    public void Post(DecodedPost post) => _post = post.PostedAt;

    public void Delete(in DecodedDelete notice)
    {
    }

    public void Account(in DecodedAccount notice)
    {
    }

    public void Other()
    {
    }

    public void Malformed(MalformedReason reason)
    {
    }
}
