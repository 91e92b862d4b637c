using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>How a product's probabilities did on customers that the model had not learned from.</summary>
/// <param name="Expected">The sum of their probabilities; finite, 0 or more.</param>
/// <param name="Bought">How many of them bought.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PropensityRecord(double Expected, long Bought);
