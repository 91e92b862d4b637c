using CrossSell.ML.Features;
using CrossSell.ML.Trees;

namespace CrossSell.ML.Hybrid;

/// <summary>Boosted trees on top of the logistic model of level two: each tree learns what model and earlier trees leave unexplained. How many there are held-out purchases say.</summary>
/// <remarks>
/// A better score never lowers what trees say, and leaves are held strongly: at past instants of real purchases, trees that were free to learn ranks of their window alone lost to
/// the logistic model in the next, and these gained or were level.
/// </remarks>
internal sealed class BoostedLevelTwo
{
    private const int MostBins = 64;
    private const int MostTrees = 100;
    private const int Step = 10;

    /// <summary>So many trees without a better held-out loss, and no more are tried.</summary>
    private const int Patience = 40;
    private const int Depth = 4;

    /// <summary>By how many standard errors the loss must fall for trees to stand at all: the best of many numbers of trees is better than none by chance alone.</summary>
    private const double LeastErrors = 2;
    private const double LearningRate = 0.05;

    /// <summary>The share of all information (the sum of p (1 - p)) that a leaf's prior is worth, and that a leaf has at least.</summary>
    private const double LeafShare = 0.01;

    private readonly int[] _used;
    private readonly int _scores;
    private readonly int _threads;
    private readonly CancellationToken _cancellationToken;

    /// <param name="used">The features that take part.</param>
    /// <param name="scores">How many features there are of parts' scores; they stand first.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public BoostedLevelTwo(int[] used, int scores, int threads, CancellationToken cancellationToken)
    {
        _used = used;
        _scores = scores;
        _threads = threads;
        _cancellationToken = cancellationToken;
    }

    /// <summary>After how many trees held-out purchases are foretold best, and the held-out logits then; 0 where that is not better than none by two errors' breadth.</summary>
    public (int Trees, double[] Logits) Choose(HybridRows learned, HybridRows heldOut, HybridModel model)
    {
        double[] none = LevelTwo.Logits(heldOut, model);
        double[] logits = (double[])none.Clone();
        var without = RankingQuality.Stretched(heldOut, none);
        (double[] best, RankingQuality quality, int trees) = (none, without, 0);
        Field[] fields = Fields(learned);
        Booster booster = Start(learned, fields, LevelTwo.Logits(learned, model));
        byte[][] codes = Codes(heldOut, fields);
        for (int grown = 1; grown <= MostTrees && grown - trees <= Patience; grown++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            RegressionTree tree = booster.Next();
            for (int row = 0; row < logits.Length; row++)
            {
                logits[row] += tree.Values[tree.Leaf(codes, row)];
            }

            if (grown % Step == 0 && RankingQuality.Stretched(heldOut, logits) is var now && now.Loss < quality.Loss)
            {
                (best, quality, trees) = ((double[])logits.Clone(), now, grown);
            }
        }

        return quality.LossBelow(without) > LeastErrors && quality.GainAbove(without) > -LeastErrors ? (trees, best) : (0, none);
    }

    /// <summary>The model with so many trees on top.</summary>
    public HybridModel Fit(HybridRows rows, HybridModel model, int trees)
    {
        Field[] fields = Fields(rows);
        Booster booster = Start(rows, fields, LevelTwo.Logits(rows, model));
        var grown = new RegressionTree[trees];
        for (int t = 0; t < trees; t++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            grown[t] = booster.Next();
        }

        return model with { Trees = Flatten(grown, fields) };
    }

    private Booster Start(HybridRows rows, Field[] fields, double[] logits)
    {
        var settings = new TreeSettings(Depth, LearningRate, [.. _used.Select(feature => feature < _scores ? Monotonicity.Increasing : Monotonicity.None)]);
        return new Booster(new TreeRows(fields, Codes(rows, fields), rows.Count), rows.Labels, Weights(rows, logits), Hashes(rows), settings, logits, _threads);
    }

    // A leaf's prior is worth 1, and so much it has at least: all candidates together weigh as much more as they are to.
    private static double[] Weights(HybridRows rows, double[] logits)
    {
        double[] weights = rows.RowWeights() ?? [.. Enumerable.Repeat(1.0, rows.Count)];
        double information = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            double probability = Numerics.LogisticFunction.Of(logits[row]);
            information += weights[row] * probability * (1 - probability);
        }

        double each = Math.Min(1, 1 / (LeafShare * information));
        for (int row = 0; row < weights.Length; row++)
        {
            weights[row] *= each;
        }

        return weights;
    }

    // Bins with about equally many of some evenly spread rows.
    private Field[] Fields(HybridRows rows)
    {
        int step = Math.Max(1, rows.Count / 50_000);
        return [.. _used.Select(feature =>
        {
            var values = new List<float>();
            for (int row = 0; row < rows.Count; row += step)
            {
                values.Add(rows.Values[((long)row * rows.Features) + feature]);
            }

            values.Sort();
            double[] cuts = [.. Enumerable.Range(1, MostBins - 1).Select(k => (double)values[(int)((long)k * values.Count / MostBins)]).Distinct().Where(cut => cut > values[0])];
            return new Field(FormattableString.Invariant($"{feature}"), CustomerColumnKind.Numeric, 0, 0, cuts, [], [], EachValue: false, HasMissing: false);
        })];
    }

    private byte[][] Codes(HybridRows rows, Field[] fields)
    {
        byte[][] codes = new byte[fields.Length][];
        Parallel.For(0, fields.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = _cancellationToken }, f =>
        {
            codes[f] = new byte[rows.Count];
            for (int row = 0; row < rows.Count; row++)
            {
                codes[f][row] = (byte)Field.Bin(fields[f].Cuts, rows.Values[((long)row * rows.Features) + _used[f]]);
            }
        });
        return codes;
    }

    // A tree sees all candidates of a customer or none, wherever they stand: an order is learned from whole lists, and what one window says of a customer is no second witness beside the other.
    private static ulong[] Hashes(HybridRows rows)
    {
        ulong[] hashes = new ulong[rows.Count];
        for (int customer = 0; customer < rows.Customers; customer++)
        {
            hashes.AsSpan(rows.Starts[customer]..rows.Starts[customer + 1]).Fill(rows.Hashes[customer]);
        }

        return hashes;
    }

    // The bins that go left are those below a cut.
    private HybridTrees Flatten(RegressionTree[] trees, Field[] fields)
    {
        int[] starts = new int[trees.Length + 1];
        for (int t = 0; t < trees.Length; t++)
        {
            starts[t + 1] = starts[t] + trees[t].Count;
        }

        var features = new int[starts[^1]];
        var thresholds = new float[starts[^1]];
        (int[] left, int[] right) = (new int[starts[^1]], new int[starts[^1]]);
        for (int t = 0; t < trees.Length; t++)
        {
            for (int node = 0; node < trees[t].Count; node++)
            {
                int at = starts[t] + node;
                int field = trees[t].Fields[node];
                features[at] = field < 0 ? -1 : _used[field];
                if (field >= 0)
                {
                    int below = Enumerable.Range(0, fields[field].MissingCode).TakeWhile(trees[t].Codes[node].Contains).Count();
                    thresholds[at] = (float)fields[field].Cuts[below - 1];
                    (left[at], right[at]) = (starts[t] + trees[t].Left[node], starts[t] + trees[t].Right[node]);
                }
            }
        }

        return new HybridTrees(starts, features, thresholds, left, right, [.. trees.SelectMany(tree => tree.Values)], [.. trees.SelectMany(tree => tree.Covers)]);
    }
}
