using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>A rule with all that is asked about it when its product may be among the best: whether it fires, and what it adds then.</summary>
/// <param name="Term">What it adds to its product's logit.</param>
/// <param name="Key">The rarest product of the antecedent.</param>
/// <param name="First">Another one, or the product that everybody has.</param>
/// <param name="Second">One more, or the product that everybody has.</param>
/// <param name="Rule">The rule.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct GainRule(double Term, int Key, int First, int Second, int Rule);
