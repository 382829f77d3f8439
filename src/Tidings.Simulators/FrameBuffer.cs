using System.Buffers.Binary;

namespace Tidings.Simulators;

/// <summary>WebSocket frames of a server (RFC 6455, 5.2), one behind the other, for one write.</summary>
sealed class FrameBuffer
{
    /// <summary>A text of UTF-8.</summary>
    public const byte TextFrame = 0x1;

    /// <summary>Bytes.</summary>
    public const byte BinaryFrame = 0x2;

    /// <summary>The end.</summary>
    public const byte CloseFrame = 0x8;

    /// <summary>Is anybody there?</summary>
    public const byte PingFrame = 0x9;

    const byte Final = 0x80;
    const int LongestHead = 10;

    byte[] _bytes = new byte[128 << 10];

    /// <summary>How many bytes wait.</summary>
    public int Length { get; private set; }

    /// <summary>What waits.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Adds a whole message.</summary>
    public void Add(byte kind, ReadOnlySpan<byte> payload)
    {
        if (_bytes.Length - Length < payload.Length + LongestHead)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + payload.Length + LongestHead));
        _bytes[Length++] = (byte)(Final | kind);
        if (payload.Length < 126)
            _bytes[Length++] = (byte)payload.Length;
        else if (payload.Length <= ushort.MaxValue)
        {
            _bytes[Length] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(Length + 1), (ushort)payload.Length);
            Length += 3;
        }
        else
        {
            _bytes[Length] = 127;
            BinaryPrimitives.WriteUInt64BigEndian(_bytes.AsSpan(Length + 1), (ulong)payload.Length);
            Length += 9;
        }
        payload.CopyTo(_bytes.AsSpan(Length));
        Length += payload.Length;
    }

    /// <summary>Adds the first half of a message: what follows never comes.</summary>
    public void AddHalf(byte kind, ReadOnlySpan<byte> payload)
    {
        Add(kind, payload);
        Length -= payload.Length - (payload.Length / 2);
    }

    /// <summary>Begins anew; a giant's room is given back.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > 4 << 20)
            _bytes = new byte[128 << 10];
    }
}
