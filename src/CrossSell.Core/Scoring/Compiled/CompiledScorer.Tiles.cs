namespace CrossSell;

internal sealed partial class CompiledScorer
{
    /// <summary>With fewer products everything is added up exactly sooner than what may be passed over is found.</summary>
    private const int FewestOfTiles = 129;

    /// <summary>Weights beyond it, which nobody learns, would not be told apart in single precision.</summary>
    private const double GreatestWeight = 1e6;

    private PropensityTiles? _tiles;
    private RuleGains? _gains;

    private void CompileTiles()
    {
        if (Propensity is not { Propensity.Link: PropensityLink.Logistic } propensity || Products < FewestOfTiles || IsExtreme(propensity.Propensity))
        {
            Propensity?.WithRows();
            return;
        }

        double[] popularityTerms = [.. Enumerable.Range(0, Products).Select(p => RuleTerm(_order.RankOfPopularity[p], p))];
        PropensityTiles tiles = new(propensity, popularityTerms);
        _tiles = tiles;
        _gains = !propensity.UsesRules ? null : new RuleGains(
            _order.RuleOfRank.Length,
            [.. _index.Ranked().Select(rule => (rule.Rank, tiles.PlaceOf[rule.Product], Math.Abs(RuleTerm(rule.Rank, rule.Product) - popularityTerms[rule.Product])))],
            tiles.Places,
            PropensityTiles.Width);
    }

    private static bool IsExtreme(ProductPropensity weights) =>
        new ReadOnlyMemory<double>[] { weights.Intercepts, weights.EffectNumbers, weights.RuleSlopes }.Any(numbers => numbers.Span.ContainsAnyExceptInRange(-GreatestWeight, GreatestWeight));

    // Coarse logits of all products tell which may be among the best; the exact ones of these few decide.
    private bool TrySelectByTiles(ReadOnlySpan<int> evidence, ReadOnlySpan<int> codes, ReadOnlySpan<ulong> excluded, ScoreScratch scratch, Span<ScoredProduct> best, out int found)
    {
        found = 0;
        ReadOnlySpan<int> unusual = Propensity!.Unusual(codes);
        if (_tiles is not { } tiles || best.Length > PropensityTiles.MostWanted || unusual.Length > PropensityTiles.MostCodes)
        {
            return false;
        }

        ReadOnlySpan<ulong> has = Mark(evidence, scratch);
        if (_gains is not null)
        {
            _index.Fire(evidence, has, _gains, scratch.Said);
        }

        var top = new TopOffers(best);
        foreach (TileCandidate candidate in tiles.Collect(unusual, excluded, _neverOffered, _gains, best.Length, scratch))
        {
            int rank = candidate.Said != 0 ? _gains!.RankOf(candidate.Said) : _order.RankOfPopularity[candidate.Product];
            top.Offer(candidate.Product, rank, Propensity.LogitOf(candidate.Product, unusual) + RuleTerm(rank, candidate.Product));
        }

        found = top.Count;
        for (int place = 0; place < found; place++)
        {
            (int product, int rank, double logit) = best[place];
            best[place] = new ScoredProduct(product, _order.RuleOfRank[Propensity.UsesRules ? rank : RankFor(product, has)], Probability(logit));
        }

        Unmark(evidence, scratch);
        return true;
    }
}
