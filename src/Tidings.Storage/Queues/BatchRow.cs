using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tidings.Configuration;
using Tidings.Queue;
using Tidings.Storage.Sqlite;

namespace Tidings.Storage.Queues;

/// <summary>A row of <c>batch</c> as it lies in the file, right or damaged.</summary>
sealed record BatchRow
{
    /// <summary>In the order of <see cref="Read"/> and <see cref="Bind"/>.</summary>
    public const string Columns =
        "n, session, number, source, received_from, received_to, records, record_bytes, listening_since, gaps, "
        + "ends_session, payload_bytes, payload_checksum, checksum";

    /// <summary>What a batch counts against the bound besides its payload: its header, indexes, page ends.</summary>
    public const int Overhead = 256;

    static readonly ValueList<GapNotice> Unreadable = [new(0, 0, "unreadable")];
    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Its place in the queue; the database's choice where null.</summary>
    public long? N { get; init; }

    public required BatchHeader Header { get; init; }

    public required long PayloadBytes { get; init; }

    public required long PayloadChecksum { get; init; }

    public required long Checksum { get; init; }

    /// <summary>A row for a batch.</summary>
    public static BatchRow Of(in PackedBatch batch, FieldChecksum checksum, long? n = null)
    {
        var payload = FieldChecksum.Of(batch.Payload.Span);
        return new()
        {
            N = n,
            Header = batch.Header,
            PayloadBytes = batch.Payload.Length,
            PayloadChecksum = payload,
            Checksum = checksum.Of(batch.Header, payload),
        };
    }

    /// <summary>Reads the row at which the statement stands; never fails, whatever lies there.</summary>
    public static BatchRow Read(SqliteStatement row) => new()
    {
        N = row.GetInteger(0),
        Header = new()
        {
            Id = new(Encoding.UTF8.GetString(row.GetText(1)), row.GetInteger(2)),
            Source = Encoding.UTF8.GetString(row.GetText(3)),
            ReceivedFrom = row.GetInteger(4),
            ReceivedTo = row.GetInteger(5),
            Records = (int)Math.Clamp(row.GetInteger(6), int.MinValue, int.MaxValue),
            RecordBytes = row.GetInteger(7),
            ListeningSince = row.IsNull(8) ? null : row.GetInteger(8),
            Gaps = ReadGaps(row.GetText(9)),
            EndsSession = row.GetInteger(10) != 0,
        },
        PayloadBytes = row.GetInteger(11),
        PayloadChecksum = row.GetInteger(12),
        Checksum = row.GetInteger(13),
    };

    public void Bind(SqliteStatement insert) => insert
        .Integer(1, N).Text(2, Encoding.UTF8.GetBytes(Header.Id.Session)).Integer(3, Header.Id.Number)
        .Text(4, Encoding.UTF8.GetBytes(Header.Source)).Integer(5, Header.ReceivedFrom).Integer(6, Header.ReceivedTo)
        .Integer(7, Header.Records).Integer(8, Header.RecordBytes).Integer(9, Header.ListeningSince)
        .Text(10, Header.Gaps.Count == 0 ? "[]"u8 : JsonSerializer.SerializeToUtf8Bytes(Header.Gaps.ToArray(), Json))
        .Integer(11, Header.EndsSession).Integer(12, PayloadBytes).Integer(13, PayloadChecksum).Integer(14, Checksum);

    /// <summary>Whether the header is as it was written.</summary>
    public bool IsIntact(FieldChecksum checksum) => checksum.Of(Header, PayloadChecksum) == Checksum;

    /// <summary>Whether these bytes are the payload that was written with the header.</summary>
    public bool IsIntact(ReadOnlySpan<byte> payload) =>
        payload.Length == PayloadBytes && FieldChecksum.Of(payload) == PayloadChecksum;

    /// <summary>Damaged gaps read as one that nobody writes, so that the checksum tells.</summary>
    static ValueList<GapNotice> ReadGaps(ReadOnlySpan<byte> json)
    {
        if (json.SequenceEqual("[]"u8))
            return [];
        try
        {
            return JsonSerializer.Deserialize<GapNotice[]>(json, Json) is { Length: > 0 } gaps
                && !Array.Exists(gaps, gap => gap.Reason is null)
                    ? new(gaps)
                    : Unreadable;
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }
}
