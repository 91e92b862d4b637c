using CrossSell.ML.Learning;

namespace CrossSell.ML.Trees;

/// <summary>The training customers in an order of their own, so that the order in which they came changes no bit of any sum.</summary>
/// <param name="Rows">Their codes.</param>
/// <param name="Labels">0 or 1.</param>
/// <param name="Weights">Or null.</param>
/// <param name="Hashes">What decides which trees see a row.</param>
/// <param name="Splits">The division for validation.</param>
internal sealed record TreeSample(TreeRows Rows, double[] Labels, double[]? Weights, ulong[] Hashes, Split[] Splits)
{
    /// <summary>Sorts by hash of the key, then by content: rows that are still equal may stand either way.</summary>
    public static TreeSample Of(TreeRows rows, LabeledCustomers customers, int folds)
    {
        ulong[] hashes = RowHashes.Of(customers.Table);
        int[] order = [.. Enumerable.Range(0, customers.Count)];
        bool[] labels = customers.Labels.ToArray();
        double[] weights = customers.Weights.ToArray();
        Array.Sort(order, (a, b) =>
        {
            int compared = hashes[a].CompareTo(hashes[b]);
            for (int field = 0; compared == 0 && field < rows.Codes.Length; field++)
            {
                compared = rows.Codes[field][a].CompareTo(rows.Codes[field][b]);
            }

            compared = compared != 0 ? compared : labels[a].CompareTo(labels[b]);
            compared = compared != 0 || weights.Length == 0 ? compared : weights[a].CompareTo(weights[b]);
            return compared;
        });
        LabeledCustomers sorted = customers.Select(order);
        return new TreeSample(
            rows.Select(order),
            Array.ConvertAll(sorted.Labels.ToArray(), label => label ? 1.0 : 0),
            weights.Length == 0 ? null : sorted.Weights.ToArray(),
            Array.ConvertAll(order, row => hashes[row]),
            Splitter.Divide(sorted, folds));
    }

    public Booster Booster(TreeSettings settings, int threads) => new(Rows, Labels, Weights, Hashes, settings, Trees.Booster.BaseLogit(Labels, Weights), threads);
}
