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
    public IEnumerable<CustomerRecommendations> RecommendAll(int count, int? maxThreads = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxThreads ?? 1, 1, nameof(maxThreads));
        PurchaseHistory history = Bound.History;
        return Stream(history, Math.Min(count, Products.Count), maxThreads ?? Environment.ProcessorCount, cancellationToken);
    }

    private IEnumerable<CustomerRecommendations> Stream(PurchaseHistory history, int count, int threads, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        int customers = history.Customers.Count;
        int window = CustomersOfABlock * threads * 4;
        for (int first = 0; first < customers; first += window)
        {
            int inWindow = Math.Min(window, customers - first);
            var results = new CustomerRecommendations[inWindow];
            int blocks = (inWindow + CustomersOfABlock - 1) / CustomersOfABlock;
            Parallel.For(0, blocks, options, block =>
            {
                var best = new ScoredProduct[count];
                int end = Math.Min(inWindow, (block + 1) * CustomersOfABlock);
                for (int i = block * CustomersOfABlock; i < end; i++)
                {
                    int found = Recommend(first + i, best, out bool coldStart);
                    var customer = new CustomerId(history.Customers[first + i]);
                    Recommendation[] offers = _purchases is not null
                        ? ExplainRanked(_purchases.Of(first + i), best.AsSpan(0, found))
                        : Explain(best.AsSpan(0, found), CodesOf(first + i), coldStart);
                    results[i] = new CustomerRecommendations(customer, Timed(offers, first + i));
                }
            });

            foreach (CustomerRecommendations result in results)
            {
                yield return result;
            }
        }
    }
}
