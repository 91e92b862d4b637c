using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>An offer as numbers alone: what the span overload of <see cref="CrossSellModel"/> fills in, without an object each.</summary>
/// <param name="Product">The product's place in <see cref="CrossSellModel.Products"/>.</param>
/// <param name="Rule">The place of the rule behind the score in <see cref="CrossSellModel.RuleAt"/>, or -1 when the score is the product's popularity.</param>
/// <param name="Score">The score, from 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ScoredProduct(int Product, int Rule, double Score);
