using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>What the customers of a segment could spend in a category.</summary>
/// <param name="Potential">In the currency of the spends; NaN when nobody at all spends in the category.</param>
/// <param name="Lower">Lower end of the interval of the quantile among such peers, from order statistics; NaN when there are too few for one.</param>
/// <param name="Upper">Upper end of that interval; NaN when there are too few for one.</param>
/// <param name="Peers">The customers of the segment with spend in the category.</param>
/// <param name="IsOwn">Whether the segment spoke, drawn towards all segments; otherwise all segments alone did.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PotentialEstimate(double Potential, double Lower, double Upper, int Peers, bool IsOwn);
