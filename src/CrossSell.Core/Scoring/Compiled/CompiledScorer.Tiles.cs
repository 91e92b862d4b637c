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
        ReadOnlySpan<int> fired = _gains is not null ? _index.Fire(evidence, has, _gains, scratch) : [];
        Span<TileCandidate> candidates = tiles.Collect(unusual, excluded, _gains, best.Length, scratch);
        Span<int> products = scratch.Offsets(candidates.Length);
        Span<double> logits = scratch.Logits(candidates.Length);
        Span<int> rules = scratch.Ranks(candidates.Length);
        for (int i = 0; i < products.Length; i++)
        {
            products[i] = candidates[i].Product;
            _gains?.Rules.Fetch(products[i], candidates[i].Said);
        }

        Propensity!.LogitsOf(products, unusual, logits);
        FindRules(candidates, rules, scratch);
        for (int i = 0; i < products.Length; i++)
        {
            (int rule, double term) = Strongest(products[i], rules[i], has);
            found = TopOffers.Insert(best, found, new ScoredProduct(products[i], rule, logits[i] + term));
        }

        if (_gains is not null)
        {
            CompiledRules.Unfire(fired, scratch.Fired(_gains.Groups.Length));
        }

        for (int place = 0; place < found; place++)
        {
            (int product, int rule, double logit) = best[place];
            best[place] = new ScoredProduct(product, Propensity.UsesRules ? rule : _order.RuleOfRank[RankFor(product, has)], Probability(logit));
        }

        Unmark(evidence, scratch);
        return true;
    }

    // For each candidate where among the rules of products the one is that said it; -1 for none.
    private void FindRules(ReadOnlySpan<TileCandidate> candidates, Span<int> rules, ScoreScratch scratch)
    {
        rules.Fill(-1);
        if (_gains is null)
        {
            return;
        }

        for (int i = 0; i < candidates.Length; i++)
        {
            rules[i] = candidates[i].Said > 0 ? _gains.Rules.Begin(candidates[i].Product, candidates[i].Said) : -1;
        }

        ReadOnlySpan<ulong> fired = scratch.Fired(_gains.Groups.Length);
        for (int i = 0; i < candidates.Length; i++)
        {
            rules[i] = rules[i] < 0 ? -1 : _gains.Rules.FirstThatFires(candidates[i].Product, rules[i], fired);
        }
    }

    // The strongest thing that speaks for a candidate, and what it adds.
    private (int Rule, double Term) Strongest(int product, int rule, ReadOnlySpan<ulong> has)
    {
        if (rule >= 0)
        {
            GainRule strongest = _gains!.Rules.At(rule);
            return (strongest.Rule, strongest.Term);
        }

        if (Propensity!.Propensity.RuleSlopes[product] < 0)
        {
            int rank = RankFor(product, has);
            return (_order.RuleOfRank[rank], RuleTerm(rank, product));
        }

        return (-1, _popularityTerms[product]);
    }
}
