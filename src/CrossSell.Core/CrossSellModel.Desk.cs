using CrossSell.ContactPolicy;

namespace CrossSell;

public sealed partial class CrossSellModel
{
    /// <summary>The place of a product in <see cref="Products"/>; -1 when the model does not know it. O(1).</summary>
    /// <param name="product">The product.</param>
    public int PlaceOf(ProductId product) => product.Value is { } id ? _indexOf.GetValueOrDefault(id, -1) : -1;

    /// <summary>
    /// The whole answer for somebody at a desk in one call: may he be contacted, and what should he be offered that he neither owns nor must not be offered. As numbers
    /// into the caller's span; allocates nothing once a thread is warm.
    /// </summary>
    /// <remarks>Thread-safe: each thread has a work space of its own, kept between calls.</remarks>
    /// <param name="customer">Who; a customer that the history does not know gets the most popular products.</param>
    /// <param name="barred">
    /// What must not be offered beyond what he owns, such as declined or ineligible products: bit p of word p / 64 bars the product at place p of <see cref="Products"/>.
    /// Empty for nothing; words that are missing at the end bar nothing.
    /// </param>
    /// <param name="contact">Whether he may be contacted, as a contact index or the rules say; only <see cref="IndexAnswer.Admitted"/> gives offers.</param>
    /// <param name="best">Where the offers go, best first; its length is how many at most.</param>
    /// <returns>How many offers there are; 0 where he may not be contacted.</returns>
    /// <exception cref="ArgumentException"><paramref name="barred"/> has more words than the products need.</exception>
    /// <exception cref="InvalidOperationException">The model is not bound to a history.</exception>
    public int Recommend(CustomerId customer, ReadOnlySpan<ulong> barred, IndexAnswer contact, Span<ScoredProduct> best)
    {
        RequireMask(barred);
        _ = Bound;
        return contact == IndexAnswer.Admitted ? Recommend(customer, barred, best, out _) : 0;
    }

    /// <summary>The same for somebody of whom only his products are known: a basket at the till, a prospect on the phone. Needs no history.</summary>
    /// <remarks>Thread-safe, and allocates nothing where rules rank; a model that learned probabilities or an order makes the customer's features anew at each call.</remarks>
    /// <param name="products">What he has, as places in <see cref="Products"/>, each once; none of them is offered.</param>
    /// <param name="barred">As in the other overload.</param>
    /// <param name="contact">As in the other overload.</param>
    /// <param name="best">Where the offers go.</param>
    /// <returns>How many offers there are.</returns>
    /// <exception cref="ArgumentException"><paramref name="barred"/> has more words than the products need, or a product stands twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no product at one of the places.</exception>
    public int RecommendWith(ReadOnlySpan<int> products, ReadOnlySpan<ulong> barred, IndexAnswer contact, Span<ScoredProduct> best)
    {
        RequireMask(barred);
        ScoreScratch scratch = ScoreScratch.For(Products.Count);
        Span<ulong> excluded = scratch.Excluded.AsSpan(0, Bitset.Words(Products.Count));
        excluded.Clear();
        foreach (int product in products)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(product, nameof(products));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(product, Products.Count, nameof(products));
            if (Bitset.Contains(excluded, product))
            {
                throw new ArgumentException($"The product at place {product} stands twice among what the customer has.", nameof(products));
            }

            Bitset.Set(excluded, product);
        }

        Bitset.Add(excluded, barred);
        if (contact != IndexAnswer.Admitted)
        {
            return 0;
        }

        return _content.Ranking is { } ranking
            ? ranking.Recommend(ranking.Basket(products), excluded, best)
            : _scorer.Select(products, Unusual(CodesWith(products)), excluded, scratch, best);
    }

    private ReadOnlySpan<int> CodesWith(ReadOnlySpan<int> products) => _scorer.Propensity is not { } propensity ? []
        : propensity.CodesOf([.. products.ToArray().Select(p => Products[p].Id.Value)]);

    private void RequireMask(ReadOnlySpan<ulong> barred)
    {
        if (barred.Length > Bitset.Words(Products.Count))
        {
            throw new ArgumentException($"{Products.Count} products are barred by {Bitset.Words(Products.Count)} words at most; there are {barred.Length}.", nameof(barred));
        }
    }
}
