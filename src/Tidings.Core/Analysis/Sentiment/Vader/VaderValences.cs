using System.Runtime.InteropServices;

namespace Tidings.Analysis;

/// <summary>The words of a text whose valence is not 0, in their order.</summary>
sealed class VaderValences
{
    /// <summary>Up to so many valences the plain search is faster than keeping order.</summary>
    const int PlainLimit = 32;

    /// <summary>Longer lists are given back by <see cref="Trim"/>.</summary>
    const int RetainedCount = 1 << 15;

    int[] _places = new int[PlainLimit];
    double[] _values = new double[PlainLimit];

    /// <summary>The heaps of equal valences: for each the first one below it and the next one beside it.</summary>
    int[] _child = [];
    int[] _sibling = [];

    /// <summary>The root of the heap of each value, -1 where no valence has it any more.</summary>
    Dictionary<double, int>? _roots;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Which words they belong to, counted from 0.</summary>
    public ReadOnlySpan<int> Places => _places.AsSpan(0, Count);

    /// <summary>The valences themselves.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    /// <summary>Starts a new text.</summary>
    public void Clear() => Count = 0;

    /// <summary>Appends a valence, not 0, of a word behind all the others.</summary>
    public void Add(int place, double value)
    {
        if (Count == _places.Length)
        {
            Array.Resize(ref _places, 2 * Count);
            Array.Resize(ref _values, 2 * Count);
        }
        _places[Count] = place;
        _values[Count++] = value;
    }

    /// <summary>Gives the lists back where a very long text has made them large.</summary>
    public void Trim()
    {
        if (_places.Length <= RetainedCount)
            return;
        _places = new int[PlainLimit];
        _values = new double[PlainLimit];
        _child = _sibling = [];
        _roots = null;
    }

    /// <summary>Weakens the words before the first "but" and strengthens those behind it.</summary>
    /// <param name="but">The place of the "but".</param>
    /// <remarks>
    /// The original goes through its list and each time changes the first element that equals the current one, which
    /// may be another: an equal one that was left behind, or one that has become equal by an earlier change. The same
    /// happens here. Zeros do not matter, as half of 0 is 0.
    /// </remarks>
    public void ShiftAround(int but)
    {
        if (Count <= PlainLimit)
        {
            for (var i = 0; i < Count; i++)
                Shift(Values.IndexOf(_values[i]), but);
            return;
        }

        if (_child.Length < Count)
            (_child, _sibling) = (new int[_values.Length], new int[_values.Length]);
        _roots ??= [];
        _roots.Clear();
        for (var i = Count - 1; i >= 0; i--)
            Push(_roots, i);
        for (var i = 0; i < Count; i++)
        {
            var first = PopFirst(_roots, _values[i]);
            Shift(first, but);
            Push(_roots, first);
        }
    }

    void Shift(int i, int but) => _values[i] *= _places[i] < but ? 0.5 : 1.5;

    // A pairing heap for each value, all in two arrays. The smallest index is the root.

    void Push(Dictionary<double, int> roots, int i)
    {
        _child[i] = _sibling[i] = -1;
        ref var root = ref CollectionsMarshal.GetValueRefOrAddDefault(roots, _values[i], out var known);
        root = known ? Merge(root, i) : i;
    }

    int PopFirst(Dictionary<double, int> roots, double value)
    {
        ref var root = ref CollectionsMarshal.GetValueRefOrNullRef(roots, value);
        var first = root;
        root = MergeAll(_child[first]);
        return first;
    }

    int MergeAll(int next)
    {
        var pairs = -1;
        while (next >= 0)
        {
            var (a, b) = (next, _sibling[next]);
            next = b < 0 ? -1 : _sibling[b];
            var pair = Merge(a, b);
            _sibling[pair] = pairs;
            pairs = pair;
        }
        var merged = -1;
        while (pairs >= 0)
        {
            var pair = pairs;
            pairs = _sibling[pair];
            merged = Merge(merged, pair);
        }
        return merged;
    }

    int Merge(int a, int b)
    {
        if (a < 0 || b < 0)
            return Math.Max(a, b);
        if (a > b)
            (a, b) = (b, a);
        _sibling[b] = _child[a];
        _child[a] = b;
        return a;
    }
}
