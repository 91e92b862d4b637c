using System.Numerics;
using System.Runtime.Intrinsics;

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

    // Products are chosen by their logits; only those that are chosen become probabilities and are told their rule.
    private int SelectByProbability(ReadOnlySpan<int> evidence, ReadOnlySpan<int> unusual, ReadOnlySpan<ulong> excluded, ScoreScratch scratch, Span<ScoredProduct> best)
    {
        if (TrySelectByTiles(evidence, unusual, excluded, scratch, best, out int chosen))
        {
            return chosen;
        }

        if (_rows is not null)
        {
            return SelectByRows(_rows, evidence, unusual, excluded, scratch, best);
        }

        Span<double> logits = scratch.Logits(Products);
        Propensity!.Add(unusual, logits);
        ReadOnlySpan<int> ranks = Propensity.UsesRules ? Fire(evidence, scratch) : [];
        for (int p = 0; p < ranks.Length; p++)
        {
            logits[p] += RuleTerm(ranks[p], p);
        }

        int found = Greatest(logits, excluded, best);
        ReadOnlySpan<ulong> has = Mark(evidence, scratch);
        double greatest = found > 0 ? best[0].Score : 0;
        double sum = Propensity.Propensity.Link == PropensityLink.NextProduct ? Sum(logits, greatest, excluded) : 0;
        for (int place = 0; place < found; place++)
        {
            (int product, double logit) = (best[place].Product, best[place].Score);
            int rank = ranks.IsEmpty ? RankFor(product, has) : ranks[product];
            best[place] = new ScoredProduct(product, _order.RuleOfRank[rank], sum > 0 ? Math.Exp(logit - greatest) / sum : Probability(logit));
        }

        Unmark(evidence, scratch);
        return found;
    }

    // The open products with the greatest logits; most blocks of products are passed over by one comparison.
    private int Greatest(ReadOnlySpan<double> logits, ReadOnlySpan<ulong> excluded, Span<ScoredProduct> best)
    {
        var top = new TopOffers(best);
        for (int word = 0; word < excluded.Length; word++)
        {
            ulong open = Open(word, excluded);
            for (int at = 0; open >> at != 0; at += Vector256<double>.Count)
            {
                int first = (word << 6) + at;
                ulong block = (open >> at) & 0xF;
                if (first + Vector256<double>.Count <= logits.Length)
                {
                    block &= Vector256.GreaterThan(Vector256.Create(logits[first..]), Vector256.Create(top.Bar)).ExtractMostSignificantBits();
                }

                for (; block != 0; block &= block - 1)
                {
                    int p = first + BitOperations.TrailingZeroCount(block);
                    top.Offer(p, -1, logits[p]);
                }

                if (at + Vector256<double>.Count == 64)
                {
                    break;
                }
            }
        }

        return top.Count;
    }

    private double Sum(ReadOnlySpan<double> logits, double greatest, ReadOnlySpan<ulong> excluded)
    {
        double sum = 0;
        for (int word = 0; word < excluded.Length; word++)
        {
            for (ulong open = Open(word, excluded); open != 0; open &= open - 1)
            {
                sum += Math.Exp(logits[(word << 6) + BitOperations.TrailingZeroCount(open)] - greatest);
            }
        }

        return sum;
    }
}
