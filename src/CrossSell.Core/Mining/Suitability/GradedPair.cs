using System.Runtime.InteropServices;

namespace CrossSell.Mining;

/// <summary>A pair with a finding, seen from the owned product.</summary>
/// <param name="Offered">The index of the offered product.</param>
/// <param name="Both">Transactions with both products.</param>
/// <param name="Grade">The grade.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GradedPair(int Offered, int Both, SuitabilityGrade Grade);
