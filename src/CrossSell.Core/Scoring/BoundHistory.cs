namespace CrossSell;

/// <summary>A history seen through a model: for each customer what he owns and what rules may build on, at one instant.</summary>
/// <remarks>
/// A held product is owned from its purchase until its holding ends, the end excluded; a repurchasable one never is. Rules build on what is owned at the instant
/// and on repurchasable products bought up to it; a holding that has ended neither bars an offer nor supports one. Immutable and thread-safe.
/// </remarks>
internal sealed class BoundHistory
{
    private readonly PurchaseHistory _history;
    private readonly int[] _modelProduct;
    private readonly bool[] _held;
    private readonly long _asOf;

    public BoundHistory(ModelContent content, IReadOnlyDictionary<string, int> indexOf, PurchaseHistory history, DateTime? asOf)
        : this(content, [.. history.Products.Select(id => indexOf.TryGetValue(id, out int product) ? product : -1)], history, asOf)
    {
    }

    /// <param name="content">The model.</param>
    /// <param name="modelProduct">For each product of the history its place in the model, or -1.</param>
    /// <param name="history">The history.</param>
    /// <param name="asOf">The instant; null for the last purchase.</param>
    public BoundHistory(ModelContent content, int[] modelProduct, PurchaseHistory history, DateTime? asOf)
    {
        _held = [.. content.Products.Select(product => product.Kind == ProductKind.Held)];
        _history = history;
        _modelProduct = modelProduct;
        AsOf = asOf ?? history.LastTime;
        _asOf = AsOf?.Ticks ?? long.MaxValue;
    }

    public PurchaseHistory History => _history;

    public DateTime? AsOf { get; }

    /// <summary>Collects what a customer has into the thread's scratch.</summary>
    /// <returns>The products that rules may build on; the owned ones are set in <see cref="ScoreScratch.Excluded"/>.</returns>
    public ReadOnlySpan<int> Read(int customer, ScoreScratch scratch)
    {
        int words = Bitset.Words(_held.Length);
        Span<ulong> owned = scratch.Excluded.AsSpan(0, words);
        ulong[] seen = scratch.HasBits;
        int[] found = scratch.Evidence;
        owned.Clear();
        int count = 0;
        HistoryColumns columns = _history.Columns;
        int end = columns.CustomerStarts[customer + 1];
        for (int row = columns.CustomerStarts[customer]; row < end; row++)
        {
            int product = _modelProduct[columns.Products[row]];
            if (product < 0 || !IsActive(columns, row, product))
            {
                continue;
            }

            if (_held[product])
            {
                Bitset.Set(owned, product);
            }

            if (!Bitset.Contains(seen, product))
            {
                Bitset.Set(seen, product);
                found[count++] = product;
            }
        }

        ReadOnlySpan<int> evidence = scratch.Evidence.AsSpan(0, count);
        foreach (int product in evidence)
        {
            Bitset.Clear(seen, product);
        }

        return evidence;
    }

    /// <summary>From when a customer holds a product, the latest such purchase; null when he does not, or when its time is unknown.</summary>
    public DateTime? HeldSince(int customer, int product)
    {
        DateTime? since = null;
        (int start, int length) = _history.RowsOf(customer).GetOffsetAndLength(_history.Count);
        for (int row = start; row < start + length; row++)
        {
            if (_modelProduct[_history.ProductOfRow[row]] == product && IsActive(_history.Columns, row, product))
            {
                since = _history.TimeOf(row) ?? since;
            }
        }

        return since;
    }

    private bool IsActive(HistoryColumns columns, int row, int product)
    {
        bool begun = columns.Times is null || columns.Times[row] <= _asOf;
        bool ended = columns.Untils is not null && columns.Untils[row] != RawRows.NoTime && columns.Untils[row] <= _asOf && _held[product];
        return begun && !ended;
    }
}
