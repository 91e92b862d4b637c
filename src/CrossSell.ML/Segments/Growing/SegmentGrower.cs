namespace CrossSell.ML.Segments;

/// <summary>Divides customers again and again, always the part that gains most.</summary>
internal static class SegmentGrower
{
    public static SegmentNode Grow(SegmentData data, int[] rows, SegmentTreeOptions options, CancellationToken cancellationToken)
    {
        int least = Math.Max(1, (int)Math.Ceiling(options.LeastShare * rows.Length));
        var search = new SegmentSearch(data, least);
        SegmentNode root = Node(data, rows, 0);
        var open = new List<(SegmentNode Node, SegmentSplit Split)>();
        Look(root);
        for (int division = 1; division < options.MostSegments && open.Count > 0; division++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int place = Enumerable.Range(0, open.Count).MaxBy(i => open[i].Split.Gain);
            (SegmentNode node, SegmentSplit split) = open[place];
            open.RemoveAt(place);
            int[] codes = data.Codes[split.Field];
            node.Split = split;
            node.Order = division;
            node.Yes = Node(data, Array.FindAll(node.Rows, row => split.Yes[codes[row]]), node.Depth + 1);
            node.No = Node(data, Array.FindAll(node.Rows, row => !split.Yes[codes[row]]), node.Depth + 1);
            Look(node.Yes);
            Look(node.No);
        }

        return root;

        void Look(SegmentNode node)
        {
            if (node.Depth < options.MostConditions && search.Best(node.Rows) is { } split)
            {
                open.Add((node, split));
            }
        }
    }

    /// <summary>How many divisions the parts held out bear: the fewest whose error is within a standard error of the least (Breiman et al. 1984), and the share that these explain.</summary>
    public static (int Divisions, double Explained) Choose(SegmentData data, ulong[] hashes, SegmentTreeOptions options, CancellationToken cancellationToken)
    {
        var folds = new List<double[]>();
        for (int fold = 0; fold < options.Folds; fold++)
        {
            int[] train = [.. Enumerable.Range(0, data.Rows).Where(row => (int)(hashes[row] % (ulong)options.Folds) != fold)];
            int[] test = [.. Enumerable.Range(0, data.Rows).Where(row => (int)(hashes[row] % (ulong)options.Folds) == fold)];
            if (train.Length == 0 || test.Length == 0)
            {
                continue;
            }

            SegmentNode tree = Grow(data, train, options, cancellationToken);
            folds.Add([.. Enumerable.Range(0, options.MostSegments).Select(divisions => Error(data, tree, test, divisions))]);
        }

        double[] means = [.. Enumerable.Range(0, options.MostSegments).Select(d => folds.Count == 0 ? 0 : folds.Average(f => f[d]))];
        int best = Enumerable.Range(0, means.Length).MinBy(d => means[d]);
        int divisions = Enumerable.Range(0, means.Length).First(d => means[d] - means[best] <= StandardError(d));
        return (divisions, means[0] > 0 ? 1 - (means[divisions] / means[0]) : 0);

        double StandardError(int d) => folds.Count < 2 ? 0 : Math.Sqrt(folds.Sum(f => Math.Pow(f[d] - f[best] - means[d] + means[best], 2)) / (folds.Count - 1) / folds.Count);
    }

    private static double Error(SegmentData data, SegmentNode tree, int[] rows, int divisions)
    {
        double sum = 0;
        foreach (int row in rows)
        {
            double[] means = tree.LeafOf(data.Codes, row, divisions).Means;
            for (int t = 0; t < means.Length; t++)
            {
                double miss = data.Values[(row * data.Targets) + t] - means[t];
                sum += miss * miss;
            }
        }

        return sum / rows.Length;
    }

    private static SegmentNode Node(SegmentData data, int[] rows, int depth) => new(rows, data.MeansOf(rows), depth);
}
