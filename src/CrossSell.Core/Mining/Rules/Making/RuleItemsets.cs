using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>Finds the itemsets that rules under constraints are made of.</summary>
internal static class RuleItemsets
{
    /// <param name="transactions">What is mined.</param>
    /// <param name="constraints">Items and lengths.</param>
    /// <param name="options">Limits; its minimum support is the smallest count that a rule can have.</param>
    /// <param name="progress">Told about each percent done.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>The itemsets, and whether all their parts are among them.</returns>
    public static (Itemsets Itemsets, bool IsComplete) Find(
        Transactions transactions, RuleConstraints constraints, MiningOptions options, IProgress<MiningProgress>? progress, CancellationToken cancellation)
    {
        SearchPlan plan = SearchPlan.Make(transactions, constraints);
        if (constraints.Required.Length == 0)
        {
            return (plan.Focus is null
                ? ItemsetMiner.Mine(transactions, options, progress, cancellation)
                : ItemsetMiner.MineFocused(transactions, options, plan.Focus, progress, cancellation), plan.IsComplete);
        }

        // A share is one of all transactions, not of those with the required items.
        int minCount = (int)Math.Min(int.MaxValue, options.MinSupport.ToCount(transactions.TotalWeight));
        options.MinSupport = SupportThreshold.FromCount(minCount);
        int room = (options.MaxLength ?? int.MaxValue) - constraints.Required.Length;
        options.MaxLength = Math.Max(1, room);
        Itemsets? rest = room < 1 ? null : ItemsetMiner.MineFocused(plan.Transactions, options, plan.Focus, progress, cancellation);
        MiningRun run = new(options, progress: null, cancellation) { FoundSoFar = () => rest?.CountsByLength ?? [] };
        return (PutBack(constraints.Required, rest, plan.Transactions.TotalWeight, minCount, transactions, run), plan.IsComplete);
    }

    /// <summary>The required items alone, and with each itemset that was found where they all are.</summary>
    private static Itemsets PutBack(int[] required, Itemsets? rest, int requiredCount, int minCount, Transactions transactions, MiningRun run)
    {
        bool isFrequent = requiredCount >= minCount;
        int longest = isFrequent ? required.Length + (rest?.LongestLength ?? 0) : 0;
        int[][] items = new int[longest][];
        int[][] counts = new int[longest][];
        for (int length = 1; length <= longest; length++)
        {
            int ofRest = length - required.Length;
            int count = ofRest < 0 ? 0 : ofRest == 0 ? 1 : rest!.CountOfLength(ofRest);
            run.AddMemory(((ofRest > 0 ? count * (ofRest + 1L) : 0) + (count * (length + 1L))) * sizeof(int));
            if ((long)count * length > Array.MaxLength)
            {
                throw new MiningLimitException("array length", Array.MaxLength, $"{count} itemsets of length {length} do not fit one array", run.CountsSoFar(), canBeRaised: false);
            }

            items[length - 1] = new int[count * length];
            counts[length - 1] = new int[count];
            for (int ordinal = 0; ordinal < count; ordinal++)
            {
                if ((ordinal & 0xFFFF) == 0)
                {
                    run.ThrowIfStopped();
                }

                Merge(required, ofRest > 0 ? rest!.IndexesOf(ofRest, ordinal) : [], items[length - 1].AsSpan(ordinal * length, length));
                counts[length - 1][ordinal] = ofRest == 0 ? requiredCount : rest!.CountOf(ofRest, ordinal);
            }
        }

        return new Itemsets(items, counts, transactions.ItemIds, transactions.TotalWeight) { IsWeighted = transactions.IsWeighted };
    }

    private static void Merge(ReadOnlySpan<int> ascending, ReadOnlySpan<int> others, Span<int> target)
    {
        int left = 0;
        int right = 0;
        for (int to = 0; to < target.Length; to++)
        {
            target[to] = right == others.Length || (left < ascending.Length && ascending[left] < others[right]) ? ascending[left++] : others[right++];
        }
    }
}
