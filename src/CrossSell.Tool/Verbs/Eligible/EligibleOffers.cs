namespace CrossSell.Tool;

/// <summary>The best offers among those that a customer is eligible for: what is not eligible leaves its place to the next.</summary>
/// <param name="model">The model, bound to its customers.</param>
/// <param name="checker">Says what is eligible.</param>
/// <param name="request">When.</param>
/// <param name="top">Most offers for each customer.</param>
/// <param name="explains">Whether every product of the model is judged.</param>
internal sealed class EligibleOffers(CrossSellModel model, EligibilityChecker checker, EligibilityRequest request, int top, bool explains)
{
    private const int CustomersOfABlock = 1024;

    /// <summary>The offers of customers, in their order, made by several threads; the same for any number of them.</summary>
    /// <param name="customers">Whose.</param>
    /// <param name="threads">Most threads; null for one a core.</param>
    /// <param name="factsOf">What is known of a block of customers.</param>
    /// <param name="cancellation">Ends it between two blocks.</param>
    public async IAsyncEnumerable<JudgedCustomer> OfAsync(
        IEnumerable<CustomerId> customers,
        int? threads,
        Func<CustomerId[], Task<IReadOnlyList<CustomerFacts>>> factsOf,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount, CancellationToken = cancellation };
        foreach (CustomerId[] block in customers.Chunk(CustomersOfABlock))
        {
            IReadOnlyList<CustomerFacts> facts = await factsOf(block).ConfigureAwait(false);
            var judged = new JudgedCustomer[block.Length];
            Parallel.For(0, block.Length, parallel, i => judged[i] = Judge(facts[i]));
            foreach (JudgedCustomer customer in judged)
            {
                yield return customer;
            }
        }
    }

    private JudgedCustomer Judge(CustomerFacts facts)
    {
        EligibilityVerdict[] verdicts = explains ? [.. model.Products.Select(product => checker.Check(facts, product.Id, request))] : [];
        HashSet<ProductId>? fit = explains ? [.. verdicts.Where(verdict => verdict.IsEligible).Select(verdict => verdict.Product)] : null;
        EligibilityRequest brief = request with { Detail = ExplanationDetail.First };
        Recommendation[] offers = Best(facts.Customer, product => fit?.Contains(product) ?? checker.Check(facts, product, brief).IsEligible);
        return new JudgedCustomer(new CustomerRecommendations(facts.Customer, offers), verdicts);
    }

    // Few products fall out as a rule, so a few more than wanted are asked for, and more where these were not enough.
    private Recommendation[] Best(CustomerId customer, Func<ProductId, bool> isEligible)
    {
        var known = new Dictionary<ProductId, bool>();
        for (long wanted = 2L * top; ; wanted *= 4)
        {
            int asked = (int)Math.Min(wanted, Math.Max(1, model.Products.Count));
            IReadOnlyList<Recommendation> all = model.Recommend(customer, asked);
            Recommendation[] fit = [.. all.Where(offer => IsEligible(offer.Product)).Take(top)];
            if (fit.Length == top || all.Count < asked || asked >= model.Products.Count)
            {
                return [.. fit.Select((offer, place) => offer with { Rank = place + 1 })];
            }
        }

        bool IsEligible(ProductId product)
        {
            if (!known.TryGetValue(product, out bool fits))
            {
                known.Add(product, fits = isEligible(product));
            }

            return fits;
        }
    }
}
