using System.Runtime.InteropServices;

namespace CrossSell.Potential;

/// <summary>The best gaps so far.</summary>
/// <param name="Offers">How many.</param>
/// <param name="Gained">By how much the owned potential is expected to grow with them.</param>
/// <param name="Margins">Their expected margins together.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EffortPrefix(long Offers, double Gained, double Margins)
{
    /// <summary>With one more.</summary>
    public EffortPrefix And(double margin, double gain) => new(Offers + 1, Gained + gain, Margins + margin);
}
