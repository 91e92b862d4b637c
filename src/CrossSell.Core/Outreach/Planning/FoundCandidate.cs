using System.Runtime.InteropServices;

namespace CrossSell.Outreach;

/// <summary>A contact that could be made.</summary>
/// <param name="Product">The product's place in the problem.</param>
/// <param name="Channel">The channel's place.</param>
/// <param name="Slot">The slot's place.</param>
/// <param name="Value">What it is expected to bring after its cost.</param>
/// <param name="At">When.</param>
/// <param name="Products">What a consultation speaks of, best first; null for one product.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FoundCandidate(int Product, int Channel, int Slot, double Value, DateTimeOffset At, ProductId[]? Products);
