namespace Tidings.Simulation;

/// <summary>Spreads posts over the day: quiet nights, busy evenings, small bursts.</summary>
sealed class Rhythm
{
    const int Minutes = 24 * 60;

    // How busy the story's full hours are; the minutes between lie on the straight line.
    static ReadOnlySpan<int> Busy =>
        [56, 48, 42, 38, 36, 38, 44, 54, 64, 74, 82, 88, 94, 98, 100, 100, 102, 104, 106, 104, 98, 90, 80, 68];

    readonly long[] _ends = new long[Minutes + 1];
    readonly long _start;
    readonly long _duration;

    /// <summary>Plans the day.</summary>
    /// <param name="start">Its beginning, Unix microseconds.</param>
    /// <param name="duration">Its length in microseconds.</param>
    /// <param name="dice">Make the bursts.</param>
    /// <param name="silentFrom">First story minute without posts.</param>
    /// <param name="silentTo">First story minute with posts again.</param>
    public Rhythm(long start, long duration, Dice dice, int silentFrom = 0, int silentTo = 0)
    {
        _start = start;
        _duration = duration;
        for (var minute = 0; minute < Minutes; minute++)
        {
            var between = minute % 60;
            var line = Busy[minute / 60] * (60 - between) + Busy[(minute / 60 + 1) % 24] * between;
            var weight = minute >= silentFrom && minute < silentTo ? 0 : line * dice.Between(70, 130);
            _ends[minute + 1] = _ends[minute] + weight;
        }
    }

    /// <summary>The instant of a story second, Unix microseconds.</summary>
    public long At(int storySecond) => _start + (long)((Int128)_duration * storySecond / (Minutes * 60));

    /// <summary>The story second of an instant, in [0, 86,399].</summary>
    public int SecondOf(long instant) => (int)Math.Clamp((long)((Int128)(instant - _start) * (Minutes * 60) / _duration), 0, Minutes * 60 - 1);

    /// <summary>Exactly <paramref name="count"/> instants, Unix microseconds in order.</summary>
    public IEnumerable<long> Instants(int count, Dice dice)
    {
        for (var minute = 0; minute < Minutes; minute++)
        {
            var from = At(minute * 60);
            var instants = new long[Share(minute + 1) - Share(minute)];
            for (var i = 0; i < instants.Length; i++)
                instants[i] = from + dice.Below(At(minute * 60 + 60) - from);
            Array.Sort(instants);
            foreach (var instant in instants)
                yield return instant;
        }

        long Share(int minute) => (long)((Int128)count * _ends[minute] / _ends[Minutes]);
    }
}
