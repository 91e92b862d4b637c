using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>The rules that share an antecedent, filed under its rarest product: what else of it the customer must have, and where the consequents begin.</summary>
/// <param name="Class">The class of the group's best score.</param>
/// <param name="First">Another product of the antecedent, or the product that everybody has.</param>
/// <param name="Second">One more, or the product that everybody has.</param>
/// <param name="Start">The place of the first consequent; the next group's is behind the last.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct RuleGroup(uint Class, int First, int Second, int Start);
