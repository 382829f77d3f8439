namespace Tidings.Simulation;

/// <summary>
/// Chance that is the same everywhere: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
/// Own code, because the sequence behind <see cref="Random"/> may change between runtimes.
/// </summary>
sealed class Dice(ulong seed)
{
    ulong _state = seed;

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A whole number in [0, <paramref name="end"/>).</summary>
    public long Below(long end) => (long)Math.BigMul(Next(), (ulong)end, out _); // the bias is below 2^-40 for every range used here

    /// <inheritdoc cref="Below(long)"/>
    public int Below(int end) => (int)Below((long)end);

    /// <summary>A whole number in [<paramref name="first"/>, <paramref name="last"/>].</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    /// <summary>True in <paramref name="perMille"/> of 1,000 throws.</summary>
    public bool Chance(int perMille) => Below(1000) < perMille;

    /// <summary>One of the choices, each equally likely.</summary>
    public T Pick<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>Dice of their own, so that one part's throws do not shift another's.</summary>
    public Dice Split() => new(Next());
}
