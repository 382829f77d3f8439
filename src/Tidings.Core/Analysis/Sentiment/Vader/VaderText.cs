using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Tidings.Analysis;

/// <summary>One text, its emoji replaced by names and split into words. Reused for text after text.</summary>
sealed partial class VaderText
{
    /// <summary>Bytes that are looked at in one step.</summary>
    const int Block = 64;

    /// <summary>Longer buffers are given back by <see cref="Trim"/>, so that a giant does not stay in memory.</summary>
    const int RetainedLength = 1 << 16;

    const int InitialLength = 1 << 10;

    readonly VaderLexicon _lexicon = VaderLexicon.Shared;

    /// <summary>The text, emoji expanded, valid UTF-8, padded with spaces.</summary>
    byte[] _text = [];

    /// <summary>The same with the letters A to Z in lower case.</summary>
    byte[] _lower = [];
    VaderToken[] _tokens = [];
    int _length;
    int _count;
    int _exclamations;
    int _questions;
    bool _ascii;
    bool _apostrophe;
    bool _kelvin;

    /// <summary>The words in their order.</summary>
    public ReadOnlySpan<VaderToken> Tokens => _tokens.AsSpan(0, _count);

    /// <summary>The number of exclamation marks, those inside of words and addresses included.</summary>
    public int Exclamations => _exclamations;

    /// <summary>The number of question marks, those inside of words and addresses included.</summary>
    public int Questions => _questions;

    /// <summary>How many bytes of text there is room for now, padding included.</summary>
    public int BufferLength => _text.Length;

    /// <summary>Takes in a text.</summary>
    public void Read(ReadOnlySpan<byte> utf8)
    {
        _count = _exclamations = _questions = 0;
        _ascii = Ascii.IsValid(utf8);
        _kelvin = _apostrophe = false;
        if (_ascii)
        {
            Reserve(utf8.Length, 0);
            utf8.CopyTo(_text);
            _length = utf8.Length;
        }
        else
        {
            Expand(utf8);
        }
        Split();
    }

    /// <summary>Gives the buffers back where a very long text has made them large.</summary>
    public void Trim()
    {
        if (_text.Length > RetainedLength + (2 * Block))
            _text = _lower = [];
        if (_tokens.Length > RetainedLength)
            _tokens = [];
    }

    /// <summary>The word as it was written.</summary>
    public string TextOf(VaderToken token) => Encoding.UTF8.GetString(Written(token));

    /// <summary>Whether the word is in capitals: a letter at least, and no small one.</summary>
    public bool IsUpper(VaderToken token) => VaderCasing.IsUpper(Written(token));

    /// <summary>Whether <c>n't</c> occurs in the word, with the ASCII apostrophe and in either case.</summary>
    public bool ContainsNt(VaderToken token) =>
        _apostrophe && _lower.AsSpan(token.Start, token.Length).IndexOf("n't"u8) >= 0;

    ReadOnlySpan<byte> Written(VaderToken token) => _text.AsSpan(token.Start, token.Length);

    /// <summary>Lower-cases and splits the text, 64 bytes a step.</summary>
    void Split()
    {
        // One space at least behind the text ends its last word.
        var end = (_length + Block) & -Block;
        if (_lower.Length < _text.Length)
            _lower = GC.AllocateUninitializedArray<byte>(_text.Length);
        _text.AsSpan(_length, end - _length).Fill((byte)' ');
        var start = -1;
        var before = 0UL;
        for (var at = 0; at < end; at += Block)
        {
            var gaps = 0UL;
            for (var part = 0; part < Block; part += Vector128<byte>.Count)
                gaps |= (ulong)Scan(at + part) << part;
            var words = ~gaps;
            var edges = words ^ ((words << 1) | before);
            before = words >> (Block - 1);
            if (_tokens.Length < _count + Block)
                Grow(ref _tokens, _count, Math.Max(InitialLength, 2 * _count));
            for (; edges != 0; edges &= edges - 1)
            {
                var edge = at + BitOperations.TrailingZeroCount(edges);
                if (start < 0)
                {
                    start = edge;
                }
                else
                {
                    _tokens[_count++] = TokenAt(start, edge);
                    start = -1;
                }
            }
        }
    }

    /// <summary>
    /// Lower-cases 16 bytes and counts their marks; the result has a bit set for each whitespace byte.
    /// </summary>
    /// <remarks>
    /// Whitespace is what Python takes for it: U+0009 to U+000D, U+001C to U+0020; others are spaces by now. Vectors of
    /// 32 bytes would hardly be faster for posts, and code with them cannot be compiled ahead of time.
    /// </remarks>
    uint Scan(int at)
    {
        var bytes = Vector128.Create<byte>(_text.AsSpan(at, Vector128<byte>.Count));
        var capitals = Vector128.LessThan(bytes - Vector128.Create((byte)'A'), Vector128.Create((byte)26));
        (bytes | (capitals & Vector128.Create((byte)0x20))).CopyTo(_lower.AsSpan(at, Vector128<byte>.Count));
        _exclamations += Count(bytes, '!');
        _questions += Count(bytes, '?');
        _apostrophe |= Count(bytes, '\'') != 0;
        var gaps = Vector128.LessThan(bytes - Vector128.Create((byte)'\t'), Vector128.Create((byte)5))
            | Vector128.LessThan(bytes - Vector128.Create((byte)0x1C), Vector128.Create((byte)5));
        return gaps.ExtractMostSignificantBits();
    }

    /// <remarks>In instructions rather than by Vector128.Count, which is slow until it is compiled a second
    /// time.</remarks>
    static int Count(Vector128<byte> bytes, char mark) =>
        BitOperations.PopCount(Vector128.Equals(bytes, Vector128.Create((byte)mark)).ExtractMostSignificantBits());

    /// <summary>Makes one word of the bytes between two gaps.</summary>
    VaderToken TokenAt(int start, int end)
    {
        var (first, last) = (start, end);
        while (first < last && IsPunctuation(_text[first]))
            first++;
        while (first < last && IsPunctuation(_text[last - 1]))
            last--;
        if (HasAtMostTwoCodePoints(first, last))
            (first, last) = (start, end); // it is an emoticon, probably
        var length = last - first;
        var word = _lexicon.Find(_lower.AsSpan(first), length);
        if (word == 0 && _kelvin)
            word = FindWithKelvin(_lower.AsSpan(first, length));
        return new VaderToken(first, length, (ushort)word, _lexicon[word].Term);
    }

    bool HasAtMostTwoCodePoints(int first, int last)
    {
        var length = last - first;
        if (length <= 2 || _ascii || length > 8)
            return length <= 2;
        var count = 0;
        for (var i = first; i < last; i++)
            if ((_text[i] & 0xC0) != 0x80)
                count++;
        return count <= 2;
    }

    /// <summary>Whether a byte is one of the 32 ASCII characters that are neither letters, digits nor blank.</summary>
    static bool IsPunctuation(byte value)
    {
        const ulong To63 = 0xFC00_FFFE_0000_0000; // ! to / and : to ?
        const ulong To127 = 0x7800_0001_F800_0001; // @, [ to `, { to ~
        return value < 128 && (((value < 64 ? To63 : To127) >> value) & 1) != 0;
    }
}
