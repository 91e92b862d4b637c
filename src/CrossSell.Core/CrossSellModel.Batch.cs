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

    private IEnumerable<CustomerRecommendations> Stream(PurchaseHistory history, int count, CustomerShard shard, int threads, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        int customers = history.Customers.Count;
        int window = CustomersOfABlock * threads * 4;
        for (int first = 0; first < customers; first += window)
        {
            int inWindow = Math.Min(window, customers - first);
            var results = new CustomerRecommendations?[inWindow];
            int blocks = (inWindow + CustomersOfABlock - 1) / CustomersOfABlock;
            Parallel.For(0, blocks, options, block =>
            {
                var best = new ScoredProduct[count];
                int end = Math.Min(inWindow, (block + 1) * CustomersOfABlock);
                for (int i = block * CustomersOfABlock; i < end; i++)
                {
                    if (!shard.IsWhole && !shard.Contains(history.Customers.Utf8(first + i)))
                    {
                        continue;
                    }

                    int found = Recommend(first + i, [], best, out bool coldStart);
                    var customer = new CustomerId(history.Customers[first + i]);
                    Recommendation[] offers = _purchases is not null
                        ? ExplainRanked(_purchases.Of(first + i), best.AsSpan(0, found))
                        : Explain(best.AsSpan(0, found), CodesOf(first + i), coldStart);
                    results[i] = new CustomerRecommendations(customer, Timed(offers, first + i));
                }
            });

            foreach (CustomerRecommendations result in results.OfType<CustomerRecommendations>())
            {
                yield return result;
            }
        }
    }
}
