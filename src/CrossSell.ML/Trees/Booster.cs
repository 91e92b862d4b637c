using CrossSell.ML.Numerics;

namespace CrossSell.ML.Trees;

/// <summary>Adds one tree after another, each to what the earlier ones leave unexplained (Friedman 2001; Chen and Guestrin 2016).</summary>
/// <remarks>Which rows and columns a tree sees is decided by hashes of rows, names and the tree's number: no chance, and no order of rows or columns.</remarks>
internal sealed class Booster
{
    private readonly TreeRows _rows;
    private readonly double[] _labels;
    private readonly double[]? _weights;
    private readonly ulong[] _rowHashes;
    private readonly ulong[] _fieldHashes;
    private readonly TreeGrower _grower;
    private readonly double[] _gradients;
    private readonly double[] _hessians;
    private readonly int[] _sample;
    private int _next;

    public Booster(TreeRows rows, double[] labels, double[]? weights, ulong[] rowHashes, TreeSettings settings, double baseLogit, int threads)
        : this(rows, labels, weights, rowHashes, settings, Filled(rows.Count, baseLogit), threads)
    {
    }

    /// <param name="rows">The rows.</param>
    /// <param name="labels">0 or 1.</param>
    /// <param name="weights">Or null.</param>
    /// <param name="rowHashes">What decides which trees see a row.</param>
    /// <param name="settings">How trees are grown.</param>
    /// <param name="logits">The logit of each row before the first tree; kept and changed.</param>
    /// <param name="threads">The most threads.</param>
    public Booster(TreeRows rows, double[] labels, double[]? weights, ulong[] rowHashes, TreeSettings settings, double[] logits, int threads)
    {
        _rows = rows;
        _labels = labels;
        _weights = weights;
        _rowHashes = rowHashes;
        _fieldHashes = Learning.RowHashes.Of([.. rows.Fields.Select(field => field.Name)]);
        _grower = new TreeGrower(rows, settings, threads);
        _gradients = new double[rows.Count];
        _hessians = new double[rows.Count];
        _sample = new int[rows.Count];
        Logits = logits;
    }

    /// <summary>The logit of each row.</summary>
    public double[] Logits { get; }

    /// <summary>Grows the next tree.</summary>
    public RegressionTree Next()
    {
        ulong number = Mix((ulong)++_next);
        for (int row = 0; row < Logits.Length; row++)
        {
            double e = Math.Exp(-Math.Abs(Logits[row]));
            double low = e / (1 + e);
            double weight = _weights?[row] ?? 1;
            _gradients[row] = weight * ((Logits[row] >= 0 ? 1 / (1 + e) : low) - _labels[row]);
            _hessians[row] = weight * low / (1 + e);
        }

        RegressionTree tree = _grower.Grow(_gradients, _hessians, Sample(number), Fields(number));
        for (int row = 0; row < Logits.Length; row++)
        {
            int leaf = tree.Leaf(_rows.Codes, row);
            Logits[row] += tree.Values[leaf];
            tree.Covers[leaf] += _weights?[row] ?? 1;
        }

        // Children stand after their parents.
        for (int node = tree.Count - 1; node >= 0; node--)
        {
            if (tree.Fields[node] >= 0)
            {
                tree.Covers[node] = tree.Covers[tree.Left[node]] + tree.Covers[tree.Right[node]];
            }
        }

        return tree;
    }

    /// <summary>The weighted mean log loss at a constant logit is least there.</summary>
    public static double BaseLogit(double[] labels, double[]? weights)
    {
        double positive = 0;
        double total = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            double weight = weights?[row] ?? 1;
            positive += weight * labels[row];
            total += weight;
        }

        return LogisticFunction.Logit(LogisticFunction.Clip(positive / total));
    }

    private static double[] Filled(int count, double value)
    {
        double[] values = new double[count];
        Array.Fill(values, value);
        return values;
    }

    private ReadOnlySpan<int> Sample(ulong number)
    {
        const ulong bar = (ulong)(TreeSettings.RowShare * ulong.MaxValue);
        int count = 0;
        for (int row = 0; row < _rowHashes.Length; row++)
        {
            _sample[count] = row;
            count += Mix(_rowHashes[row] ^ number) < bar ? 1 : 0;
        }

        return _sample.AsSpan(0, count);
    }

    private int[] Fields(ulong number)
    {
        int all = _fieldHashes.Length;
        int count = (int)Math.Ceiling(all * TreeSettings.ColumnShare);
        return [.. Enumerable.Range(0, all).OrderBy(field => Mix(_fieldHashes[field] ^ number)).Take(count).Order()];
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
