using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Tidings.Sources;

/// <summary>
/// Identity for rows that have none: a hash of the row's content and its ordinal among equal rows of the file, so that
/// the same file gives the same ids and two equal rows stay two posts.
/// </summary>
/// <remarks>One instance serves one file; several decoders may share it, because which of two equal rows comes first
/// makes no difference.</remarks>
public sealed class SeedRowIds
{
    readonly Dictionary<UInt128, int> _seen = [];
    int _before;

    /// <summary>Bytes that <see cref="Write"/> writes at most.</summary>
    public const int MaxLength = 32 + 1 + 10;

    /// <summary>
    /// Begins anew: of each row, <paramref name="before"/> equal ones have been seen elsewhere.
    /// </summary>
    public void Restart(int before)
    {
        if (_seen.Count > 0)
            _seen.Clear();
        _before = before;
    }

    /// <summary>Writes the id of a row: 32 hexadecimal digits, a dash, the ordinal from 1.</summary>
    public int Write(ReadOnlySpan<byte> content, Span<byte> target)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, digest);
        digest = digest[..16];
        var key = BinaryPrimitives.ReadUInt128BigEndian(digest);
        int ordinal;
        lock (_seen)
            ordinal = CollectionsMarshal.GetValueRefOrAddDefault(_seen, key, out _) += 1;
        ordinal += _before;
        for (var i = 0; i < digest.Length; i++)
            (target[2 * i], target[2 * i + 1]) = (Hex(digest[i] >> 4), Hex(digest[i] & 15));
        target[32] = (byte)'-';
        Utf8Formatter.TryFormat(ordinal, target[33..], out var digits);
        return 33 + digits;
    }

    static byte Hex(int digit) => (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);
}
