using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Where the rules of a map stand: antecedents on the left, rules in the middle, consequents on the right, each a column.</summary>
/// <remarks>
/// No forces and no chance: the columns are put in order by the means of their neighbours' places, a few times over (the barycentre method of Sugiyama, Tagawa
/// and Toda 1981), ties by the order of the rules. So the same rules give the same map, no label covers another, and links cross little.
/// </remarks>
internal sealed class GraphLayout
{
    private const int Sweeps = 12;

    private readonly int[][] _leftOf;
    private readonly int[][] _rightOf;

    public GraphLayout(IReadOnlyList<AssociationRule> rules)
    {
        Left = [.. rules.SelectMany(r => r.AntecedentIndexes.ToArray()).Distinct()];
        Right = [.. rules.SelectMany(r => r.ConsequentIndexes.ToArray()).Distinct()];
        Dictionary<int, int> left = Numbers(Left);
        Dictionary<int, int> right = Numbers(Right);
        _leftOf = [.. rules.Select(r => r.AntecedentIndexes.ToArray().Select(item => left[item]).ToArray())];
        _rightOf = [.. rules.Select(r => r.ConsequentIndexes.ToArray().Select(item => right[item]).ToArray())];
        LeftPlaces = Even(Left.Count);
        RulePlaces = Even(rules.Count);
        RightPlaces = Even(Right.Count);
        int[][] rulesOfLeft = Reverse(_leftOf, Left.Count);
        int[][] rulesOfRight = Reverse(_rightOf, Right.Count);
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            RulePlaces = Order(_rightOf, RightPlaces, _leftOf, LeftPlaces);
            RightPlaces = Order(rulesOfRight, RulePlaces);
            LeftPlaces = Order(rulesOfLeft, RulePlaces);
        }

        double gap = 1.0 / Math.Max(rules.Count, Math.Max(Left.Count, Right.Count));
        LeftPlaces = Spread(rulesOfLeft, LeftPlaces, gap);
        RightPlaces = Spread(rulesOfRight, RightPlaces, gap);
    }

    /// <summary>The items of the left column, in no order that matters.</summary>
    public IReadOnlyList<int> Left { get; }

    public IReadOnlyList<int> Right { get; }

    /// <summary>Where each of <see cref="Left"/> stands, above 0 and below 1 from the top.</summary>
    public double[] LeftPlaces { get; private set; }

    public double[] RulePlaces { get; private set; }

    public double[] RightPlaces { get; private set; }

    /// <summary>The entries of <see cref="Left"/> that lead into a rule.</summary>
    public IReadOnlyList<int> IntoRule(int rule) => _leftOf[rule];

    /// <summary>The entries of <see cref="Right"/> that a rule leads to.</summary>
    public IReadOnlyList<int> OutOfRule(int rule) => _rightOf[rule];

    private static Dictionary<int, int> Numbers(IReadOnlyList<int> items) => items.Select((item, i) => (item, i)).ToDictionary(pair => pair.item, pair => pair.i);

    private static int[][] Reverse(int[][] partners, int count)
    {
        var reversed = new List<int>[count];
        for (int i = 0; i < count; i++)
        {
            reversed[i] = [];
        }

        for (int rule = 0; rule < partners.Length; rule++)
        {
            foreach (int partner in partners[rule])
            {
                reversed[partner].Add(rule);
            }
        }

        return [.. reversed.Select(list => list.ToArray())];
    }

    private static double[] Even(int count) => [.. Enumerable.Range(0, count).Select(i => (i + 0.5) / count)];

    private static double[] Order(int[][] partners, double[] places, int[][]? others = null, double[]? otherPlaces = null)
    {
        // What is on the right leads, because few consequents gather many rules.
        int[] order =
        [
            .. Enumerable.Range(0, partners.Length)
                .OrderBy(i => Mean(partners[i], places))
                .ThenBy(i => others is null ? 0 : Mean(others[i], otherPlaces!))
                .ThenBy(i => i),
        ];
        double[] result = new double[partners.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            result[order[rank]] = (rank + 0.5) / order.Length;
        }

        return result;
    }

    /// <summary>In the order of their places, each as near to the mean of its rules as a gap to its neighbours allows (least squares: Pool Adjacent Violators).</summary>
    private double[] Spread(int[][] rulesOf, double[] places, double gap)
    {
        int[] order = [.. Enumerable.Range(0, places.Length).OrderBy(i => places[i])];
        var blocks = new List<(double Sum, int Count)>();
        for (int rank = 0; rank < order.Length; rank++)
        {
            (double Sum, int Count) block = (Mean(rulesOf[order[rank]], RulePlaces) - rank * gap, 1);
            while (blocks.Count > 0 && blocks[^1].Sum / blocks[^1].Count > block.Sum / block.Count)
            {
                block = (block.Sum + blocks[^1].Sum, block.Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        double[] result = new double[places.Length];
        int at = 0;
        foreach ((double sum, int count) in blocks)
        {
            for (int i = 0; i < count; i++, at++)
            {
                double last = 1 - gap / 2 - (order.Length - 1) * gap;
                result[order[at]] = Math.Clamp(sum / count, gap / 2, Math.Max(gap / 2, last)) + at * gap;
            }
        }

        return result;
    }

    private static double Mean(int[] partners, double[] places) => partners.Length == 0 ? 0 : partners.Average(p => places[p]);
}
