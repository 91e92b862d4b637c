namespace CrossSell.ML.RankingEvaluation;

/// <summary>What lists are like, whoever bought.</summary>
/// <param name="Coverage">The share of products that may be recommended which stand in a list.</param>
/// <param name="Novelty">Mean bits of surprise of a place.</param>
/// <param name="Diversity">Mean distance of two products of a list.</param>
/// <param name="MeanPopularity">Mean share of buyers of a place.</param>
/// <param name="PopularityLift">That against the customers' own purchases.</param>
internal sealed record ListCharacter(double Coverage, double? Novelty, double? Diversity, double? MeanPopularity, double? PopularityLift)
{
    public static ListCharacter Of(RankedLists lists, PurchaseMatrix known, IReadOnlyList<bool>? offered)
    {
        int products = known.Products.Count;
        int open = Enumerable.Range(0, products).Count(product => offered?[product] ?? known.BuyersOf(product).Length > 0);
        int buyers = Math.Max(1, Buyers(known));
        double[] shares = [.. Enumerable.Range(0, products).Select(product => (double)known.BuyersOf(product).Length / buyers)];
        var seen = new bool[products];
        var pairs = new Dictionary<ulong, int>();
        (long places, long bits, double surprise, double share) = (0, 0, 0, 0);
        (int profiles, double recommended, double own) = (0, 0, 0);
        for (int at = 0; at < lists.Customers.Length; at++)
        {
            ReadOnlySpan<int> list = lists.ProductsOf(at);
            double sum = 0;
            for (int i = 0; i < list.Length; i++)
            {
                seen[list[i]] = true;
                sum += shares[list[i]];
                if (shares[list[i]] > 0)
                {
                    surprise -= Math.Log2(shares[list[i]]);
                    bits++;
                }

                for (int j = 0; j < i; j++)
                {
                    ulong key = ((ulong)Math.Min(list[i], list[j]) << 32) | (uint)Math.Max(list[i], list[j]);
                    pairs[key] = pairs.GetValueOrDefault(key) + 1;
                }
            }

            places += list.Length;
            share += sum;
            CustomerPurchases bought = known[lists.Customers[at]];
            if (list.Length > 0 && bought.Count > 0)
            {
                double profile = 0;
                foreach (int product in bought.Products)
                {
                    profile += shares[product];
                }

                profiles++;
                recommended += sum / list.Length;
                own += profile / bought.Count;
            }
        }

        return new ListCharacter(
            open == 0 ? 0 : (double)seen.Count(hit => hit) / open,
            bits == 0 ? null : surprise / bits,
            pairs.Count == 0 ? null : pairs.Sum(pair => pair.Value * (1 - Cosine(known.BuyersOf((int)(pair.Key >> 32)), known.BuyersOf((int)(uint)pair.Key)))) / pairs.Sum(pair => (double)pair.Value),
            places == 0 ? null : share / places,
            profiles == 0 ? null : (recommended / own) - 1);
    }

    private static int Buyers(PurchaseMatrix known)
    {
        int buyers = 0;
        for (int customer = 0; customer < known.Customers.Count; customer++)
        {
            buyers += known[customer].Count > 0 ? 1 : 0;
        }

        return buyers;
    }

    private static double Cosine(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int common = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            (int left, int right) = (a[i], b[j]);
            common += left == right ? 1 : 0;
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
        }

        return common == 0 ? 0 : common / Math.Sqrt((double)a.Length * b.Length);
    }
}
