namespace Tidings.Sources;

/// <summary>Whole lines of a recording, a record each, that are still to be cut.</summary>
/// <param name="bytes">The lines, each with its line feed.</param>
/// <param name="number">The number of the first one, from 1.</param>
/// <param name="count">How many there are, blank ones too.</param>
/// <param name="maxRecordBytes">The bound of one record.</param>
public struct RecordLines(ReadOnlyMemory<byte> bytes, long number, int count, int maxRecordBytes)
{
    ReadOnlyMemory<byte> _rest = bytes;
    long _next = number;

    /// <summary>The number of the last line.</summary>
    public long LastNumber { get; } = number + count - 1;

    /// <summary>Whether there is nothing left to cut.</summary>
    public readonly bool IsEmpty => _rest.IsEmpty;

    /// <summary>The next record that is not blank; false behind the last one.</summary>
    public bool TryRead(out RecordLine record)
    {
        while (!_rest.IsEmpty)
        {
            var length = _rest.Span.IndexOf((byte)'\n');
            var line = RecordReader.Trim(_rest[..length]);
            var at = _next++;
            _rest = _rest[(length + 1)..];
            var isTooLong = length > maxRecordBytes;
            if (line.IsEmpty && !isTooLong)
                continue;
            record = new(isTooLong ? default : line, at, isTooLong);
            return true;
        }
        record = default;
        return false;
    }
}
