namespace CrossSell.Mining;

/// <summary>How many transactions a sample needs so that the supports in it are right within a stated error, all at the same time.</summary>
/// <remarks>
/// <para>
/// Proven bounds for samples without replacement. One itemset: the absolute error by Serfling 1974, corollary 1.1 (Hoeffding's inequality with a factor for what is
/// left out, so that the sample of all is exact); the relative error by Chernoff's inequality, which holds without replacement by Hoeffding 1963, theorem 4.
/// All itemsets at once: the probabilities add up over the itemsets that matter (Toivonen 1996). These are, for the absolute error, those that occur at all, at
/// most as many as the transactions have parts (Chakaravarthy, Pandit and Sabharwal 2009); for the relative error those that are frequent, at most the number of
/// parts divided by the minimum count.
/// </para>
/// <para>
/// Bounds by the VC dimension (Riondato and Upfal 2014) rest on a constant that is known by experiment only, and are not used. All methods read the lengths of
/// the transactions once and are safe to call from several threads.
/// </para>
/// </remarks>
public static class SampleSize
{
    /// <summary>For all itemsets: |support in the sample - support| is at most the error, with probability 1 - delta.</summary>
    /// <param name="transactions">Where the sample is taken from; not weighted.</param>
    /// <param name="error">The most that a support, 0 to 1, may be wrong; more than 0, less than 1.</param>
    /// <param name="delta">The probability that some support is further off; more than 0, less than 1.</param>
    /// <param name="maxLength">The longest itemsets that matter; null for any length.</param>
    /// <returns>At least 1 where there are transactions, at most all of them.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static int ForAbsoluteError(Transactions transactions, double error, double delta, int? maxLength = null)
    {
        Check(transactions, error, delta, maxLength);
        if (transactions.Count == 0)
        {
            return 0;
        }

        // 2 exp(-2 m e^2 / (1 - (m - 1) / n)) for each itemset, solved for m.
        double n = transactions.Count;
        double needed = Math.Log(2 / delta) + Math.Max(0, LogOfOccurring(transactions, maxLength));
        return Clip(needed * (1 + (1 / n)) / ((2 * error * error) + (needed / n)), transactions.Count);
    }

    /// <summary>For all itemsets that reach the minimum support: |support in the sample - support| is at most the error times the support, with probability 1 - delta.</summary>
    /// <param name="transactions">Where the sample is taken from; not weighted.</param>
    /// <param name="error">The most that a support may be wrong as a share of it; more than 0, less than 1.</param>
    /// <param name="delta">The probability that some support is further off; more than 0, less than 1.</param>
    /// <param name="minSupport">The minimum support in all transactions.</param>
    /// <param name="maxLength">The longest itemsets that matter; null for any length.</param>
    /// <returns>At least 1 where there are transactions, at most all of them.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static int ForRelativeError(Transactions transactions, double error, double delta, SupportThreshold minSupport, int? maxLength = null)
    {
        Check(transactions, error, delta, maxLength);
        if (transactions.Count == 0)
        {
            return 0;
        }

        long minCount = minSupport.ToCount(transactions.Count);
        double share = (double)minCount / transactions.Count;

        // 2 exp(-e^2 share m / 3) for each frequent itemset, solved for m.
        double needed = Math.Log(2 / delta) + Math.Max(0, LogOfFrequent(transactions, minCount, maxLength));
        return Clip(3 * needed / (error * error * share), transactions.Count);
    }

    internal static void Check(Transactions transactions, double error, double delta, int? maxLength)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        if (transactions.IsWeighted)
        {
            throw new ArgumentException("The transactions are weighted; the bounds hold for transactions that count one each.", nameof(transactions));
        }

        SamplingOptions options = new() { MaxError = error, Delta = delta, MaxLength = maxLength };
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(error));
    }

    // There are no more itemsets that occur than parts of transactions, nor than sets of items.
    private static double LogOfOccurring(Transactions transactions, int? maxLength) =>
        Math.Min(LogOfParts(transactions, maxLength), LogOfSets(transactions.ItemCount, maxLength));

    // Each frequent itemset is a part of at least minCount transactions, and made of frequent items.
    private static double LogOfFrequent(Transactions transactions, long minCount, int? maxLength)
    {
        int[] supports = new int[transactions.ItemCount];
        foreach (int item in transactions.Items)
        {
            supports[item]++;
        }

        return Math.Min(LogOfParts(transactions, maxLength) - Math.Log(minCount), LogOfSets(supports.Count(support => support >= minCount), maxLength));
    }

    private static double LogOfParts(Transactions transactions, int? maxLength)
    {
        Dictionary<int, int> ofLength = [];
        for (int transaction = 0; transaction < transactions.Count; transaction++)
        {
            int length = transactions[transaction].Length;
            ofLength[length] = ofLength.GetValueOrDefault(length) + 1;
        }

        double sum = double.NegativeInfinity;
        foreach (int length in ofLength.Keys.Order())
        {
            sum = LogAdd(sum, Math.Log(ofLength[length]) + LogOfSets(length, maxLength));
        }

        return sum;
    }

    /// <summary>The logarithm of how many sets of 1 to maxLength of so many items there are.</summary>
    private static double LogOfSets(int items, int? maxLength)
    {
        double sum = double.NegativeInfinity;
        double ofLength = 0;
        for (int length = 1; length <= Math.Min(items, maxLength ?? int.MaxValue); length++)
        {
            ofLength += Math.Log((double)(items - length + 1) / length);
            sum = LogAdd(sum, ofLength);
        }

        return sum;
    }

    private static double LogAdd(double x, double y)
    {
        double larger = Math.Max(x, y);
        return double.IsNegativeInfinity(larger) ? larger : larger + Math.Log(Math.Exp(x - larger) + Math.Exp(y - larger));
    }

    private static int Clip(double size, int transactions) => size >= transactions ? transactions : Math.Max(1, (int)Math.Ceiling(size));
}
