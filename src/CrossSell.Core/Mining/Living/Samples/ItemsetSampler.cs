using CrossSell.Mining.Living;
using CrossSell.Numerics;

namespace CrossSell.Mining;

/// <summary>A first look at many transactions: mines a sample that is large enough for a stated error.</summary>
/// <remarks>
/// The sample is as large as <see cref="SampleSize"/> says, which depends on the error and hardly on how many transactions there are: worth it from some hundred
/// thousand on. Where the sample would be all transactions the result is exact. Mined is at the minimum support less the error, so that nothing frequent is missed
/// (Toivonen 1996). The same seed gives the same result for any number of threads. All methods are safe to call from several threads.
/// </remarks>
public static class ItemsetSampler
{
    /// <summary>Takes a sample and mines it.</summary>
    /// <param name="transactions">What is sampled; not weighted.</param>
    /// <param name="options">Minimum support, error, seed, limits; null for the defaults.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The options are not valid, an absolute error is not below the minimum support, or the transactions are weighted.</exception>
    /// <exception cref="MiningLimitException">The run would store more itemsets or take more memory than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static SampledItemsets Mine(Transactions transactions, SamplingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        options = (options ?? new SamplingOptions()).Copy();
        MiningOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        bool isRelative = options.ErrorKind == SampleErrorKind.Relative;
        long minCount = options.MinSupport.ToCount(transactions.Count);
        double share = transactions.Count == 0 ? 1 : (double)minCount / transactions.Count;
        if (!isRelative && options.MaxError >= share)
        {
            throw new ArgumentException(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"MaxError is {options.MaxError}; it must be less than the minimum support, {share}."), nameof(options));
        }

        int size = isRelative
            ? SampleSize.ForRelativeError(transactions, options.MaxError, options.Delta, options.MinSupport, options.MaxLength)
            : SampleSize.ForAbsoluteError(transactions, options.MaxError, options.Delta, options.MaxLength);
        Transactions sample = size == transactions.Count ? transactions : Take(transactions, size, options.Seed);
        double lowest = size * (isRelative ? share * (1 - options.MaxError) : share - options.MaxError);

        // Doubles round; a count too low by one finds more, never less.
        long sampleCount = size == transactions.Count ? minCount : Math.Max(1, (long)Math.Ceiling(lowest - 1e-6));
        Itemsets found = ItemsetMiner.Mine(sample, options.ForMining(SupportThreshold.FromCount(sampleCount)), null, cancellation);
        return new SampledItemsets(transactions, options, found, (int)Math.Min(int.MaxValue, sampleCount));
    }

    /// <summary>Each set of so many transactions is equally likely; they stay in their order (Fan, Muller and Rezucha 1962: selection sampling).</summary>
    internal static Transactions Take(Transactions transactions, int size, long seed)
    {
        int[] starts = new int[size + 1];
        List<int> items = [];
        var stream = new SplitMix64((ulong)seed);
        int taken = 0;
        for (int transaction = 0; taken < size; transaction++)
        {
            if (stream.Below(transactions.Count - transaction) < size - taken)
            {
                items.AddRange(transactions[transaction]);
                starts[++taken] = items.Count;
            }
        }

        return new Transactions(starts, [.. items], transactions.ItemIds);
    }
}
