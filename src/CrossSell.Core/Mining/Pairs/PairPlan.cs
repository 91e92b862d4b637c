using System.Runtime.InteropServices;

namespace CrossSell.Mining.Search;

/// <summary>Which items are hot, and how wide item numbers are. What comes out is the same for any plan; tests try many.</summary>
/// <param name="MostHot">The number of hot items when there are more than <paramref name="AllHot"/>.</param>
/// <param name="AllHot">Up to so many frequent items all are hot.</param>
/// <param name="MostNarrow">Up to so many frequent items are numbered in 16 bits; at most 65,535, as one number means "not frequent".</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PairPlan(int MostHot, int AllHot, int MostNarrow)
{
    /// <summary>A triangle of 16-bit counters over 1,024 items takes 1 MB, the second-level cache of a core; measured best from 768 to 1,448 items.</summary>
    public static PairPlan Usual { get; } = new(MostHot: 1024, AllHot: 1448, MostNarrow: ushort.MaxValue);
}
