using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrossSell;

/// <summary>What one feature adds to a logit: a weight times the feature, standardised and held between -6 and 6.</summary>
/// <param name="Mean">The feature's mean in the training.</param>
/// <param name="Deviation">Its standard deviation there, above 0.</param>
/// <param name="Weight">The weight of one deviation; 0 where the feature takes no part.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HybridTerm(double Mean, double Deviation, double Weight)
{
    /// <summary>How many deviations from the mean a feature counts at most.</summary>
    public const double Bound = 6;

    /// <summary>The feature in deviations from its mean, held.</summary>
    /// <param name="value">The feature.</param>
    public double Standardize(double value) => Math.Clamp((value - Mean) / Deviation, -Bound, Bound);

    /// <summary>What it adds.</summary>
    /// <param name="value">The feature.</param>
    public double Of(double value) => Weight * Standardize(value);

    /// <summary>Adds it for many candidates. The length is a multiple of four.</summary>
    internal void AddTo(ReadOnlySpan<double> values, Span<double> sums)
    {
        var mean = Vector256.Create(Mean);
        var deviation = Vector256.Create(Deviation);
        var weight = Vector256.Create(Weight);
        var bound = Vector256.Create(Bound);
        ref double value = ref MemoryMarshal.GetReference(values[..sums.Length]);
        ref double sum = ref MemoryMarshal.GetReference(sums);
        for (nuint i = 0; i < (nuint)sums.Length; i += (nuint)Vector256<double>.Count)
        {
            Vector256<double> standing = (Vector256.LoadUnsafe(ref value, i) - mean) / deviation;
            standing = Vector256.Min(Vector256.Max(standing, -bound), bound);
            (Vector256.LoadUnsafe(ref sum, i) + (weight * standing)).StoreUnsafe(ref sum, i);
        }
    }
}
