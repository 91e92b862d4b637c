using System.Runtime.InteropServices;

namespace CrossSell.Testing;

/// <summary>What happens to one product that a customer does not hold at the end of the period, within the 365 days after it.</summary>
/// <param name="Product">The product id.</param>
/// <param name="Probability">The planted probability that the customer buys it, in (0, 1).</param>
/// <param name="Bought">Whether he did: one draw with that probability, independent of the other products.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct InsuranceNextYear(string Product, double Probability, bool Bought);
