using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>A <see cref="RuleGroup"/> with where its gains are.</summary>
/// <param name="First">Another product of the antecedent, or the product that everybody has.</param>
/// <param name="Second">One more, or the product that everybody has.</param>
/// <param name="Line">Its first line; the next group's is behind the last.</param>
/// <param name="Single">Its first gain that stands alone; the next group's is behind the last.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct GainGroup(int First, int Second, int Line, int Single);
