using System.Runtime.InteropServices;

namespace CrossSell.Mining;

/// <summary>How far a mining run has come.</summary>
/// <param name="Share">The share of the frequent items whose itemsets are done, 0 to 1; never falls.</param>
/// <param name="Itemsets">The itemsets found so far, as far as the run enumerates them.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MiningProgress(double Share, long Itemsets);
