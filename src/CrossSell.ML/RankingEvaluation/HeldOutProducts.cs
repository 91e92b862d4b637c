namespace CrossSell.ML.RankingEvaluation;

/// <summary>One product of each customer, taken away to be foreseen.</summary>
internal static class HeldOutProducts
{
    /// <summary>For each customer the product that goes; -1 for none.</summary>
    public static int[] Of(PurchaseMatrix purchases, ulong seed, Func<int, bool> takes)
    {
        var held = new int[purchases.Customers.Count];
        for (int customer = 0; customer < held.Length; customer++)
        {
            held[customer] = takes(customer) && purchases[customer].Count > 1 ? Latest(purchases[customer], Hash(purchases.Customers.Utf8(customer), seed)) : -1;
        }

        return held;
    }

    /// <summary>What was taken away, of products that somebody in the training has bought.</summary>
    public static RankingTargets Targets(int[] held, PurchaseMatrix train)
    {
        var pairs = new List<(int, int, double)>();
        for (int customer = 0; customer < held.Length; customer++)
        {
            if (held[customer] >= 0 && train.BuyersOf(held[customer]).Length > 0)
            {
                pairs.Add((customer, held[customer], 0));
            }
        }

        return pairs.Count > 0
            ? RankingTargets.Of(pairs, hasValues: false)
            : throw new ArgumentException("No customer has two products of which one has another buyer, so nothing can be taken away and foreseen.");
    }

    // Fowler, Noll and Vo, 1a, 64 bits, with the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    public static ulong Hash(ReadOnlySpan<byte> id, ulong seed)
    {
        ulong hash = 0xCBF29CE484222325 ^ (seed * 0x9E3779B97F4A7C15);
        foreach (byte b in id)
        {
            hash = (hash ^ b) * 0x100000001B3;
        }

        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }

    private static int Latest(in CustomerPurchases bought, ulong chance)
    {
        long latest = long.MinValue;
        int equal = 0;
        for (int at = 0; at < bought.Count; at++)
        {
            long first = bought.HasTimes ? bought.First[at] : 0;
            equal = first > latest ? 1 : first == latest ? equal + 1 : equal;
            latest = Math.Max(latest, first);
        }

        int chosen = (int)(chance % (ulong)equal);
        for (int at = 0; at < bought.Count; at++)
        {
            if ((bought.HasTimes ? bought.First[at] : 0) == latest && chosen-- == 0)
            {
                return bought.Products[at];
            }
        }

        return bought.Products[^1];
    }
}
