using System.Runtime.InteropServices;

namespace CrossSell.Mining;

/// <summary>Two items and the number of transactions that hold both.</summary>
/// <param name="First">The index of one item.</param>
/// <param name="Second">The index of the other.</param>
/// <param name="Count">The number of transactions that hold both: the support count of the itemset of the two.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ItemPair(int First, int Second, int Count);
