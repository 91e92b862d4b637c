using CrossSell.Mining;

namespace CrossSell;

/// <summary>Scores every product for one customer and selects the best, without allocating.</summary>
/// <remarks>
/// The score of a product is the confidence of the strongest rule that fires for it, or its popularity (the confidence of the rule without antecedent) where
/// that is higher. With a propensity part the score is the probability instead, in which what the rules say takes part. All products are scored densely, since
/// looking only at those that a rule touched was measured as slower. Immutable and thread-safe; each thread has a scratch of its own.
/// </remarks>
internal sealed class CompiledScorer
{
    private readonly CompiledRules _index;
    private readonly double[] _confidence;
    private readonly double[] _popularity;
    private readonly ulong[] _neverOffered;
    private readonly double[] _confidenceLogit = [];
    private readonly double[] _popularityLogit = [];

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

        if (content.Propensity is { } propensity)
        {
            Propensity = new CompiledPropensity(propensity);
            _confidenceLogit = Array.ConvertAll(_confidence, ProductPropensity.RuleLogit);
            _popularityLogit = Array.ConvertAll(_popularity, ProductPropensity.RuleLogit);
        }
    }

    public int Products { get; }

    /// <summary>Null for a model of rules alone.</summary>
    public CompiledPropensity? Propensity { get; }

    /// <summary>Fills <paramref name="best"/> with the best products and returns how many there are.</summary>
    /// <param name="evidence">The products that rules may build on, each once.</param>
    /// <param name="codes">The codes of the customer's fields; empty without a propensity part.</param>
    /// <param name="excluded">The products that must not be offered, as bits.</param>
    /// <param name="scratch">This thread's work space.</param>
    /// <param name="best">Where the offers go, best first: by score, then by the order of products.</param>
    public int Select(ReadOnlySpan<int> evidence, ReadOnlySpan<int> codes, ReadOnlySpan<ulong> excluded, ScoreScratch scratch, Span<ScoredProduct> best)
    {
        ReadOnlySpan<int> bestRule = Fire(evidence, scratch);
        ReadOnlySpan<double> probabilities = Propensity is null ? [] : Probabilities(codes, bestRule, excluded, scratch);
        var top = new TopOffers(best);
        for (int word = 0; word < _neverOffered.Length; word++)
        {
            ulong open = Open(word, excluded);
            for (; open != 0; open &= open - 1)
            {
                int p = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(open);
                bool speaks = Speaks(bestRule[p], p);
                double score = !probabilities.IsEmpty ? probabilities[p] : speaks ? _confidence[bestRule[p]] : _popularity[p];
                top.Offer(p, speaks ? bestRule[p] : -1, score);
            }
        }

        return top.Count;
    }

    /// <summary>What the rules say of every product: the confidence of the strongest rule that fires, or the popularity where that is higher.</summary>
    public void RuleScores(ReadOnlySpan<int> evidence, ScoreScratch scratch, Span<double> scores)
    {
        ReadOnlySpan<int> bestRule = Fire(evidence, scratch);
        for (int p = 0; p < Products; p++)
        {
            scores[p] = Speaks(bestRule[p], p) ? _confidence[bestRule[p]] : _popularity[p];
        }
    }

    /// <summary>The logits of all products, and for each open one its probability in their place.</summary>
    private Span<double> Probabilities(ReadOnlySpan<int> codes, ReadOnlySpan<int> bestRule, ReadOnlySpan<ulong> excluded, ScoreScratch scratch)
    {
        Span<double> logits = scratch.Logits(Products);
        Propensity!.Add(codes, logits);
        bool together = Propensity.Propensity.Link == PropensityLink.NextProduct;
        double greatest = double.NegativeInfinity;
        for (int word = 0; word < _neverOffered.Length; word++)
        {
            for (ulong open = Open(word, excluded); open != 0; open &= open - 1)
            {
                int p = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(open);
                logits[p] += RuleTerm(bestRule[p], p);
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

    /// <summary>What the rules add to a product's logit.</summary>
    public double RuleTerm(int rule, int product) => Propensity!.UsesRules
        ? Propensity.Propensity.RuleSlopes[product] * (Speaks(rule, product) ? _confidenceLogit[rule] : _popularityLogit[product])
        : 0;

    /// <summary>For each product the strongest rule whose antecedent is among the evidence, or <see cref="int.MaxValue"/>.</summary>
    public ReadOnlySpan<int> Fire(ReadOnlySpan<int> evidence, ScoreScratch scratch)
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

        return bestRule;
    }

    public static double Probability(double logit)
    {
        double e = Math.Exp(-Math.Abs(logit));
        return logit >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    private bool Speaks(int rule, int product) => rule != int.MaxValue && _confidence[rule] >= _popularity[product];

    private ulong Open(int word, ReadOnlySpan<ulong> excluded) => ~(_neverOffered[word] | excluded[word]) & Bitset.Used(word, Products);

    private void Normalize(Span<double> logits, double greatest, ReadOnlySpan<ulong> excluded)
    {
        double sum = 0;
        for (int word = 0; word < _neverOffered.Length; word++)
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
