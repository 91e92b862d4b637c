using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>A product that may be among the best, for all that a coarse logit says.</summary>
/// <param name="Upper">No less than its logit.</param>
/// <param name="Product">The product.</param>
/// <param name="Said">What the rules say of it (<see cref="RuleGains"/>), 0 for nothing.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TileCandidate(float Upper, int Product, byte Said);
