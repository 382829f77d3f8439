namespace Tidings.Sources;

public sealed partial class RecordReader
{
    bool _isInArray;

    /// <summary>
    /// The next value of a recording whose records span lines; elements of a top-level array one by one.
    /// </summary>
    bool TryReadValue(out RecordLine record)
    {
        record = default;
        while (SkipBlank())
        {
            var first = _buffer[_start];
            if (first == '[' && !_isInArray)
            {
                _isInArray = true;
                Advance(1);
            }
            else if (first is (byte)',' or (byte)']')
            {
                _isInArray &= first == ',';
                Advance(1);
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
        var hasStructure = _buffer[_start] is (byte)'{' or (byte)'[' or (byte)'"';
        var scanner = new StructureScanner(_column);
        var number = _line;
        var isTooLong = false;
        while (true)
        {
            var value = _buffer.AsSpan(_start, _end - _start);
            var end = hasStructure ? scanner.FindEnd(value) : value.IndexOfAny(_isInArray ? ",]\n"u8 : "\n"u8);
            if (end < 0 && (isTooLong || value.Length > _maxRecordBytes))
            {
                isTooLong = true; // what was read of it is given up
                scanner.Drop(value);
                Advance(value.Length);
            }
            if (end < 0 && Fill())
                continue;
            if (end < 0)
                end = scanner.Candidate >= 0 ? scanner.Candidate : _end - _start;
            isTooLong |= end > _maxRecordBytes;
            var bytes = _buffer.AsMemory(_start, end);
            Advance(end);
            return new(isTooLong ? default : Trim(bytes), number, isTooLong);
        }
    }
}
