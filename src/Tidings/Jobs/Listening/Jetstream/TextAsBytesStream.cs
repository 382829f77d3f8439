using System.Buffers.Binary;

namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>
/// The server's side of a web socket in which texts are marked as bytes. The client of the runtime ends a connection
/// at a
/// text that is not UTF-8, and would end it there again after every resumption; here such a text is one bad record.
/// </summary>
/// <param name="inner">The stream behind TLS, from the answer to the request on.</param>
sealed class TextAsBytesStream(Stream inner) : RelayStream(inner)
{
    const int LongestHead = 14;
    const int Text = 1;
    const int Bytes = 2;

    readonly byte[] _head = new byte[LongestHead];
    int _headLength;
    int _lineEnds;
    ulong _payloadLeft;
    bool _isInAnswer = true;

    protected override void Received(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[(_isInAnswer ? PassAnswer(bytes)
                : _payloadLeft > 0 ? PassPayload(bytes)
                : PassHead(bytes))..];
    }

    /// <summary>The answer to the request ends with an empty line.</summary>
    int PassAnswer(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            _lineEnds = bytes[i] switch { (byte)'\n' => _lineEnds + 1, (byte)'\r' => _lineEnds, _ => 0 };
            if (_lineEnds == 2)
            {
                _isInAnswer = false;
                return i + 1;
            }
        }
        return bytes.Length;
    }

    int PassPayload(ReadOnlySpan<byte> bytes)
    {
        var passed = (int)Math.Min((ulong)bytes.Length, _payloadLeft);
        _payloadLeft -= (ulong)passed;
        return passed;
    }

    /// <summary>Flags and kind, then the length in 1, 3 or 9 bytes, then a mask that servers do not use.</summary>
    int PassHead(Span<byte> bytes)
    {
        if (_headLength == 0 && (bytes[0] & 0x0F) == Text)
            bytes[0] = (byte)((bytes[0] & 0xF0) | Bytes);
        _head[_headLength++] = bytes[0];
        if (_headLength < 2)
            return 1;
        var length = _head[1] & 0x7F;
        var needed = 2 + (length == 126 ? 2 : length == 127 ? 8 : 0) + (_head[1] >= 0x80 ? 4 : 0);
        if (_headLength < needed)
            return 1;
        _payloadLeft = length switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(_head.AsSpan(2)),
            127 => BinaryPrimitives.ReadUInt64BigEndian(_head.AsSpan(2)),
            _ => (ulong)length,
        };
        _headLength = 0;
        return 1;
    }
}
