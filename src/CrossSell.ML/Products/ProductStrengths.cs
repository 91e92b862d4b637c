using System.Runtime.InteropServices;

namespace CrossSell.ML.Products;

/// <summary>How strongly the weights of all products are held towards 0, as the precision of a normal prior, and whether what the rules say is one of them.</summary>
/// <param name="Main">Levels, gaps and what a customer has.</param>
/// <param name="Steps">The step from bin to bin.</param>
/// <param name="WithRules">Whether the rules take part.</param>
/// <remarks>
/// One strength for all products: a prior says how large effects are, not how many bought, and a product with few buyers cannot tell its own from chance.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProductStrengths(double Main, double Steps, bool WithRules);
