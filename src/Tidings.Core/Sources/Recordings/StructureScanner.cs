using System.Buffers;

namespace Tidings.Sources;

/// <summary>Finds where a JSON value ends by its brackets alone, over as many pieces as it comes in. Whether it is valid is the decoder's question.</summary>
struct StructureScanner
{
    static readonly SearchValues<byte> Outside = SearchValues.Create("\"{}[]\n"u8);
    static readonly SearchValues<byte> Inside = SearchValues.Create("\"\\\n"u8);

    int _depth;
    bool _isInString;
    bool _isEscaped;
    bool _isAtLineStart;

    /// <summary>True where the last piece showed that a new record begins although the one before is not closed.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>
    /// Scans one more piece. Returns the offset behind the value's last bracket, or of the record that cuts it off (a line that begins
    /// with <c>{"</c> although brackets are open); -1 where it goes on.
    /// </summary>
    public int FindEnd(ReadOnlySpan<byte> piece)
    {
        var at = 0;
        while (at < piece.Length)
        {
            if (_isEscaped)
            {
                _isEscaped = false;
                at++;
                continue;
            }
            if (_isAtLineStart)
            {
                _isAtLineStart = false;
                if (_depth > 0 && piece.Length - at > 1 && piece[at] == '{' && piece[at + 1] == '"')
                {
                    IsCutOff = true;
                    return at;
                }
            }
            var next = piece[at..].IndexOfAny(_isInString ? Inside : Outside);
            if (next < 0)
                return -1;
            at += next;
            switch (piece[at])
            {
                case (byte)'"': _isInString = !_isInString; break;
                case (byte)'\\': _isEscaped = true; break;
                case (byte)'{' or (byte)'[': _depth++; break;
                case (byte)'\n':
                    _isInString = false; // JSON has no line breaks in strings: an unclosed one ends here
                    _isAtLineStart = true;
                    break;
                default:
                    if (--_depth <= 0)
                        return at + 1;
                    break;
            }
            at++;
        }
        return -1;
    }
}
