using System.Globalization;
using CrossSell.Numerics;

namespace CrossSell.Mining;

/// <summary>P values of rules, and their adjustment for many tests.</summary>
/// <remarks>All methods are pure and thread-safe.</remarks>
public static class PValues
{
    private const double EulerGamma = 0.57721566490153286;
    private const double Summed = 1e6;

    /// <summary>How likely chance alone gives a table at least as extreme.</summary>
    /// <param name="counts">The rule's 2x2 table.</param>
    /// <param name="test">The test.</param>
    /// <returns>0 to 1; 1 when a margin is 0, because no other table is possible. Ten digits are right down to 1e-300.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such test.</exception>
    public static double Of(RuleCounts counts, SignificanceTest test) => test switch
    {
        SignificanceTest.Fisher => Hypergeometric.UpperTail(counts.N11, counts.N10, counts.N01, counts.N00),
        SignificanceTest.FisherNegative => Hypergeometric.UpToTail(counts.N11, counts.N10, counts.N01, counts.N00),
        SignificanceTest.ChiSquared => ChiSquaredTail(counts, correction: 0),
        SignificanceTest.ChiSquaredYates => ChiSquaredTail(counts, correction: counts.N / 2.0),
        _ => throw new ArgumentOutOfRangeException(nameof(test), test, $"test is {(int)test}; it must be Fisher, FisherNegative, ChiSquared or ChiSquaredYates."),
    };

    /// <summary>Raises p values for the number of tests made.</summary>
    /// <param name="pValues">Each from 0 to 1.</param>
    /// <param name="adjustment">How.</param>
    /// <param name="tests">
    /// How many tests there were: null for as many as there are p values; more when only the best were kept, such as <see cref="RuleSearchSpace.CountRules"/>.
    /// </param>
    /// <param name="cancellation">Ends the work within a fraction of a second.</param>
    /// <returns>The adjusted p values, in the order given, at most 1: those at or below alpha are significant. They never change the order of the p values.</returns>
    /// <remarks>O(n log n).</remarks>
    /// <exception cref="ArgumentException">A p value is not from 0 to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer tests than p values, or there is no such adjustment.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static double[] Adjust(
        ReadOnlySpan<double> pValues, PValueAdjustment adjustment, double? tests = null, CancellationToken cancellation = default)
    {
        double m = tests ?? pValues.Length;
        if (!(m >= pValues.Length) || double.IsInfinity(m))
        {
            throw new ArgumentOutOfRangeException(
                nameof(tests), tests, string.Create(CultureInfo.InvariantCulture, $"tests is {m}; it must be at least the number of p values, {pValues.Length}."));
        }

        int[] order = new int[pValues.Length];
        double[] sorted = pValues.ToArray();
        for (int at = 0; at < order.Length; at++)
        {
            order[at] = at;
            if (sorted[at] is not (>= 0 and <= 1))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"The p value at {at} is {sorted[at]}; it must be from 0 to 1."), nameof(pValues));
            }
        }

        CancellableSort.Sort(sorted.AsSpan(), order, cancellation);
        switch (adjustment)
        {
            case PValueAdjustment.None:
                break;
            case PValueAdjustment.Bonferroni:
                StepDown(sorted, _ => m);
                break;
            case PValueAdjustment.Holm:
                StepDown(sorted, rank => m - rank);
                break;
            case PValueAdjustment.BenjaminiHochberg:
                StepUp(sorted, m);
                break;
            case PValueAdjustment.BenjaminiYekutieli:
                StepUp(sorted, m * Harmonic(m));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(adjustment), adjustment, $"adjustment is {(int)adjustment}; it must be 0 to 4.");
        }

        double[] adjusted = new double[sorted.Length];
        for (int rank = 0; rank < sorted.Length; rank++)
        {
            adjusted[order[rank]] = sorted[rank];
        }

        return adjusted;
    }

    // From the smallest p value up, each at least what the one before it became.
    private static void StepDown(double[] sorted, Func<int, double> factor)
    {
        double largest = 0;
        for (int rank = 0; rank < sorted.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1.0, sorted[rank] * factor(rank)));
            sorted[rank] = largest;
        }
    }

    // From the largest p value down, each at most what the one after it became.
    private static void StepUp(double[] sorted, double factor)
    {
        double smallest = 1;
        for (int rank = sorted.Length - 1; rank >= 0; rank--)
        {
            smallest = Math.Min(smallest, sorted[rank] * (factor / (rank + 1)));
            sorted[rank] = smallest;
        }
    }

    // 1 + 1/2 + ... + 1/m; for large m its expansion, right to the last digit there.
    private static double Harmonic(double m)
    {
        if (m > Summed)
        {
            return Math.Log(m) + EulerGamma + (1 / (2 * m));
        }

        double sum = 0;
        for (double k = Math.Floor(m); k >= 1; k--)
        {
            sum += 1 / k;
        }

        return sum;
    }

    private static double ChiSquaredTail(RuleCounts t, double correction)
    {
        double product = ((double)t.N1x * t.Nx1) * ((double)t.N0x * t.Nx0);
        if (product == 0)
        {
            return 1.0;
        }

        // The root of n*(|d| - n/2)^2/(n1x*nx1*n0x*nx0): with one degree of freedom the tail of its square is that of a normal value on both sides.
        double root = Math.Max(0, Math.Abs(t.Determinant) - correction) * Math.Sqrt(t.N / product);
        return ComplementaryError.Erfc(root / Math.Sqrt(2));
    }
}
