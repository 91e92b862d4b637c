using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell.ML.Multinomial;

/// <summary>The softmax of a row.</summary>
internal static unsafe class SoftmaxKernels
{
    /// <summary>Turns logits into probabilities in place, and gives the logarithm of the sum of their exponentials, safe from overflow.</summary>
    /// <param name="logits">The logits; what pads them becomes 0.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="padded">With what pads them: a multiple of 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Softmax(double* logits, int count, int padded)
    {
        double most = logits[0];
        for (int k = 1; k < count; k++)
        {
            most = Math.Max(most, logits[k]);
        }

        for (int k = count; k < padded; k++)
        {
            logits[k] = double.NegativeInfinity;
        }

        var shift = Vector256.Create(most);
        Vector256<double> sums = default;
        for (int k = 0; k < padded; k += 4)
        {
            Vector256<double> e = Vector256.Exp(Vector256.Load(logits + k) - shift);
            e.Store(logits + k);
            sums += e;
        }

        double sum = Vector256.Sum(sums);
        var scale = Vector256.Create(1 / sum);
        for (int k = 0; k < padded; k += 4)
        {
            (Vector256.Load(logits + k) * scale).Store(logits + k);
        }

        return most + Math.Log(sum);
    }

    /// <summary>The same, one number at a time: the oracle of the test.</summary>
    public static double ScalarSoftmax(Span<double> logits)
    {
        double most = double.NegativeInfinity;
        foreach (double logit in logits)
        {
            most = Math.Max(most, logit);
        }

        double sum = 0;
        for (int k = 0; k < logits.Length; k++)
        {
            logits[k] = Math.Exp(logits[k] - most);
            sum += logits[k];
        }

        for (int k = 0; k < logits.Length; k++)
        {
            logits[k] /= sum;
        }

        return most + Math.Log(sum);
    }
}
