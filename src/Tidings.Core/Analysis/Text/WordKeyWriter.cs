using System.Globalization;
using System.Text;

namespace Tidings.Analysis;

/// <summary>Writes folded code points as UTF-8, with the marks behind each letter in order.</summary>
/// <param name="key">Where to write.</param>
/// <param name="marks">Room for the marks of one letter.</param>
ref struct WordKeyWriter(Span<byte> key, Span<int> marks)
{
    readonly Span<byte> _key = key;
    readonly Span<int> _marks = marks;
    int _used;
    int _markCount;
    bool _overflow;

    /// <summary>Adds one code point of the decomposed word.</summary>
    public void Add(Rune rune)
    {
        var folded = CaseFold.Of(rune.Value);
        if (folded < 0x80)
        {
            FlushMarks();
            if (folded > ' ')
                Append(folded);
            return;
        }
        switch (CharUnicodeInfo.GetUnicodeCategory(folded))
        {
            case var _ when WordClasses.IsIgnorable(folded) || WhiteSpace.Contains(folded):
                break;
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark:
                InsertMark(folded);
                break;
            default:
                FlushMarks();
                Append(folded);
                break;
        }
    }

    /// <summary>Gives the length of the key, or -1 where there was not room enough.</summary>
    public int Finish()
    {
        FlushMarks();
        return _overflow ? -1 : _used;
    }

    void InsertMark(int mark)
    {
        if (_markCount == _marks.Length)
        {
            _overflow = true;
            return;
        }
        var i = _markCount++;
        for (; i > 0 && _marks[i - 1] > mark; i--)
            _marks[i] = _marks[i - 1];
        _marks[i] = mark;
    }

    void FlushMarks()
    {
        for (var i = 0; i < _markCount; i++)
            Append(_marks[i]);
        _markCount = 0;
    }

    void Append(int codePoint)
    {
        if (_overflow || !new Rune(codePoint).TryEncodeToUtf8(_key[_used..], out var written))
            _overflow = true;
        else
            _used += written;
    }
}
