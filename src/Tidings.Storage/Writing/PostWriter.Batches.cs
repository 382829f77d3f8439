using Tidings.Queue;

namespace Tidings.Storage.Writing;

public abstract partial class PostWriter
{
    /// <summary>How far a listening session is stored.</summary>
    private protected readonly record struct SessionState(
        long StoredThrough, long HeardUntil, long StartedAt, bool IsLive, long? LastNumber);

    /// <summary>Notes a batch whose posts are written in the same transaction; without effect where it was.</summary>
    void Note(BatchHeader header)
    {
        var known = ReadSession(header.Id.Session);
        var next = (known?.StoredThrough ?? 0) + 1;
        if (header.Id.Number < next || (header.Id.Number > next && !TryInsertSeen(header)))
            return;
        if (header.ListeningSince is { } since)
            WriteListening(header.Source, since, header.ReceivedTo);
        foreach (var gap in header.Gaps)
            if (gap.Settled is { } settled)
                WriteSettled(header.Source, gap, settled);
            else
                WriteGap(header.Source, gap.From, gap.To, gap.Reason);
        Advance(header, known);
    }

    /// <summary>
    /// Brings a session as far as its batches are stored without a hole. Before its first one it was not heard at all.
    /// </summary>
    void Advance(BatchHeader header, SessionState? known)
    {
        var startedAt = Math.Min(header.ReceivedFrom, header.ListeningSince ?? header.ReceivedFrom);
        var (through, heardUntil) = (known?.StoredThrough ?? 0, known?.HeardUntil ?? 0);
        if (header.Id.Number == through + 1)
        {
            (through, heardUntil) = (header.Id.Number, Math.Max(heardUntil, header.ReceivedTo));
            while (TryTakeSeen(header.Id.Session, through + 1, out var receivedAt))
                (through, heardUntil) = (through + 1, Math.Max(heardUntil, receivedAt));
        }
        UpsertSession(header.Id.Session, header.Source, new(
            through, heardUntil, Math.Min(startedAt, known?.StartedAt ?? startedAt),
            known?.IsLive == true || header.ListeningSince is not null || header.Gaps.Count > 0,
            header.EndsSession ? header.Id.Number : known?.LastNumber));
        if (through > (known?.StoredThrough ?? 0))
            // what an hour did not wait for is stored now
            foreach (var (from, to) in FillGaps(header.Source, Now))
                TouchHours(from, to);
    }

    private protected abstract SessionState? ReadSession(string session);

    /// <summary>Notes a batch that came before its turn; false where it is noted already.</summary>
    private protected abstract bool TryInsertSeen(BatchHeader header);

    /// <summary>Takes a batch that came before its turn out of those that wait for it.</summary>
    private protected abstract bool TryTakeSeen(string session, long number, out long receivedAt);

    private protected abstract void UpsertSession(string session, string source, in SessionState state);

    /// <summary>
    /// Marks those gaps of a source as filled that only waited for what is stored now; returns their bounds.
    /// </summary>
    private protected abstract IReadOnlyList<(long From, long To)> FillGaps(string source, long now);
}
