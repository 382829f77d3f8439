using System.Text;
using Tidings.Queue;
using Tidings.Storage.Sqlite;

namespace Tidings.Storage.Queues;

/// <summary>A row of <c>session</c> as it lies in the file, right or damaged.</summary>
sealed record SessionRow
{
    /// <summary>In the order of <see cref="Read"/> and <see cref="Write"/>.</summary>
    public const string Columns = "session, source, last_number, heard_until, is_live, is_ended, seq, checksum";

    public required string Name { get; init; }
    public required string Source { get; init; }
    public long LastNumber { get; init; }
    public long HeardUntil { get; init; }
    public bool IsLive { get; init; }
    public bool IsEnded { get; init; }

    /// <summary>A later session has a greater one.</summary>
    public long Seq { get; init; }

    public long Checksum { get; init; }

    public static SessionRow Read(SqliteStatement row) => new()
    {
        Name = Encoding.UTF8.GetString(row.GetText(0)),
        Source = Encoding.UTF8.GetString(row.GetText(1)),
        LastNumber = row.GetInteger(2),
        HeardUntil = row.GetInteger(3),
        IsLive = row.GetInteger(4) != 0,
        IsEnded = row.GetInteger(5) != 0,
        Seq = row.GetInteger(6),
        Checksum = row.GetInteger(7),
    };

    /// <summary>With what another batch of the session says; the same batch twice changes nothing.</summary>
    public SessionRow With(BatchHeader batch) => this with
    {
        LastNumber = Math.Max(LastNumber, batch.Id.Number),
        HeardUntil = Math.Max(HeardUntil, batch.ReceivedTo),
        IsLive = IsLive || batch.ListeningSince is not null,
        IsEnded = IsEnded || batch.EndsSession,
    };

    public void Write(SqliteStatement upsert, FieldChecksum checksum) => upsert
        .Text(1, Encoding.UTF8.GetBytes(Name)).Text(2, Encoding.UTF8.GetBytes(Source)).Integer(3, LastNumber)
        .Integer(4, HeardUntil).Integer(5, IsLive).Integer(6, IsEnded).Integer(7, Seq).Integer(8, Sum(checksum))
        .Run();

    public bool IsIntact(FieldChecksum checksum) => Sum(checksum) == Checksum;

    public ListenSession ToSession() => new()
    {
        Name = Name,
        LastNumber = LastNumber,
        HeardUntil = HeardUntil,
        IsLive = IsLive,
        IsEnded = IsEnded,
    };

    long Sum(FieldChecksum checksum) => checksum.Add(Name).Add(Source).Add(LastNumber).Add(HeardUntil)
        .Add(IsLive ? 1 : 0).Add(IsEnded ? 1 : 0).Add(Seq).Finish();
}
