namespace CrossSell.Numerics;

/// <summary>A stream of 64-bit numbers that its seed decides (Steele, Lea and Flood 2014). For draws that must be the same on every machine; not for secrets.</summary>
/// <param name="seed">Decides the stream.</param>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next number.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to limit - 1; the bias is limit / 2^64.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>Above 0 and at most 1, in steps of 2^-53.</summary>
    public double Unit() => ((Next() >> 11) + 1) * (1.0 / (1UL << 53));
}
