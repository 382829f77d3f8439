namespace Tidings.Simulators;

/// <summary>Makes one zstd frame of one message, with a dictionary. Not for two threads at once.</summary>
sealed unsafe class ZstdCompressor : IDisposable
{
    /// <summary>The library's own default.</summary>
    const int Level = 3;

    readonly nint _context;
    readonly nint _dictionary;
    byte[] _packed = [];

    /// <summary>Takes the dictionary over as it is now.</summary>
    /// <exception cref="InvalidOperationException">The library refuses it, or has no memory.</exception>
    public ZstdCompressor(ReadOnlySpan<byte> dictionary)
    {
        _context = ZstdLibrary.CreateContext();
        fixed (byte* bytes = dictionary)
            _dictionary = ZstdLibrary.CreateDictionary(bytes, (nuint)dictionary.Length, Level);
        if (_context != 0 && _dictionary != 0)
            return;
        Dispose();
        throw new InvalidOperationException("libzstd refuses the dictionary");
    }

    /// <summary>The message, packed; valid until the next call.</summary>
    /// <exception cref="InvalidOperationException">The library failed.</exception>
    public ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> message)
    {
        var bound = (int)ZstdLibrary.Bound((nuint)message.Length);
        if (_packed.Length < bound)
            _packed = new byte[bound];
        nuint length;
        fixed (byte* from = message, to = _packed)
            length = ZstdLibrary.Compress(
                _context, to, (nuint)_packed.Length, from, (nuint)message.Length, _dictionary);
        return ZstdLibrary.IsError(length) == 0
            ? _packed.AsSpan(0, (int)length)
            : throw new InvalidOperationException("libzstd could not pack an event");
    }

    public void Dispose()
    {
        if (_context != 0)
            ZstdLibrary.FreeContext(_context);
        if (_dictionary != 0)
            ZstdLibrary.FreeDictionary(_dictionary);
    }
}
