namespace CrossSell;

/// <summary>Draws customers where all of them would be too many: by a hash of their ids, so that the order of rows decides nothing.</summary>
internal sealed class CustomerSample
{
    private readonly PurchaseHistory _history;
    private readonly ulong _least;

    /// <param name="history">The customers.</param>
    /// <param name="each">What one customer costs.</param>
    /// <param name="most">What all drawn may cost about.</param>
    public CustomerSample(PurchaseHistory history, long each, long most)
    {
        _history = history;
        double share = Math.Min(1, most / Math.Max(1.0, (double)each * history.Customers.Count));
        _least = share >= 1 ? 0 : (ulong)((1 - share) * ulong.MaxValue);
    }

    /// <summary>Whether a customer is drawn.</summary>
    public bool Takes(int customer) => _least == 0 || Hash(_history.Customers[customer]) >= _least;

    // Fowler, Noll and Vo, 1a, 64 bits, with the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    public static ulong Hash(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 0x100000001B3);
        }

        hash = unchecked((hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9);
        hash = unchecked((hash ^ (hash >> 27)) * 0x94D049BB133111EB);
        return hash ^ (hash >> 31);
    }
}
