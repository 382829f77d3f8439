namespace Tidings.Simulators;

/// <summary>
/// Room for many small things that live about as long as their neighbours: the collector sees a few large pieces.
/// </summary>
sealed class ByteArena
{
    const int PieceBytes = 256 << 10;

    byte[] _piece = [];
    int _used;

    /// <summary>Room of exactly this length, not yet written to.</summary>
    public Memory<byte> Take(int length)
    {
        if (length > PieceBytes / 4)
            return new byte[length];
        if (_piece.Length - _used < length)
            (_piece, _used) = (GC.AllocateUninitializedArray<byte>(PieceBytes), 0);
        var room = _piece.AsMemory(_used, length);
        _used += length;
        return room;
    }
}
