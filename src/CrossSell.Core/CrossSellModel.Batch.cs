namespace CrossSell;

public sealed partial class CrossSellModel
{
    private const int CustomersOfABlock = 1024;

    /// <summary>The offers of every customer of the history, in the order of <see cref="PurchaseHistory.Customers"/>, made by all cores.</summary>
    /// <remarks>Streams: a few blocks of 1,024 customers are in memory at a time. The result is the same for any number of threads.</remarks>
    /// <param name="count">How many offers for each at most, 1 or more.</param>
    /// <param name="maxThreads">The most threads; null for one for each core.</param>
    /// <param name="cancellationToken">Ends the stream with an <see cref="OperationCanceledException"/> between two blocks.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> or <paramref name="maxThreads"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The model is not bound to a history.</exception>
    public IEnumerable<CustomerRecommendations> RecommendAll(int count, int? maxThreads = null, CancellationToken cancellationToken = default) =>
        RecommendAll(count, CustomerShard.Whole, maxThreads, cancellationToken);

    /// <summary>The same for one share of the customers: the shares together are all of them, each once.</summary>
    /// <param name="count">How many offers for each at most, 1 or more.</param>
    /// <param name="shard">Which share.</param>
    /// <param name="maxThreads">The most threads; null for one for each core.</param>
    /// <param name="cancellationToken">Ends the stream with an <see cref="OperationCanceledException"/> between two blocks.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> or <paramref name="maxThreads"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The model is not bound to a history.</exception>
    public IEnumerable<CustomerRecommendations> RecommendAll(int count, CustomerShard shard, int? maxThreads = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxThreads ?? 1, 1, nameof(maxThreads));
        PurchaseHistory history = Bound.History;
        return Stream(history, Math.Min(count, Products.Count), shard, maxThreads ?? Environment.ProcessorCount, cancellationToken);
    }

    /// <summary>The best offers of many customers as numbers: masks, contact limits and scores in one pass of all cores, in bounded memory.</summary>
    /// <remarks>
    /// Blocks of 1,024 customers are computed on several threads and handed on in the order of <see cref="PurchaseHistory.Customers"/>; threads wait where
    /// <paramref name="take"/> is slower than they are. Nothing is allocated for a customer. The result is the same for any number of threads.
    /// </remarks>
    /// <param name="options">For whom and by whom.</param>
    /// <param name="take">Takes a block of customers with their offers, those without any included; one call at a time, on any thread. The block is used again afterwards.</param>
    /// <param name="cancellationToken">Ends the batch between two blocks.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The model is not bound to a history.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void RecommendAll(BatchOptions options, Action<OfferBlock> take, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(take);
        if (options.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        int customers = Bound.History.Customers.Count;
        int most = Math.Min(options.Count, Products.Count);
        OrderedBlocks<OfferBlock>.Run(
            (customers + CustomersOfABlock - 1) / CustomersOfABlock,
            options.MaxThreads ?? Environment.ProcessorCount,
            () => new OfferBlock(CustomersOfABlock, most, Bitset.Words(Products.Count)),
            (block, place) => Fill(place, block * CustomersOfABlock, Math.Min(customers, (block + 1) * CustomersOfABlock), options),
            (block, place) =>
            {
                take(place);
                options.Progress?.Report(Math.Min(customers, (block + 1) * CustomersOfABlock));
            },
            cancellationToken);
    }

    private void Fill(OfferBlock block, int from, int to, BatchOptions options)
    {
        IdTable customers = Bound.History.Customers;
        block.Clear();
        for (int customer = from; customer < to; customer++)
        {
            if (options.Shard.IsWhole || options.Shard.Contains(customers.Utf8(customer)))
            {
                bool admitted = options.Contact is not { } contact || contact(customer) == ContactPolicy.IndexAnswer.Admitted;
                block.Add(customer, admitted ? Recommend(customer, block.BarredBy(options.Barred, customer), block.Next, out _) : 0);
            }
        }
    }

    // Made ahead by threads of its own, as far as there is room; none of them waits for whoever takes, so that a stream can be dropped anywhere.
    private IEnumerable<CustomerRecommendations> Stream(PurchaseHistory history, int count, CustomerShard shard, int threads, CancellationToken cancellationToken)
    {
        int customers = history.Customers.Count;
        using var ahead = new BlocksAhead<List<CustomerRecommendations>>(
            (customers + CustomersOfABlock - 1) / CustomersOfABlock,
            threads,
            block => ExplainBlock(history, block * CustomersOfABlock, Math.Min(customers, (block + 1) * CustomersOfABlock), shard, new ScoredProduct[count]),
            cancellationToken);
        while (ahead.TryTake(out List<CustomerRecommendations>? block))
        {
            foreach (CustomerRecommendations result in block)
            {
                yield return result;
            }
        }
    }

    private List<CustomerRecommendations> ExplainBlock(PurchaseHistory history, int from, int to, CustomerShard shard, ScoredProduct[] best)
    {
        var results = new List<CustomerRecommendations>(shard.IsWhole ? to - from : 0);
        for (int customer = from; customer < to; customer++)
        {
            if (!shard.IsWhole && !shard.Contains(history.Customers.Utf8(customer)))
            {
                continue;
            }

            int found = Recommend(customer, [], best, out bool coldStart);
            Recommendation[] offers = _purchases is not null
                ? ExplainRanked(_purchases.Of(customer), best.AsSpan(0, found))
                : Explain(best.AsSpan(0, found), CodesOf(customer), coldStart);
            results.Add(new CustomerRecommendations(new CustomerId(history.Customers[customer]), Timed(offers, customer)));
        }

        return results;
    }
}
