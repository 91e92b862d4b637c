using CrossSell.Mining;

namespace CrossSell;

/// <summary>Scores every product for one customer and selects the best, without allocating.</summary>
/// <remarks>
/// The score of a product is the confidence of the strongest rule that fires for it, or its popularity (the confidence of the rule without antecedent) where
/// that is higher. All products are scored densely, since looking only at those that a rule touched was measured as slower. Immutable and thread-safe;
/// each thread has a scratch of its own.
/// </remarks>
internal sealed class CompiledScorer
{
    private readonly CompiledRules _index;
    private readonly double[] _confidence;
    private readonly double[] _popularity;
    private readonly ulong[] _neverOffered;

    public CompiledScorer(ModelContent content)
    {
        Products = content.Products.Count;
        _index = CompiledRules.Compile(content.Rules, content.Counts);
        _confidence = new double[content.Rules.Count];
        for (int r = 0; r < _confidence.Length; r++)
        {
            _confidence[r] = content.Rules.Confidence(r);
        }

        _popularity = new double[Products];
        _neverOffered = new ulong[Bitset.Words(Products)];
        for (int p = 0; p < Products; p++)
        {
            _popularity[p] = content.Transactions == 0 ? 0 : (double)content.Counts[p] / content.Transactions;
            if (!content.ForSale[p] || content.Counts[p] == 0)
            {
                Bitset.Set(_neverOffered, p);
            }
        }
    }

    public int Products { get; }

    /// <summary>Fills <paramref name="best"/> with the best products and returns how many there are.</summary>
    /// <param name="evidence">The products that rules may build on, each once.</param>
    /// <param name="excluded">The products that must not be offered, as bits.</param>
    /// <param name="scratch">This thread's work space.</param>
    /// <param name="best">Where the offers go, best first: by score, then by the order of products.</param>
    public int Select(ReadOnlySpan<int> evidence, ReadOnlySpan<ulong> excluded, ScoreScratch scratch, Span<ScoredProduct> best)
    {
        Span<int> bestRule = scratch.BestRule.AsSpan(0, Products);
        bestRule.Fill(int.MaxValue);
        foreach (int product in evidence)
        {
            Bitset.Set(scratch.HasBits, product);
        }

        _index.Fire(evidence, scratch.HasBits, bestRule);
        foreach (int product in evidence)
        {
            Bitset.Clear(scratch.HasBits, product);
        }

        var top = new TopOffers(best);
        for (int word = 0; word < _neverOffered.Length; word++)
        {
            ulong open = ~(_neverOffered[word] | excluded[word]) & Bitset.Used(word, Products);
            for (; open != 0; open &= open - 1)
            {
                int p = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(open);
                int rule = bestRule[p];
                double score = _popularity[p];
                if (rule != int.MaxValue && _confidence[rule] >= score)
                {
                    score = _confidence[rule];
                }
                else
                {
                    rule = -1;
                }

                top.Offer(p, rule, score);
            }
        }

        return top.Count;
    }
}
