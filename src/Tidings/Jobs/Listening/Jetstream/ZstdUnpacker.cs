namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>Unpacks zstd frames that were packed with one dictionary. Serves one thread.</summary>
sealed unsafe class ZstdUnpacker : IDisposable
{
    const ulong SizeUnknown = ulong.MaxValue;
    const ulong NoFrame = ulong.MaxValue - 1;

    readonly ZstdHandle _context;
    readonly ZstdHandle _dictionary;
    readonly uint _id;
    byte[] _unpacked = new byte[64 << 10];

    /// <exception cref="InvalidDataException">The bytes are no dictionary.</exception>
    /// <exception cref="InvalidOperationException">The library is not here, see <see cref="IsPossible"/>.</exception>
    public ZstdUnpacker(ReadOnlySpan<byte> dictionary)
    {
        if (!IsPossible)
            throw new InvalidOperationException("libzstd is not here");
        _context = new(ZstdLibrary.CreateContext(), ZstdLibrary.FreeContext);
        fixed (byte* bytes = dictionary)
            _dictionary = new(
                ZstdLibrary.CreateDictionary(bytes, (nuint)dictionary.Length), ZstdLibrary.FreeDictionary);
        _id = _dictionary.IsInvalid ? 0 : ZstdLibrary.IdOfDictionary(_dictionary.DangerousGetHandle());
        if (!_context.IsInvalid && _id != 0)
            return;
        Dispose();
        throw new InvalidDataException("it is no zstd dictionary");
    }

    /// <summary>Whether the library is installed.</summary>
    public static bool IsPossible => ZstdLibrary.IsHere;

    /// <summary>Unpacks one frame; false where it is none of this dictionary, or too long.</summary>
    /// <param name="frame">Its bytes.</param>
    /// <param name="unpacked">What was packed; valid until the next call.</param>
    /// <param name="isTooLong">It exceeds <see cref="JetstreamConnection.MaxMessageBytes"/>.</param>
    public bool TryUnpack(ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> unpacked, out bool isTooLong)
    {
        unpacked = default;
        isTooLong = false;
        fixed (byte* from = frame)
        {
            var length = (nuint)frame.Length;
            var size = ZstdLibrary.SizeOfFrame(from, length);
            if (size == NoFrame || ZstdLibrary.IdOfFrame(from, length) != _id)
                return false;
            isTooLong = size is not SizeUnknown and > JetstreamConnection.MaxMessageBytes;
            if (isTooLong)
                return false;
            var needed = size == SizeUnknown ? JetstreamConnection.MaxMessageBytes : (int)size;
            if (_unpacked.Length < needed)
                _unpacked = new byte[needed];
            nuint written;
            fixed (byte* to = _unpacked)
                written = ZstdLibrary.Decompress(
                    _context.DangerousGetHandle(), to, (nuint)_unpacked.Length, from, length,
                    _dictionary.DangerousGetHandle());
            if (ZstdLibrary.IsError(written) != 0)
                return false;
            unpacked = _unpacked.AsSpan(0, (int)written);
            return true;
        }
    }

    public void Dispose()
    {
        _context.Dispose();
        _dictionary.Dispose();
    }
}
