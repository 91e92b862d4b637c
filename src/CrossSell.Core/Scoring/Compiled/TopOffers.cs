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
}
