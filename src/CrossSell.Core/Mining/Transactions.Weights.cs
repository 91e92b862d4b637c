namespace CrossSell.Mining;

public sealed partial class Transactions
{
    private readonly int[]? _weights;

    /// <summary>Shares the rows of other transactions and weighs them.</summary>
    private Transactions(Transactions unweighted, int[] weights, int totalWeight)
        : this(unweighted._starts, unweighted._items, unweighted.ItemIds)
    {
        _weights = weights;
        TotalWeight = totalWeight;
    }

    /// <summary>Whether the transactions count by weight rather than one each.</summary>
    public bool IsWeighted => _weights is not null;

    /// <summary>What all transactions weigh together: <see cref="Count"/> unless they are weighted. The n of every measure.</summary>
    public int TotalWeight { get; }

    /// <summary>What each transaction weighs, 0 or more; empty while each counts one.</summary>
    public ReadOnlySpan<int> Weights => _weights;

    /// <summary>The same transactions, counted by weight: a transaction of weight 3 counts like three equal ones, one of weight 0 not at all.</summary>
    /// <remarks>
    /// Miners then work on weights throughout: supports, minimum supports (a count is one of units of weight) and n are sums of weights, so ratios of
    /// them (support, confidence, lift) are weighted ones. Whole numbers keep every sum exact. The rows are shared, not copied. O(transactions).
    /// </remarks>
    /// <param name="weights">A weight for each transaction, 0 or more; at most 2^31 - 1 in all.</param>
    /// <exception cref="ArgumentException">There is not one weight for each transaction, a weight is negative, or the sum is too large.</exception>
    public Transactions WithWeights(ReadOnlySpan<int> weights)
    {
        if (weights.Length != Count)
        {
            throw new ArgumentException($"There are {weights.Length} weights for {Count} transactions; there must be one for each.", nameof(weights));
        }

        long total = 0;
        for (int transaction = 0; transaction < weights.Length; transaction++)
        {
            if (weights[transaction] < 0)
            {
                throw new ArgumentException($"Transaction {transaction} has the weight {weights[transaction]}; a weight must be 0 or more.", nameof(weights));
            }

            total += weights[transaction];
        }

        return total <= int.MaxValue
            ? new Transactions(this, weights.ToArray(), (int)total)
            : throw new ArgumentException($"The weights add up to {total}; they may not exceed {int.MaxValue}.", nameof(weights));
    }

    /// <summary>The same transactions, counted in units of these weights.</summary>
    /// <param name="weights">A weight for each transaction.</param>
    /// <exception cref="ArgumentException">There is not one weight for each transaction.</exception>
    public Transactions WithWeights(TransactionWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return WithWeights(weights.Units);
    }
}
