using System.Runtime.InteropServices;

namespace CrossSell.ML.Trees;

/// <summary>A question about one field at a node.</summary>
/// <param name="Field">The field; -1 when no question wins anything.</param>
/// <param name="Gain">What it wins, above 0.</param>
/// <param name="LeftGradient">The sum of the left side.</param>
/// <param name="LeftHessian">The sum of the left side.</param>
/// <param name="Codes">Which codes go left.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TreeQuestion(int Field, double Gain, double LeftGradient, double LeftHessian, CodeSet Codes)
{
    public static TreeQuestion None => new(-1, 0, 0, 0, default);
}
