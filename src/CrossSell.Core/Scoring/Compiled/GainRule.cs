using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>A rule of a product, and what it adds to the product's logit.</summary>
/// <param name="Term">What it adds.</param>
/// <param name="Rule">The rule.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct GainRule(double Term, int Rule);
