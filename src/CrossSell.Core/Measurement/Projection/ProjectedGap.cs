using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>Something that a customer lacks and may be offered.</summary>
/// <param name="Product">What would be offered.</param>
/// <param name="Segment">The customer's segment; null for none.</param>
/// <param name="Propensity">P(he takes it over the horizon of the projection), from 0 to 1.</param>
/// <param name="Margin">What it earns then; finite, 0 or more.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ProjectedGap(ProductId Product, string? Segment, double Propensity, double Margin);
