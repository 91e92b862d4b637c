namespace CrossSell.ML.Hybrid;

/// <summary>Which customers of a window are learned from where there are too many: those who bought something first, for they tell most; each then stands for several.</summary>
internal static class CustomerSample
{
    /// <summary>The share of the places that buyers may take.</summary>
    private const double BuyersShare = 0.75;

    /// <summary>The customers, ascending, and how many each stands for.</summary>
    /// <param name="window">The window.</param>
    /// <param name="most">How many at most.</param>
    public static (int[] Customers, double[] Weights) Of(HybridWindow window, int most)
    {
        int[] all = [.. Enumerable.Range(0, window.Past.Customers.Count).Where(customer => window.Past[customer].Count > 0)];
        if (all.Length <= most)
        {
            return (all, [.. all.Select(_ => 1.0)]);
        }

        int[] buyers = [.. all.Where(customer => !window.BoughtBy(customer).IsEmpty)];
        int[] others = [.. all.Where(customer => window.BoughtBy(customer).IsEmpty)];
        int fromBuyers = Math.Min(buyers.Length, Math.Max((int)(BuyersShare * most), most - others.Length));
        int[] someBuyers = Least(window, buyers, fromBuyers);
        int[] someOthers = Least(window, others, Math.Min(others.Length, most - fromBuyers));
        return Sorted([.. someBuyers.Select(customer => (customer, (double)buyers.Length / fromBuyers)), .. someOthers.Select(customer => (customer, (double)others.Length / someOthers.Length))]);
    }

    /// <summary>A hash of an id (FNV-1a, mixed): the same for the same customer wherever he stands.</summary>
    public static ulong Hash(string id)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in id)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        return hash ^ (hash >> 31);
    }

    private static int[] Least(HybridWindow window, int[] customers, int count) => customers.Length <= count ? customers
        : [.. customers.Select(customer => (Customer: customer, Hash: Hash(window.Past.Customers[customer]))).OrderBy(pair => pair.Hash).ThenBy(pair => pair.Customer).Take(count).Select(pair => pair.Customer)];

    private static (int[] Customers, double[] Weights) Sorted(List<(int Customer, double Weight)> pairs)
    {
        pairs.Sort((a, b) => a.Customer.CompareTo(b.Customer));
        return ([.. pairs.Select(pair => pair.Customer)], [.. pairs.Select(pair => pair.Weight)]);
    }
}
