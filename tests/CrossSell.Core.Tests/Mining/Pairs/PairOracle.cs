using CrossSell.Mining;

namespace CrossSell.Core.Tests.Mining;

/// <summary>Pairs as everyone first counts them.</summary>
internal static class PairOracle
{
    public static List<ItemPair> Count(Transactions transactions, int minCount)
    {
        SortedDictionary<(int First, int Second), int> counts = [];
        for (int transaction = 0; transaction < transactions.Count; transaction++)
        {
            ReadOnlySpan<int> items = transactions[transaction];
            int weight = transactions.IsWeighted ? transactions.Weights[transaction] : 1;
            for (int first = 0; first < items.Length; first++)
            {
                for (int second = first + 1; second < items.Length; second++)
                {
                    counts[(items[first], items[second])] = counts.GetValueOrDefault((items[first], items[second])) + weight;
                }
            }
        }

        return [.. counts.Where(pair => pair.Value >= minCount).Select(pair => new ItemPair(pair.Key.First, pair.Key.Second, pair.Value))];
    }

    public static int SupportOf(Transactions transactions, int item) =>
        Enumerable.Range(0, transactions.Count)
            .Where(transaction => transactions[transaction].Contains(item))
            .Sum(transaction => transactions.IsWeighted ? transactions.Weights[transaction] : 1);
}
