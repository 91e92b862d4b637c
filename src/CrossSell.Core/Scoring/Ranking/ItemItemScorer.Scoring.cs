using System.Buffers;
using CrossSell.Numerics;

namespace CrossSell;

public sealed partial class ItemItemScorer
{
    private const int OnStack = 256;
    private const int WeightsOfALine = 16;
    private const int FetchedWeights = 8 * WeightsOfALine;

    /// <inheritdoc/>
    public void Score(in CustomerPurchases customer, Span<float> scores)
    {
        ScoreVector.Require(scores, this);
        ScoreVector.RequireKnown(customer, this);
        scores.Clear();
        float[]? rented = customer.Count > OnStack ? ArrayPool<float>.Shared.Rent(customer.Count) : null;
        Span<float> counts = (rented is null ? stackalloc float[OnStack] : rented)[..customer.Count];
        Owned.Fill(customer, counts);
        if (IsDense)
        {
            ScoreDense(customer.Products, counts, scores);
        }
        else if (Combination == ScoreCombination.Sum)
        {
            SumSparse(customer.Products, counts, scores);
        }
        else
        {
            MaxSparse(customer.Products, counts, scores);
        }

        // What was read may lie in a mapped file, which this keeps mapped.
        GC.KeepAlive(this);
        if (rented is not null)
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <inheritdoc/>
    /// <remarks>By <see cref="ScoreCombination.Sum"/> one for each owned product that has a weight; by <see cref="ScoreCombination.Max"/> the one owned product that decides, the first of equals.</remarks>
    public void Explain(in CustomerPurchases customer, int product, ICollection<ScoreContribution> contributions)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        ScoreVector.RequireProduct(product, this);
        ScoreVector.RequireKnown(customer, this);
        var counts = new float[customer.Count];
        Owned.Fill(customer, counts);
        (int Place, double Amount) most = (-1, 0);
        for (int at = 0; at < counts.Length; at++)
        {
            double amount = (double)counts[at] * Weight(customer.Products[at], product);
            if (Combination == ScoreCombination.Sum && amount != 0)
            {
                contributions.Add(new ScoreContribution(ScoreCause.OwnedProduct, customer.Products[at], amount));
            }

            most = amount > most.Amount ? (customer.Products[at], amount) : most;
        }

        if (Combination == ScoreCombination.Max && most.Place >= 0)
        {
            contributions.Add(new ScoreContribution(ScoreCause.OwnedProduct, most.Place, most.Amount));
        }
    }

    private unsafe void ScoreDense(ReadOnlySpan<int> owned, ReadOnlySpan<float> counts, Span<float> scores)
    {
        fixed (float* weights = _weights.Span, factors = counts, target = scores)
        {
            int at = 0;
            for (; Combination == ScoreCombination.Sum && at + 4 <= owned.Length; at += 4)
            {
                FloatRows.AddScaled4(factors + at, Row(weights, owned[at]), Row(weights, owned[at + 1]), Row(weights, owned[at + 2]), Row(weights, owned[at + 3]), target, scores.Length);
            }

            for (; at < owned.Length; at++)
            {
                if (Combination == ScoreCombination.Sum)
                {
                    FloatRows.AddScaled(factors[at], Row(weights, owned[at]), target, scores.Length);
                }
                else
                {
                    FloatRows.MaxScaled(factors[at], Row(weights, owned[at]), target, scores.Length);
                }
            }
        }
    }

    private unsafe float* Row(float* weights, int product) => weights + ((long)product * ProductCount);

    private unsafe void SumSparse(ReadOnlySpan<int> owned, ReadOnlySpan<float> counts, Span<float> scores)
    {
        ReadOnlySpan<int> starts = _starts.Span;
        fixed (int* partners = _partners.Span)
        fixed (float* weights = _weights.Span, target = scores)
        {
            for (int at = 0; at < owned.Length; at++)
            {
                int start = starts[owned[at]];
                if (at + 1 < owned.Length)
                {
                    Fetch(partners, weights, starts[owned[at + 1]], starts[owned[at + 1] + 1]);
                }

                FloatRows.AddScaledAt(counts[at], partners + start, weights + start, target, starts[owned[at] + 1] - start);
            }
        }
    }

    // Rows lie anywhere in memory: the first lines of the next one come while this one is added; the processor finds the rest itself.
    private static unsafe void Fetch(int* partners, float* weights, int start, int end)
    {
        for (int at = start; at < Math.Min(start + FetchedWeights, end); at += WeightsOfALine)
        {
            CacheHint.Prefetch(partners + at);
            CacheHint.Prefetch(weights + at);
        }
    }

    private void MaxSparse(ReadOnlySpan<int> owned, ReadOnlySpan<float> counts, Span<float> scores)
    {
        for (int at = 0; at < owned.Length; at++)
        {
            ReadOnlySpan<int> partners = PartnersOf(owned[at]);
            ReadOnlySpan<float> weights = WeightsOf(owned[at])[..partners.Length];
            float count = counts[at];
            for (int to = 0; to < partners.Length; to++)
            {
                ref float score = ref scores[partners[to]];
                score = MathF.Max(score, count * weights[to]);
            }
        }
    }
}
