using System.Runtime.InteropServices;

namespace Tidings.Hours;

/// <summary>What is known of each text of each topic: one flat table, for millions of texts.</summary>
sealed class TextTable
{
    const int LeastSlots = 1 << 10;

    Entry[] _slots = new Entry[LeastSlots];
    int _count;

    /// <summary>The first post that had a text.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    public struct Entry
    {
        public long TextKey;
        public long Order;
        public int Topic;
        public int Weight; // 0 only where the slot is free
        public short Points;
        public bool HasPoints;
        public bool IsRepeated;
    }

    /// <summary>The entry of a text; one of weight 0 is new, and its weight must be set then.</summary>
    public ref Entry Find(int topic, long textKey)
    {
        if (_count * 4L >= _slots.Length * 3L)
            Grow();
        ref var entry = ref Slot(topic, textKey);
        if (entry.Weight == 0)
        {
            _count++;
            (entry.Topic, entry.TextKey) = (topic, textKey);
        }
        return ref entry;
    }

    /// <summary>Forgets all texts.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        _count = 0;
    }

    ref Entry Slot(int topic, long textKey)
    {
        var mask = _slots.Length - 1;
        // Seeded anew in each process: texts cannot be made to fall on the same slots.
        for (var i = HashCode.Combine(topic, textKey) & mask; ; i = (i + 1) & mask)
        {
            ref var entry = ref _slots[i];
            if (entry.Weight == 0 || (entry.TextKey == textKey && entry.Topic == topic))
                return ref entry;
        }
    }

    void Grow()
    {
        var old = _slots;
        _slots = new Entry[old.Length * 2];
        foreach (ref readonly var entry in old.AsSpan())
            if (entry.Weight != 0)
                Slot(entry.Topic, entry.TextKey) = entry;
    }
}
