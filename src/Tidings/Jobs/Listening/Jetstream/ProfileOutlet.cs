using System.Buffers;
using System.Text;
using Tidings.Queue;
using Tidings.Sources.Live;

namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>
/// Lets posts wait for their authors' profiles, up to <see cref="Patience"/>; everything keeps its order. Serves one
/// thread.
/// </summary>
/// <param name="feed">Takes the records.</param>
/// <param name="settled">Takes what became of gaps.</param>
/// <param name="profiles">Knows the authors, or asks for them.</param>
/// <param name="clock">Measures the waits.</param>
sealed class ProfileOutlet(
    SourceFeed feed, Action<IReadOnlyList<GapNotice>> settled, ProfileLookup profiles, TimeProvider clock)
    : IEventOutlet
{
    /// <summary>How long a post waits: 2 s. Then its author is unknown.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>So much waits at most: 20,000 events or 32 MiB; beyond, the first one goes.</summary>
    const int MaxWaiting = 20_000;

    const long MaxBytes = 32L << 20;

    readonly Queue<Waiting> _waiting = new();
    readonly ArrayBufferWriter<byte> _written = new();
    long _bytes;

    readonly record struct Waiting(
        byte[] Bytes, int Length, long Place, string? Did, bool IsTooLong, long Since,
        IReadOnlyList<GapNotice>? Settled);

    public void Add(
        ReadOnlySpan<byte> message, long place, ReadOnlySpan<byte> author, bool isTooLong, CancellationToken stop)
    {
        var did = author.IsEmpty ? null : Encoding.UTF8.GetString(author);
        if (did is not null)
            profiles.Ask(did);
        var bytes = ArrayPool<byte>.Shared.Rent(message.Length);
        message.CopyTo(bytes);
        _waiting.Enqueue(new(bytes, message.Length, place, did, isTooLong, clock.GetTimestamp(), null));
        _bytes += message.Length;
        Release(stop);
    }

    public void Settle(IReadOnlyList<GapNotice> gaps, CancellationToken stop)
    {
        _waiting.Enqueue(new([], 0, 0, null, false, 0, gaps));
        Release(stop);
    }

    public void Release(CancellationToken stop)
    {
        while (_waiting.TryPeek(out var first)
            && (first.Did is null || _waiting.Count > MaxWaiting || _bytes > MaxBytes || profiles.IsKnown(first.Did)
                || clock.GetElapsedTime(first.Since) >= Patience))
            LetGo(stop);
    }

    public void Flush(CancellationToken stop)
    {
        while (_waiting.Count > 0)
            LetGo(stop);
    }

    void LetGo(CancellationToken stop)
    {
        var first = _waiting.Peek();
        if (first.Settled is { } gaps)
        {
            _waiting.Dequeue();
            settled(gaps);
            return;
        }
        ReadOnlySpan<byte> message = first.Bytes.AsSpan(0, first.Length);
        _written.ResetWrittenCount();
        if (first.Did is { } did && profiles.TryGet(did, out var profile) && profile != default
            && AuthorMember.TryAppend(message, profile, _written))
            message = _written.WrittenSpan;
        feed.Add(message, first.Place, stop, first.IsTooLong);
        _waiting.Dequeue();
        _bytes -= first.Length;
        ArrayPool<byte>.Shared.Return(first.Bytes);
    }
}
