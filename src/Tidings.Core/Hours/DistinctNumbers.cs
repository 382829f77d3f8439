namespace Tidings.Hours;

/// <summary>
/// Counts different numbers by sorting them: most groups are of one or two, which a hash table would take longer to
/// clear than to fill.
/// </summary>
sealed class DistinctNumbers
{
    const int Least = 1 << 10;

    long[] _numbers = new long[Least];
    int _count;

    public void Add(long number)
    {
        if (_count == _numbers.Length && Count() > _numbers.Length / 2)
            Array.Resize(ref _numbers, _numbers.Length * 2);
        _numbers[_count++] = number;
    }

    /// <summary>How many different ones there are; those that repeat one are left out from now on.</summary>
    public int Count()
    {
        if (_count < 2)
            return _count;
        var numbers = _numbers.AsSpan(0, _count);
        numbers.Sort();
        _count = 1;
        foreach (var number in numbers[1..])
            if (number != numbers[_count - 1])
                numbers[_count++] = number;
        return _count;
    }

    public void Clear() => _count = 0;
}
