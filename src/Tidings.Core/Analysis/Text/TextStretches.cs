namespace Tidings.Analysis;

/// <summary>
/// Walks the stretches of a text that lie outside URLs and mentions. Entities are expected in the order of their
/// starts; offsets outside the text and overlaps are tolerated.
/// </summary>
ref struct TextStretches(ReadOnlySpan<byte> text, ReadOnlySpan<Entity> entities)
{
    readonly int _length = text.Length;
    readonly ReadOnlySpan<Entity> _entities = entities;
    int _next;
    int _resume;

    /// <summary>Byte offset of the stretch.</summary>
    public int Start { get; private set; }

    /// <summary>Byte offset behind the stretch.</summary>
    public int End { get; private set; }

    /// <summary>Moves to the next stretch that is not empty; false at the end of the text.</summary>
    public bool MoveNext()
    {
        while (_resume < _length)
        {
            Start = _resume;
            End = _length;
            while (_next < _entities.Length)
            {
                var entity = _entities[_next++];
                if (entity.Kind is not (EntityKind.Url or EntityKind.Mention) || entity.End <= Start)
                    continue;
                End = Math.Clamp(entity.Start, Start, _length);
                break;
            }
            _resume = End == _length ? _length : Math.Min(_entities[_next - 1].End, _length);
            if (End > Start)
                return true;
        }
        return false;
    }
}
