using CrossSell.Mining.Living;

namespace CrossSell.Mining;

/// <summary>A first look: itemsets as they are in a sample, with how wrong their supports may be.</summary>
/// <remarks>Immutable, therefore safe for any number of threads.</remarks>
public sealed class SampledItemsets
{
    private readonly SamplingOptions _options;
    private readonly Transactions _transactions;

    internal SampledItemsets(Transactions transactions, SamplingOptions options, Itemsets found, int minCount)
    {
        _transactions = transactions;
        _options = options;
        Itemsets = found;
        MinSampleCount = minCount;
    }

    /// <summary>
    /// The itemsets with their counts in the sample. With probability 1 - <see cref="Delta"/> every itemset that is frequent in all transactions is among them;
    /// to make that so, the sample was mined at a lower support, so there are others, too.
    /// </summary>
    public Itemsets Itemsets { get; }

    /// <summary>How many transactions the sample has.</summary>
    public int Size => Itemsets.TransactionCount;

    /// <summary>The count in the sample from which on itemsets are listed.</summary>
    public int MinSampleCount { get; }

    /// <summary>Whether the sample is all transactions, so that everything is exact.</summary>
    public bool IsExact => Size == _transactions.Count;

    /// <summary>What the error is measured against.</summary>
    public SampleErrorKind ErrorKind => _options.ErrorKind;

    /// <summary>The most that a support is wrong; 0 when exact.</summary>
    public double MaxError => IsExact ? 0 : _options.MaxError;

    /// <summary>The probability that some support is further off; 0 when exact.</summary>
    public double Delta => IsExact ? 0 : _options.Delta;

    /// <summary>
    /// Between which supports, 0 to 1, an itemset is in all transactions. With probability 1 - <see cref="Delta"/> this is so for all itemsets at once; when the error is
    /// relative, for all that are frequent in all transactions.
    /// </summary>
    /// <param name="itemset">One of <see cref="Itemsets"/>.</param>
    public (double Low, double High) SupportRange(Itemset itemset)
    {
        double support = itemset.Support;
        return ErrorKind == SampleErrorKind.Absolute
            ? (Math.Max(0, support - MaxError), Math.Min(1, support + MaxError))
            : (support / (1 + MaxError), Math.Min(1, support / (1 - MaxError)));
    }

    /// <summary>Counts in all transactions: the exact frequent itemsets, each of them, whatever the sample missed.</summary>
    /// <remarks>
    /// What the sample found is counted in one pass. Then, length by length, what all parts of are frequent and the sample did not list (the negative border of
    /// Toivonen 1996) is counted, too: when none of it is frequent the sample missed nothing, else the misses are fetched and what is above them is counted.
    /// </remarks>
    /// <param name="cancellation">Ends the run within a fraction of a second.</param>
    /// <exception cref="MiningLimitException">There are more itemsets to count, or it would take more memory, than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public VerifiedItemsets Verify(CancellationToken cancellation = default) => new BorderSearch(_transactions, _options, Itemsets, cancellation).Run();
}
