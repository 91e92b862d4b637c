namespace CrossSell;

internal sealed partial class CompiledScorer
{
    public static double Probability(double logit)
    {
        double e = Math.Exp(-Math.Abs(logit));
        return logit >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /// <summary>What the rules add to a product's logit.</summary>
    /// <param name="rank">The rank of what speaks for it.</param>
    /// <param name="product">The product.</param>
    public double RuleTerm(int rank, int product) => Propensity!.UsesRules ? Propensity.Propensity.RuleSlopes[product] * _ruleLogits[rank] : 0;

    private int SelectByProbability(ReadOnlySpan<int> evidence, ReadOnlySpan<int> codes, ReadOnlySpan<ulong> excluded, ScoreScratch scratch, Span<ScoredProduct> best)
    {
        ReadOnlySpan<int> ranks = Fire(evidence, scratch);
        ReadOnlySpan<double> probabilities = Probabilities(codes, ranks, excluded, scratch);
        var top = new TopOffers(best);
        for (int word = 0; word < excluded.Length; word++)
        {
            for (ulong open = Open(word, excluded); open != 0; open &= open - 1)
            {
                int p = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(open);
                top.Offer(p, _order.RuleOfRank[ranks[p]], probabilities[p]);
            }
        }

        return top.Count;
    }

    /// <summary>The logits of all products, and for each open one its probability in their place.</summary>
    private Span<double> Probabilities(ReadOnlySpan<int> codes, ReadOnlySpan<int> ranks, ReadOnlySpan<ulong> excluded, ScoreScratch scratch)
    {
        Span<double> logits = scratch.Logits(Products);
        Propensity!.Add(codes, logits);
        bool together = Propensity.Propensity.Link == PropensityLink.NextProduct;
        double greatest = double.NegativeInfinity;
        for (int word = 0; word < excluded.Length; word++)
        {
            for (ulong open = Open(word, excluded); open != 0; open &= open - 1)
            {
                int p = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(open);
                logits[p] += RuleTerm(ranks[p], p);
                greatest = Math.Max(greatest, logits[p]);
                logits[p] = together ? logits[p] : Probability(logits[p]);
            }
        }

        if (together)
        {
            Normalize(logits, greatest, excluded);
        }

        return logits;
    }

    private void Normalize(Span<double> logits, double greatest, ReadOnlySpan<ulong> excluded)
    {
        double sum = 0;
        for (int word = 0; word < excluded.Length; word++)
        {
            for (ulong open = Open(word, excluded); open != 0; open &= open - 1)
            {
                int p = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(open);
                logits[p] = Math.Exp(logits[p] - greatest);
                sum += logits[p];
            }
        }

        for (int p = 0; p < logits.Length; p++)
        {
            logits[p] /= sum;
        }
    }
}
