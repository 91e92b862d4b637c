using System.Runtime.InteropServices;

namespace CrossSell.ML.Learning;

/// <summary>How strongly the parts of a model are held towards 0, as the precision of a normal prior.</summary>
/// <param name="Main">Lines, levels and gaps.</param>
/// <param name="Steps">The step from bin to bin; null for no bins.</param>
/// <param name="Crosses">The cells of crosses; null for no crosses.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Strengths(double Main, double? Steps, double? Crosses);
