using System.Buffers;

namespace Tidings.Sources;

/// <summary>
/// Finds where a JSON value ends by its brackets, over as many pieces as it comes in, and where a broken one is cut off
/// by the next record. Whether it is valid in every detail is the decoder's question.
/// </summary>
/// <remarks>
/// A line that begins with an opening brace where JSON allows no value is the next record. Where JSON allows one
/// (behind <c>[</c>, <c>:</c>, or a comma in an array) it may be either, and is remembered until the value turns out
/// whole or broken.
/// </remarks>
/// <param name="column">Bytes before the value on its line: a record does not begin further to the right than the one
/// before it.</param>
struct StructureScanner(int column)
{
    const int MaxDepth = 128; // what is nested deeper is refused by the decoder, too

    /// <summary>
    /// How deep records that are not indented are believed to be nested; beyond, each one is taken for the cut-off head
    /// of another.
    /// </summary>
    const int MaxUnindented = 16;

    static readonly SearchValues<byte> Outside = SearchValues.Create("\"{}[]\n"u8);
    static readonly SearchValues<byte> Inside = SearchValues.Create("\"\\\n"u8);

    readonly int _column = column;
    UInt128 _objects; // one bit for each open bracket, the innermost lowest: set for an object
    int _depth;
    int _at;
    int _lineStart = -1;
    byte _before; // the last byte of what was dropped
    bool _isInString;
    bool _isEscaped;
    bool _isBroken;

    /// <summary>Where the next record may have begun, if the value never ends; -1 where nowhere.</summary>
    public int Candidate { get; private set; } = -1;

    /// <summary>
    /// Scans on from where the last call stopped. Returns the offset behind the value's last bracket, or of the record
    /// that cuts it off; -1 where it goes on.
    /// </summary>
    /// <param name="value">The value from its first byte on, as far as it is there, less what was dropped.</param>
    public int FindEnd(ReadOnlySpan<byte> value)
    {
        while (_at < value.Length)
        {
            if (_lineStart >= 0)
            {
                var blank = value[_lineStart..].IndexOfAnyExcept(" \t\r"u8);
                if (blank < 0)
                {
                    _at = value.Length;
                    return -1;
                }
                _at = _lineStart + blank;
                _lineStart = -1;
                if (value[_at] == '{' && CutsOff(value, blank))
                    return Candidate;
            }
            if (_isEscaped && value[_at] != '\n')
            {
                _isEscaped = false;
                _at++;
                continue;
            }
            var next = value[_at..].IndexOfAny(_isInString ? Inside : Outside);
            if (next < 0)
            {
                _at = value.Length;
                return -1;
            }
            _at += next;
            if (Step(value) is >= 0 and var end)
                return end;
        }
        return -1;
    }

    /// <summary>Forgets the bytes seen so far, of a value that is too long to be kept.</summary>
    public void Drop(ReadOnlySpan<byte> seen)
    {
        _before = LastBefore(seen, seen.Length);
        _at = 0;
        _lineStart = Math.Min(_lineStart, 0);
        Candidate = -1;
    }

    /// <summary>Takes the quote, bracket, backslash or line's end at the scanner's place.</summary>
    int Step(ReadOnlySpan<byte> value)
    {
        var symbol = value[_at++];
        switch (symbol)
        {
            case (byte)'"':
                _isInString = !_isInString;
                return _isInString || _depth > 0 ? -1 : _at;
            case (byte)'\\':
                _isEscaped = true;
                return -1;
            case (byte)'\n':
                var isTorn = _isInString; // JSON has no line breaks in strings: an unclosed one ends here
                _isInString = _isEscaped = false;
                _lineStart = _at;
                if (_depth == 0)
                    return _at - 1;
                return isTorn ? Break() : -1;
            case (byte)'{' or (byte)'[':
                var mayBegin = MayBegin(value, _at - 1);
                _objects = (_objects << 1) | (symbol == '{' ? UInt128.One : UInt128.Zero);
                return ++_depth > MaxDepth || !mayBegin ? Break() : -1;
            default:
                var fits = _depth > MaxDepth || (symbol == '}') == IsInObject;
                _objects >>= 1;
                return --_depth <= 0 ? _at : fits ? -1 : Break();
        }
    }

    /// <summary>
    /// The value is broken: it ends at once where another may have begun, else at the next line that looks like one.
    /// </summary>
    int Break()
    {
        _isBroken = true;
        return Candidate;
    }

    bool CutsOff(ReadOnlySpan<byte> value, int lineColumn)
    {
        var isRecord = lineColumn <= _column;
        if (!MayBegin(value, _at) || (isRecord && (_isBroken || _depth > MaxUnindented)))
        {
            if (Candidate < 0)
                Candidate = _at;
            return true;
        }
        if (Candidate < 0 && isRecord)
            Candidate = _at;
        return false;
    }

    readonly bool IsInObject => (_objects & UInt128.One) != UInt128.Zero;

    readonly bool MayBegin(ReadOnlySpan<byte> value, int at) => LastBefore(value, at) switch
    {
        0 => true,
        (byte)'[' or (byte)':' => true,
        (byte)',' => !IsInObject || _depth > MaxDepth,
        _ => false,
    };

    readonly byte LastBefore(ReadOnlySpan<byte> value, int at)
    {
        var last = value[..at].LastIndexOfAnyExcept(" \t\r\n"u8);
        return last < 0 ? _before : value[last];
    }
}
