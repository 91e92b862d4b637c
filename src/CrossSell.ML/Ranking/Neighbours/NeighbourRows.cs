namespace CrossSell.ML.Ranking;

/// <summary>Makes sparse rows: for each product the others with the greatest weights.</summary>
internal static class NeighbourRows
{
    private const int ProductsOfABlock = 16;

    /// <summary>The weight of a pair of products, from what their customers sum to.</summary>
    /// <param name="owned">The owned product.</param>
    /// <param name="other">The product that it speaks for.</param>
    /// <param name="sum">What their customers sum to.</param>
    public delegate double Weigh(int owned, int other, double sum);

    /// <param name="purchases">What is summed.</param>
    /// <param name="neighbours">The most weights that the choosing product keeps.</param>
    /// <param name="side">Which product chooses.</param>
    /// <param name="weigh">What a pair weighs; pairs of 0 or less are left out.</param>
    /// <param name="maxThreads">The most threads; null for one a core.</param>
    /// <param name="cancellationToken">Ends it between two blocks of products.</param>
    /// <returns>Rows as <see cref="ItemItemScorer.Sparse"/> takes them. Of equal weights the product that stands first stays.</returns>
    public static (int[] Starts, int[] Partners, float[] Weights) Of(CoPurchases purchases, int neighbours, NeighbourSide side, Weigh weigh, int? maxThreads, CancellationToken cancellationToken)
    {
        int products = purchases.ProductCount;
        var rows = new (int[] Partners, float[] Weights)[products];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = maxThreads ?? Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, (products + ProductsOfABlock - 1) / ProductsOfABlock, parallel, () => new Room(products, Math.Min(neighbours, products)), (block, _, room) =>
        {
            for (int product = block * ProductsOfABlock; product < Math.Min(products, (block + 1) * ProductsOfABlock); product++)
            {
                rows[product] = Row(purchases, product, side, weigh, room);
            }

            return room;
        }, _ => { });

        var starts = new int[products + 1];
        for (int product = 0; product < products; product++)
        {
            starts[product + 1] = checked(starts[product] + rows[product].Partners.Length);
        }

        var partners = new int[starts[^1]];
        var weights = new float[starts[^1]];
        for (int product = 0; product < products; product++)
        {
            rows[product].Partners.CopyTo(partners, starts[product]);
            rows[product].Weights.CopyTo(weights, starts[product]);
        }

        return side == NeighbourSide.Owned ? (starts, partners, weights) : Turn(starts, partners, weights);
    }

    private static (int[] Partners, float[] Weights) Row(CoPurchases purchases, int product, NeighbourSide side, Weigh weigh, Room room)
    {
        room.Touched.Clear();
        room.Nearest.Clear();
        purchases.Sum(product, room.Sums, room.Touched);
        foreach (int other in room.Touched)
        {
            double sum = room.Sums[other];
            room.Sums[other] = 0;
            if (other != product)
            {
                float weight = (float)(side == NeighbourSide.Owned ? weigh(product, other, sum) : weigh(other, product, sum));
                if (weight > 0)
                {
                    room.Nearest.Add(other, weight);
                }
            }
        }

        return room.Nearest.Take();
    }

    /// <summary>The same weights, by the other product.</summary>
    private static (int[] Starts, int[] Partners, float[] Weights) Turn(int[] starts, int[] partners, float[] weights)
    {
        var turned = new int[starts.Length];
        foreach (int partner in partners)
        {
            turned[partner + 1]++;
        }

        for (int product = 1; product < turned.Length; product++)
        {
            turned[product] += turned[product - 1];
        }

        int[] next = turned[..^1];
        var products = new int[partners.Length];
        var values = new float[partners.Length];
        for (int product = 0; product < starts.Length - 1; product++)
        {
            for (int at = starts[product]; at < starts[product + 1]; at++)
            {
                int place = next[partners[at]]++;
                products[place] = product;
                values[place] = weights[at];
            }
        }

        return (turned, products, values);
    }

    /// <summary>A thread's work space.</summary>
    private sealed class Room(int products, int neighbours)
    {
        public double[] Sums { get; } = new double[products];

        public List<int> Touched { get; } = [];

        public NearestKeeper Nearest { get; } = new(neighbours);
    }
}
