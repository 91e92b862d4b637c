namespace CrossSell;

internal sealed partial class CompiledScorer
{
    /// <summary>With fewer products everything is added up exactly sooner than what may be passed over is found.</summary>
    private const int FewestOfTiles = 129;

    /// <summary>The place of a product stands above a byte of 32 bits.</summary>
    private const int MostOfTiles = 1 << 24;

    /// <summary>Weights beyond it, which nobody learns, would not be told apart in single precision.</summary>
    private const double GreatestWeight = 1e6;

    private PropensityTiles? _tiles;
    private RuleGains? _gains;
    private double[] _popularityTerms = [];

    private void CompileTiles()
    {
        if (Propensity is not { Propensity.Link: PropensityLink.Logistic } propensity || Products is < FewestOfTiles or > MostOfTiles || IsExtreme(propensity.Propensity))
        {
            Propensity?.WithRows();
            return;
        }

        _popularityTerms = [.. Enumerable.Range(0, Products).Select(p => RuleTerm(_order.RankOfPopularity[p], p))];
        double[] slopes = propensity.Propensity.RuleSlopes;
        _tiles = new PropensityTiles(propensity, _popularityTerms, _neverOffered);
        _gains = propensity.UsesRules ? _index.Gains(_tiles.PlaceOf, _tiles.Count, Gain, (rank, product) => (_order.RuleOfRank[rank], RuleTerm(rank, product))) : null;

        double Gain(int rank, int product) => slopes[product] < 0 || rank > _order.RankOfPopularity[product] ? double.NaN : RuleTerm(rank, product) - _popularityTerms[product];
    }

    private static bool IsExtreme(ProductPropensity weights) =>
        new ReadOnlyMemory<double>[] { weights.Intercepts, weights.EffectNumbers, weights.RuleSlopes }.Any(numbers => numbers.Span.ContainsAnyExceptInRange(-GreatestWeight, GreatestWeight));

    // Coarse logits of all products tell which may be among the best; the exact ones of these few decide.
    private bool TrySelectByTiles(ReadOnlySpan<int> evidence, ReadOnlySpan<int> unusual, ReadOnlySpan<ulong> excluded, ScoreScratch scratch, Span<ScoredProduct> best, out int found)
    {
        found = 0;
        if (_tiles is not { } tiles || best.Length > PropensityTiles.MostWanted || unusual.Length > PropensityTiles.MostCodes)
        {
            return false;
        }

        ReadOnlySpan<ulong> has = Mark(evidence, scratch);
        if (_gains is not null)
        {
            _index.Fire(evidence, has, _gains, scratch.Said);
        }

        Span<TileCandidate> candidates = tiles.Collect(unusual, excluded, _gains, best.Length, scratch);
        Span<int> products = scratch.Offsets(candidates.Length);
        Span<int> rules = scratch.Ranks(candidates.Length);
        for (int i = 0; i < products.Length; i++)
        {
            products[i] = candidates[i].Product;
            _gains?.Fetch(products[i]);
        }

        Span<double> logits = scratch.Logits(candidates.Length);
        Propensity!.LogitsOf(products, unusual, logits);
        for (int i = 0; i < products.Length; i++)
        {
            rules[i] = candidates[i].Said > 0 ? _gains!.ThatSaid(products[i], candidates[i].Said) : 0;
        }

        for (int i = 0; i < products.Length; i++)
        {
            (int rule, double term) = Strongest(candidates[i], rules[i], has);
            found = TopOffers.Insert(best, found, new ScoredProduct(products[i], rule, logits[i] + term));
        }

        for (int place = 0; place < found; place++)
        {
            (int product, int rule, double logit) = best[place];
            best[place] = new ScoredProduct(product, Propensity.UsesRules ? rule : _order.RuleOfRank[RankFor(product, has)], Probability(logit));
        }

        Unmark(evidence, scratch);
        return true;
    }

    // The strongest thing that speaks for a candidate, and what it adds.
    private (int Rule, double Term) Strongest(in TileCandidate candidate, int from, ReadOnlySpan<ulong> has)
    {
        if (candidate.Said > 0)
        {
            foreach (ref readonly GainRule rule in _gains!.RulesFrom(candidate.Product, from))
            {
                if (Bitset.ContainsAll(has, rule.Key, rule.First, rule.Second) && (!_index.HasLong || HasAll(has, _book.Antecedent(rule.Rule))))
                {
                    return (rule.Rule, rule.Term);
                }
            }
        }

        if (Propensity!.Propensity.RuleSlopes[candidate.Product] < 0)
        {
            int rank = RankFor(candidate.Product, has);
            return (_order.RuleOfRank[rank], RuleTerm(rank, candidate.Product));
        }

        return (-1, _popularityTerms[candidate.Product]);
    }
}
