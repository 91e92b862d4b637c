namespace CrossSell;

/// <summary>Keeps the best few of many offers, best first, in the caller's span.</summary>
/// <remarks>
/// Offers come in the order of products, and only a higher score passes an earlier one, so ties stay in that order. Nearly every offer fails the one
/// comparison with the last place; the few others move some places: O(products + changes × places).
/// </remarks>
internal ref struct TopOffers(Span<ScoredProduct> best)
{
    private readonly Span<ScoredProduct> _best = best;

    public int Count { get; private set; }

    /// <summary>Only a greater score changes anything.</summary>
    public readonly double Bar => Count < _best.Length ? double.NegativeInfinity : Count == 0 ? double.PositiveInfinity : _best[Count - 1].Score;

    /// <summary>Puts an offer at its place among others, those that came first or not: by score, then in the order of products.</summary>
    /// <param name="best">The best so far, and room for more.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="offer">The offer, of a product that is not among them.</param>
    /// <returns>How many there are then.</returns>
    public static int Insert(Span<ScoredProduct> best, int count, in ScoredProduct offer)
    {
        int place = Math.Min(count, best.Length - 1);
        if (count == best.Length && !Passes(offer, best[place]))
        {
            return count;
        }

        for (; place > 0 && Passes(offer, best[place - 1]); place--)
        {
            best[place] = best[place - 1];
        }

        best[place] = offer;
        return Math.Min(count + 1, best.Length);
    }

    public void Offer(int product, int rule, double score)
    {
        if (Count == _best.Length)
        {
            if (Count == 0 || score <= _best[Count - 1].Score)
            {
                return;
            }
        }
        else
        {
            Count++;
        }

        int place = Count - 1;
        while (place > 0 && score > _best[place - 1].Score)
        {
            _best[place] = _best[place - 1];
            place--;
        }

        _best[place] = new ScoredProduct(product, rule, score);
    }

    private static bool Passes(in ScoredProduct offer, in ScoredProduct other) => offer.Score > other.Score || (offer.Score == other.Score && offer.Product < other.Product);
}
