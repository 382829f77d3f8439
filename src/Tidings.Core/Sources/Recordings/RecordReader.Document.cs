namespace Tidings.Sources;

public sealed partial class RecordReader
{
    bool _isInArray;

    /// <summary>The next value of a recording whose records span lines; elements of a top-level array one by one.</summary>
    bool TryReadValue(out RecordLine record)
    {
        record = default;
        while (SkipBlank())
        {
            var first = _buffer[_start];
            if (first == '[' && !_isInArray)
            {
                _isInArray = true;
                _start++;
            }
            else if (first is (byte)',' or (byte)']')
            {
                _isInArray &= first == ',';
                _start++;
            }
            else
            {
                record = ReadValue();
                return true;
            }
        }
        return false;
    }

    RecordLine ReadValue()
    {
        var isBracketed = _buffer[_start] is (byte)'{' or (byte)'[';
        var scanner = new StructureScanner();
        var number = _line;
        var scanned = 0;
        var isTooLong = false;
        while (true)
        {
            var piece = _buffer.AsSpan(_start + scanned, _end - _start - scanned);
            var at = isBracketed ? scanner.FindEnd(piece) : piece.IndexOfAny(",]\n"u8);
            var length = scanned + (at < 0 ? piece.Length : at);
            if (at < 0 && Fill(ref length, ref isTooLong))
            {
                scanned = length;
                continue;
            }
            var value = _buffer.AsMemory(_start, length);
            _line += value.Span.Count((byte)'\n');
            _start += length;
            return new(isTooLong ? default : Trim(value), number, isTooLong);
        }
    }

    /// <summary>Reads on inside a value; what exceeds the bound is given up.</summary>
    bool Fill(ref int length, ref bool isTooLong)
    {
        if (length > _maxRecordBytes || isTooLong)
        {
            isTooLong = true;
            _line += _buffer.AsSpan(_start, length).Count((byte)'\n');
            _start += length;
            length = 0;
        }
        return Fill();
    }
}
