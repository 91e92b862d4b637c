namespace CrossSell;

public sealed partial class CrossSellModel
{
    /// <summary>The best products to offer a customer, best first, each with its reason. What the customer owns is never among them.</summary>
    /// <param name="customer">Who; a customer that the history does not know gets the most popular products, and the reason says so.</param>
    /// <param name="count">How many at most, 1 or more; the list is shorter when fewer products qualify.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The model is not bound to a history.</exception>
    public IReadOnlyList<Recommendation> Recommend(CustomerId customer, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var best = new ScoredProduct[Math.Min(count, Products.Count)];
        int found = Recommend(customer, [], best, out bool coldStart);
        int index = Bound.History.Customers.IndexOf(customer.Value);
        Recommendation[] offers = _purchases is not null
            ? ExplainRanked(_purchases.Of(customer), best.AsSpan(0, found))
            : Explain(best.AsSpan(0, found), CodesOf(customer), coldStart);
        return Timed(offers, index);
    }

    /// <summary>The same choice as numbers into the caller's span; allocates nothing.</summary>
    /// <param name="customer">Who; a customer that the history does not know gets the most popular products.</param>
    /// <param name="best">Where the offers go, best first; its length is how many at most.</param>
    /// <returns>How many offers there are.</returns>
    /// <exception cref="InvalidOperationException">The model is not bound to a history.</exception>
    public int Recommend(CustomerId customer, Span<ScoredProduct> best) => Recommend(customer, [], best, out _);

    /// <summary>What goes with some products: for a basket at the till, or a caller of whom nothing else is known. Needs no history.</summary>
    /// <param name="products">What is there already; products that the model does not know are passed over. None of them is offered.</param>
    /// <param name="count">How many at most, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public IReadOnlyList<Recommendation> RecommendWith(IEnumerable<ProductId> products, int count)
    {
        ArgumentNullException.ThrowIfNull(products);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int[] known = [.. products.Select(p => _indexOf.GetValueOrDefault(p.Value, -1)).Where(p => p >= 0).Distinct()];
        if (_content.Ranking is not null)
        {
            return RankWith(known, count);
        }

        ScoreScratch scratch = ScoreScratch.For(Products.Count);
        Span<ulong> excluded = scratch.Excluded.AsSpan(0, Bitset.Words(Products.Count));
        excluded.Clear();
        foreach (int product in known)
        {
            Bitset.Set(excluded, product);
        }

        var best = new ScoredProduct[Math.Min(count, Products.Count)];
        int[] codes = _scorer.Propensity is { } propensity ? propensity.CodesOf([.. known.Select(p => Products[p].Id.Value)]) : [];
        int found = _scorer.Select(known, Unusual(codes), excluded, scratch, best);
        return Explain(best.AsSpan(0, found), codes, coldStart: known.Length == 0);
    }

    /// <summary>Why products are not among a customer's offers at all, however many are asked for; in the order of <see cref="Products"/>.</summary>
    /// <exception cref="InvalidOperationException">The model is not bound to a history.</exception>
    public IReadOnlyList<Exclusion> Exclusions(CustomerId customer)
    {
        BoundHistory bound = Bound;
        ScoreScratch scratch = ScoreScratch.For(Products.Count);
        int index = bound.History.Customers.IndexOf(customer.Value);
        if (index >= 0)
        {
            bound.Read(index, scratch);
        }

        var exclusions = new List<Exclusion>();
        for (int p = 0; p < Products.Count; p++)
        {
            ExclusionReason? reason = index >= 0 && Bitset.Contains(scratch.Excluded, p) ? ExclusionReason.Owned
                : !_content.ForSale[p] ? ExclusionReason.NotInCatalog
                : _content.Counts[p] == 0 ? ExclusionReason.NoEvidence : null;
            if (reason is { } why)
            {
                exclusions.Add(new Exclusion(Products[p].Id, why, why == ExclusionReason.Owned ? bound.HeldSince(index, p) : null));
            }
        }

        return exclusions;
    }

    private int Recommend(CustomerId customer, ReadOnlySpan<ulong> barred, Span<ScoredProduct> best, out bool coldStart)
    {
        int index = Bound.History.Customers.IndexOf(customer.Value);
        if (index >= 0)
        {
            return Recommend(index, barred, best, out coldStart);
        }

        coldStart = true;
        if (_purchases is not null)
        {
            return _content.Ranking!.Recommend(_purchases.Of(customer), barred, best);
        }

        ScoreScratch scratch = ScoreScratch.For(Products.Count);
        Span<ulong> excluded = scratch.Excluded.AsSpan(0, Bitset.Words(Products.Count));
        excluded.Clear();
        Bitset.Add(excluded, barred);
        ReadOnlySpan<int> codes = _codes is null ? [] : _codes.ReadUnknown(_codes.RowOf(customer.Value), scratch);
        return _scorer.Select([], Unusual(codes), excluded, scratch, best);
    }

    private int Recommend(int customer, ReadOnlySpan<ulong> barred, Span<ScoredProduct> best, out bool coldStart)
    {
        if (_purchases is not null)
        {
            CustomerPurchases purchases = _purchases.Of(customer);
            coldStart = purchases.Count == 0;
            return _content.Ranking!.Recommend(purchases, barred, best);
        }

        ScoreScratch scratch = ScoreScratch.For(Products.Count);
        ReadOnlySpan<int> evidence = Bound.Read(customer, scratch);
        coldStart = evidence.Length == 0;
        Bitset.Add(scratch.Excluded, barred);
        ReadOnlySpan<int> unusual = _codes is null ? [] : _codes.ReadUnusual(customer, _scorer.Propensity!, scratch);
        return _scorer.Select(evidence, unusual, scratch.Excluded, scratch, best);
    }

    private ReadOnlySpan<int> Unusual(ReadOnlySpan<int> codes) => _scorer.Propensity is { } propensity ? propensity.Unusual(codes) : [];
}
