using System.Numerics;
using CrossSell.Numerics;

namespace CrossSell;

internal sealed partial class CompiledScorer
{
    private RuleRows? _rows;

    private void CompileRows()
    {
        if (Products >= FewestOfTiles || Propensity is { UsesRules: false } or { Propensity.Link: not PropensityLink.Logistic } || (Propensity is { } weights && IsExtreme(weights.Propensity)))
        {
            return;
        }

        _rows = _index.Rows(_order.RankOfPopularity, Propensity is not null ? RuleTerm : PlaceAmongOffers);

        // Falls with the key of the offer, and is another number for each.
        double PlaceAmongOffers(int rank, int product) => -(((double)_order.ClassOfRank[rank] * Products) + product);
    }

    // Few products: what the rules say of all of them is one row.
    private int SelectByRows(RuleRows rows, ReadOnlySpan<int> evidence, ReadOnlySpan<ulong> excluded, ScoreScratch scratch, Span<ScoredProduct> best)
    {
        ReadOnlySpan<ushort> said = FireRows(rows, evidence, scratch);
        Span<double> places = scratch.Logits(rows.Width);
        places.Clear();
        rows.AddTerms(said, places[..Products]);
        int found = Falling(places, excluded, scratch, best);
        for (int place = 0; place < found; place++)
        {
            int product = best[place].Product;
            best[place] = Offer(product, rows.RankOf(product, said[product]));
        }

        return found;
    }

    // The same where probabilities are wanted: all of them are added up exactly.
    private int SelectByRows(RuleRows rows, ReadOnlySpan<int> evidence, ReadOnlySpan<int> unusual, ReadOnlySpan<ulong> excluded, ScoreScratch scratch, Span<ScoredProduct> best)
    {
        ReadOnlySpan<ushort> said = FireRows(rows, evidence, scratch);
        Span<double> logits = scratch.Logits(rows.Width);
        Propensity!.Add(unusual, logits);
        rows.AddTerms(said, logits[..Products]);
        int found = Falling(logits, excluded, scratch, best);
        for (int place = 0; place < found; place++)
        {
            (int product, _, double logit) = best[place];
            best[place] = new ScoredProduct(product, _order.RuleOfRank[rows.RankOf(product, said[product])], Probability(logit));
        }

        return found;
    }

    private ReadOnlySpan<ushort> FireRows(RuleRows rows, ReadOnlySpan<int> evidence, ScoreScratch scratch)
    {
        Span<ushort> said = scratch.Places(rows.Width);
        _index.FireRows(evidence, Mark(evidence, scratch), rows, said);
        Unmark(evidence, scratch);
        return said;
    }

    // The open products with the greatest numbers, each with its number for a score.
    private int Falling(Span<double> logits, ReadOnlySpan<ulong> excluded, ScoreScratch scratch, Span<ScoredProduct> best)
    {
        logits[Products..].Fill(double.NegativeInfinity);
        for (int word = 0; word < excluded.Length; word++)
        {
            for (ulong closed = (_neverOffered[word] | excluded[word]) & Bitset.Used(word, Products); closed != 0; closed &= closed - 1)
            {
                logits[(word << 6) + BitOperations.TrailingZeroCount(closed)] = double.NegativeInfinity;
            }
        }

        Span<int> places = scratch.Ranks(Math.Min(best.Length, FewOfRow.Most));
        int found = best.Length <= FewOfRow.Most ? FewOfRow.Find(logits, places) : -1;
        if (found < 0)
        {
            return Greatest(logits[..Products], excluded, best);
        }

        for (int place = 0; place < found; place++)
        {
            best[place] = new ScoredProduct(places[place], -1, logits[places[place]]);
        }

        return found;
    }
}
