using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>Something that a customer does not have and may be offered.</summary>
/// <param name="Customer">The customer's place in <see cref="WhiteSpace.Customers"/>.</param>
/// <param name="Category">The category's place in <see cref="WhiteSpace.Categories"/>.</param>
/// <param name="Product">The place in the catalogue of the product that would be offered.</param>
/// <param name="Estimate">What the offer may bring.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Gap(int Customer, int Category, int Product, GapEstimate Estimate);
