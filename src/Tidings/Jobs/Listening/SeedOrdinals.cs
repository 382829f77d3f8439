using System.Buffers.Text;
using Tidings.Posts;
using Tidings.Sources;

namespace Tidings.Cli.Jobs.Listening;

/// <summary>
/// Counts equal rows of a seed export that come one a line, because their identity needs it (see
/// <see cref="SeedRowIds"/>) and workers see a part of the file only. An export that is one object needs none.
/// </summary>
sealed class SeedOrdinals : IRecordSink
{
    readonly RecordDecoder _decoder = new();
    int _posts;
    int _ordinal;

    public SeedOrdinals() => _decoder.StartFile(new());

    /// <summary>How many rows equal to this one came before; 0 for all that is no single row.</summary>
    public int Next(ReadOnlyMemory<byte> record)
    {
        if (record.Span.IndexOf("Tweet\""u8) < 0) // begins with a byte that is rare in JSON, which makes the search fast
            return 0;
        (_posts, _ordinal) = (0, 0);
        _decoder.Decode(record, long.MaxValue, this);
        return _posts == 1 ? _ordinal : 0;
    }

    public void Post(DecodedPost post)
    {
        _posts++;
        if (post.Platform == Platform.Seed
            && Utf8Parser.TryParse(post.Id.Span[(post.Id.Span.LastIndexOf((byte)'-') + 1)..], out int ordinal, out _))
            _ordinal = ordinal - 1;
    }

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
