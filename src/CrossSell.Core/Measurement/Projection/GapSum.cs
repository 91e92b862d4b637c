using System.Runtime.InteropServices;

namespace CrossSell.Measurement;

/// <summary>The gaps of a product in a segment, added up.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GapSum(long Gaps, double Purchases, double Margin)
{
    public GapSum Plus(ProjectedGap gap) => new(Gaps + 1, Purchases + gap.Propensity, Margin + (gap.Propensity * gap.Margin));
}
