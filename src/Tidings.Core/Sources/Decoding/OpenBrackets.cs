namespace Tidings.Sources;

/// <summary>
/// The open brackets of up to <see cref="JsonCursor.MaxDepth"/> levels, a bit each, the innermost lowest: set for an
/// object.
/// </summary>
/// <remarks>
/// Two words and no <see cref="UInt128"/>: what has one of those in it cannot be compiled ahead of time.
/// </remarks>
struct OpenBrackets
{
    ulong _inner;
    ulong _outer;

    /// <summary>Whether the innermost one opened an object; false where none is open.</summary>
    public readonly bool IsObject => (_inner & 1) != 0;

    /// <summary>Opens one.</summary>
    public void Push(bool isObject)
    {
        _outer = (_outer << 1) | (_inner >> 63);
        _inner = (_inner << 1) | (isObject ? 1UL : 0);
    }

    /// <summary>Closes the innermost one.</summary>
    public void Pop()
    {
        _inner = (_inner >> 1) | (_outer << 63);
        _outer >>= 1;
    }
}
