namespace CrossSell.ML;

/// <summary>How far two populations are apart, by how they are spread over the same bins.</summary>
/// <remarks>Thread-safe. The population stability index is Kullback and Leibler's divergence in both directions (1951); credit scoring reads 0.1 as a notice and 0.25 as a warning.</remarks>
public static class PopulationStability
{
    /// <summary>Half a customer in every bin, so that an empty one counts as rare and not as impossible.</summary>
    private const double Half = 0.5;

    // Standard normal, 99 %.
    private const double Z99 = 2.3263478740408408;

    /// <summary>sum((a - e) · ln(a / e)) over the bins' shares, 0 or more; 0 where the populations are spread alike.</summary>
    /// <param name="expected">For each bin the count in the population that was trained with, 0 or more.</param>
    /// <param name="actual">For each bin the count in the other one.</param>
    /// <exception cref="ArgumentException">Lengths differ, there is no bin, or a count is negative or not finite.</exception>
    public static double Index(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        double ofExpected = Total(expected, actual, nameof(expected));
        double ofActual = Total(actual, expected, nameof(actual));
        double index = 0;
        for (int bin = 0; bin < expected.Length; bin++)
        {
            double e = (expected[bin] + Half) / (ofExpected + (Half * expected.Length));
            double a = (actual[bin] + Half) / (ofActual + (Half * actual.Length));
            index += (a - e) * Math.Log(a / e);
        }

        return index;
    }

    /// <summary>What the index passes by chance once in a hundred samples from one population: (1/n + 1/m) times the 99 % point of chi squared (Yurdakul and Naranjo 2020).</summary>
    /// <param name="bins">The number of bins, 1 or more.</param>
    /// <param name="expectedCustomers">How many customers the one population has, above 0.</param>
    /// <param name="actualCustomers">How many the other has, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double ChanceLimit(int bins, double expectedCustomers, double actualCustomers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(expectedCustomers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(actualCustomers);
        int freedom = bins - 1;
        if (freedom == 0)
        {
            return 0;
        }

        // Wilson and Hilferty 1931.
        double spread = 2.0 / (9 * freedom);
        double root = 1 - spread + (Z99 * Math.Sqrt(spread));
        return ((1 / expectedCustomers) + (1 / actualCustomers)) * freedom * root * root * root;
    }

    private static double Total(ReadOnlySpan<double> counts, ReadOnlySpan<double> others, string name)
    {
        if (counts.Length == 0 || counts.Length != others.Length)
        {
            throw new ArgumentException($"There are {counts.Length} and {others.Length} bins; both populations need the same, and at least one.", name);
        }

        double total = 0;
        for (int bin = 0; bin < counts.Length; bin++)
        {
            total += double.IsFinite(counts[bin]) && counts[bin] >= 0
                ? counts[bin]
                : throw new ArgumentException(FormattableString.Invariant($"The count of bin {bin + 1} is {counts[bin]}; it must be a finite number, 0 or more."), name);
        }

        return total;
    }
}
