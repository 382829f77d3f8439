using System.Buffers.Binary;
using System.Numerics;

namespace Tidings.Analysis;

/// <summary>
/// XXH64 with seed 0, as its public specification describes it ("xxHash fast digest algorithm", version 0.1.1),
/// fed in pieces. Lanes are read little-endian on every machine.
/// </summary>
struct XxHash64
{
    /// <summary>Bytes of a stripe: all pieces but the last must be whole stripes.</summary>
    public const int Stripe = 32;

    const ulong Prime1 = 0x9E3779B185EBCA87;
    const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    const ulong Prime3 = 0x165667B19E3779F9;
    const ulong Prime4 = 0x85EBCA77C2B2AE63;
    const ulong Prime5 = 0x27D4EB2F165667C5;

    ulong _lane1 = unchecked(Prime1 + Prime2);
    ulong _lane2 = Prime2;
    ulong _lane3;
    ulong _lane4 = unchecked(0 - Prime1);
    ulong _length;

    /// <summary>Starts with nothing read.</summary>
    public XxHash64()
    {
    }

    /// <summary>Reads whole stripes; the length must be a multiple of <see cref="Stripe"/>.</summary>
    public void Append(ReadOnlySpan<byte> stripes)
    {
        _length += (ulong)stripes.Length;
        for (; stripes.Length >= Stripe; stripes = stripes[Stripe..])
        {
            _lane1 = Round(_lane1, BinaryPrimitives.ReadUInt64LittleEndian(stripes));
            _lane2 = Round(_lane2, BinaryPrimitives.ReadUInt64LittleEndian(stripes[8..]));
            _lane3 = Round(_lane3, BinaryPrimitives.ReadUInt64LittleEndian(stripes[16..]));
            _lane4 = Round(_lane4, BinaryPrimitives.ReadUInt64LittleEndian(stripes[24..]));
        }
    }

    /// <summary>Reads the last piece, of any length, and gives the hash.</summary>
    public ulong Finish(ReadOnlySpan<byte> rest)
    {
        Append(rest[..(rest.Length / Stripe * Stripe)]);
        rest = rest[(rest.Length / Stripe * Stripe)..];
        var hash = _length >= Stripe ? MergeLanes() : Prime5;
        hash += _length + (ulong)rest.Length;
        for (; rest.Length >= 8; rest = rest[8..])
        {
            hash ^= Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest));
            hash = BitOperations.RotateLeft(hash, 27) * Prime1 + Prime4;
        }
        if (rest.Length >= 4)
        {
            hash ^= BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1;
            hash = BitOperations.RotateLeft(hash, 23) * Prime2 + Prime3;
            rest = rest[4..];
        }
        foreach (var value in rest)
        {
            hash ^= value * Prime5;
            hash = BitOperations.RotateLeft(hash, 11) * Prime1;
        }
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }

    readonly ulong MergeLanes()
    {
        var hash = BitOperations.RotateLeft(_lane1, 1) + BitOperations.RotateLeft(_lane2, 7)
            + BitOperations.RotateLeft(_lane3, 12) + BitOperations.RotateLeft(_lane4, 18);
        hash = Merge(hash, _lane1);
        hash = Merge(hash, _lane2);
        hash = Merge(hash, _lane3);
        return Merge(hash, _lane4);
    }

    static ulong Round(ulong lane, ulong input) => BitOperations.RotateLeft(lane + input * Prime2, 31) * Prime1;

    static ulong Merge(ulong hash, ulong lane) => (hash ^ Round(0, lane)) * Prime1 + Prime4;
}
