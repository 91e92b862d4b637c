using System.Runtime.InteropServices;

namespace CrossSell.Mining;

/// <summary>A sequential rule as a search finds it.</summary>
/// <param name="Antecedent">The items that come first, ascending.</param>
/// <param name="Consequent">The items that follow, ascending.</param>
/// <param name="Both">The sequences in which the rule holds.</param>
/// <param name="WithAntecedent">The sequences that hold the antecedent.</param>
/// <param name="WithAll">The sequences that hold all items of both sides, in any order.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FoundSequence(int[] Antecedent, int[] Consequent, int Both, int WithAntecedent, int WithAll);
