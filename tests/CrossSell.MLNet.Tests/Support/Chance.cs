namespace CrossSell.MLNet.Tests;

/// <summary>Numbers that look random and are the same in every run (SplitMix64: Steele, Lea and Flood 2014).</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>From 0, below 1.</summary>
    public double Next()
    {
        ulong mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
