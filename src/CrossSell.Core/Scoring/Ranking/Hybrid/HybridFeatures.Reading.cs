using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CrossSell.Numerics;

namespace CrossSell;

public sealed partial class HybridFeatures
{
    private const double NeverContactedDays = 3650;

    /// <summary>The candidates of a customer.</summary>
    /// <param name="customer">What the customer has bought.</param>
    /// <param name="products">Where the candidates' places are added, in a stated order: part by part, then column by column.</param>
    /// <param name="rows">Where their features are added, candidate by candidate, <see cref="Count"/> numbers each.</param>
    /// <returns>How many candidates there are.</returns>
    public int Read(in CustomerPurchases customer, ICollection<int> products, ICollection<float> rows)
    {
        ArgumentNullException.ThrowIfNull(products);
        ArgumentNullException.ThrowIfNull(rows);
        HybridScratch scratch = Scratch();
        Read(customer, [], scratch);
        for (int k = 0; k < scratch.Count; k++)
        {
            products.Add(scratch.Candidates[k]);
            for (int feature = 0; feature < Count; feature++)
            {
                rows.Add((float)scratch.Feature(feature)[k]);
            }
        }

        return scratch.Count;
    }

    internal HybridScratch Scratch() => HybridScratch.For(ProductCount, _parts.Length, CandidatesOfEach);

    /// <summary>Finds the candidates and writes their features.</summary>
    /// <param name="customer">What the customer has bought.</param>
    /// <param name="wanted">Products to look at instead of those that parts propose; empty for these.</param>
    /// <param name="scratch">This thread's work space.</param>
    /// <param name="barred">Products that become no candidates; scores stand among those of all others and them.</param>
    internal void Read(in CustomerPurchases customer, ReadOnlySpan<int> wanted, HybridScratch scratch, ReadOnlySpan<int> barred = default)
    {
        scratch.Count = 0;
        Mark(customer, scratch);
        int closed = scratch.ClosedCount;
        foreach (int product in barred)
        {
            Close(product, scratch);
        }

        Span<float> means = stackalloc float[_parts.Length];
        Span<float> deviations = stackalloc float[_parts.Length];
        for (int part = 0; part < _parts.Length; part++)
        {
            Span<float> scores = scratch.Scores(part, ProductCount);
            _parts[part].Scorer.Score(customer, scores);
            (means[part], deviations[part]) = Moments(scores, scratch.ClosedProducts.AsSpan(0, closed));
            if (wanted.IsEmpty)
            {
                AddBest(scores, means[part], scratch);
            }
        }

        if (wanted.IsEmpty)
        {
            foreach (int[] order in _orders)
            {
                AddFirst(order, scratch);
            }
        }
        else
        {
            Add(wanted, scratch);
        }

        for (int k = 0; k < scratch.Count; k++)
        {
            scratch.IsCandidate[scratch.Candidates[k]] = false;
        }

        Fill(customer, means, deviations, scratch);
        means.CopyTo(scratch.Means);
        deviations.CopyTo(scratch.Deviations);
        Unmark(customer, scratch);
    }

    private void Mark(in CustomerPurchases customer, HybridScratch scratch)
    {
        scratch.ClosedCount = 0;
        ReadOnlySpan<int> owned = customer.Products;
        for (int at = 0; at < owned.Length; at++)
        {
            scratch.OwnedAt[owned[at]] = at;
            if (!_repeatable[owned[at]])
            {
                Close(owned[at], scratch);
            }
        }

        foreach (int product in _neverOffered)
        {
            Close(product, scratch);
        }
    }

    private static void Close(int product, HybridScratch scratch)
    {
        if (!scratch.Closed[product])
        {
            scratch.Closed[product] = true;
            scratch.ClosedProducts[scratch.ClosedCount++] = product;
        }
    }

    private static void Unmark(in CustomerPurchases customer, HybridScratch scratch)
    {
        foreach (int product in customer.Products)
        {
            scratch.OwnedAt[product] = -1;
        }

        for (int i = 0; i < scratch.ClosedCount; i++)
        {
            scratch.Closed[scratch.ClosedProducts[i]] = false;
        }
    }

    private static void Add(ReadOnlySpan<int> products, HybridScratch scratch)
    {
        foreach (int product in products)
        {
            if (!scratch.IsCandidate[product])
            {
                scratch.IsCandidate[product] = true;
                scratch.Candidates[scratch.Count++] = product;
            }
        }
    }

    // No candidate has a closed product, so nobody reads its score again.
    private void AddBest(Span<float> scores, float bar, HybridScratch scratch)
    {
        foreach (int product in scratch.ClosedProducts.AsSpan(0, scratch.ClosedCount))
        {
            scores[product] = float.NegativeInfinity;
        }

        Span<int> best = scratch.Best(CandidatesOfEach);
        Add(best[..GreatestFew.Find(scores, bar, scratch.Keys(scores.Length), best)], scratch);
    }

    private void AddFirst(int[] order, HybridScratch scratch)
    {
        int left = CandidatesOfEach;
        for (int i = 0; i < order.Length && left > 0; i++)
        {
            if (!scratch.Closed[order[i]])
            {
                Add(order.AsSpan(i, 1), scratch);
                left--;
            }
        }
    }

    // The mean and deviation over open products; what is closed counts as absent. Sums in eight lanes of fixed width: the same on every machine.
    private static (float Mean, float Deviation) Moments(Span<float> scores, ReadOnlySpan<int> closed)
    {
        int open = scores.Length - closed.Length;
        foreach (int product in closed)
        {
            scores[product] = 0;
        }

        if (open == 0)
        {
            return (0, 0);
        }

        (Vector256<double> sum, Vector256<double> squares) = (default, default);
        int i = 0;
        for (; i + Vector256<float>.Count <= scores.Length; i += Vector256<float>.Count)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Create<float>(scores[i..]));
            sum += low + high;
            squares += (low * low) + (high * high);
        }

        double total = Vector256.Sum(sum);
        double square = Vector256.Sum(squares);
        for (; i < scores.Length; i++)
        {
            total += scores[i];
            square += (double)scores[i] * scores[i];
        }

        double mean = total / open;
        return ((float)mean, (float)Math.Sqrt(Math.Max(0, (square / open) - (mean * mean))));
    }

    private void Fill(in CustomerPurchases customer, ReadOnlySpan<float> means, ReadOnlySpan<float> deviations, HybridScratch scratch)
    {
        scratch.MakeRoom(Count);
        ReadOnlySpan<int> candidates = scratch.Candidates.AsSpan(0, scratch.Count);
        for (int part = 0; part < _parts.Length; part++)
        {
            FillPart(scratch.Scores(part, ProductCount), candidates, _parts[part].Scale, means[part], deviations[part], scratch.Feature(2 * part), scratch.Feature((2 * part) + 1));
        }

        int feature = FirstColumnFeature;
        foreach (HybridColumn column in _columns)
        {
            Span<double> values = scratch.Feature(feature++);
            values.Clear();
            for (int k = 0; k < candidates.Length; k++)
            {
                values[k] = column.Values[candidates[k]];
            }
        }

        if (HasRepeats)
        {
            FillRepeats(customer, candidates, scratch, scratch.Feature(feature), scratch.Feature(feature + 1));
            feature += OfRepeat;
        }

        BuyerFacts facts = BuyerFacts.Of(customer, RecentDays);
        scratch.Feature(feature++).Fill(facts.Products);
        scratch.Feature(feature++).Fill(facts.DaysSinceLast);
        scratch.Feature(feature++).Fill(facts.ProductsOfLate);
        for (int k = 0; ContactsAt >= 0 && k < OfContacts; k++)
        {
            scratch.Feature(feature++).Fill(OfContact(customer, k));
        }
    }

    /// <summary>What the features of the customer are, in their order.</summary>
    internal void OfCustomerAlone(in CustomerPurchases customer, Span<double> values)
    {
        BuyerFacts facts = BuyerFacts.Of(customer, RecentDays);
        (values[0], values[1], values[2]) = (facts.Products, facts.DaysSinceLast, facts.ProductsOfLate);
        for (int k = 0; ContactsAt >= 0 && k < OfContacts; k++)
        {
            values[OfCustomer + k] = OfContact(customer, k);
        }
    }

    // Logarithms; nobody is known to have been contacted of whom nothing is known, and who never was counts as contacted ten years ago.
    private double OfContact(in CustomerPurchases customer, int which)
    {
        double number = customer.Facts.IsEmpty ? double.NaN : customer.Facts[ContactsAt + which];
        return Math.Log(1 + (double.IsNaN(number) ? (which < 2 ? 0 : NeverContactedDays) : Math.Max(0, number)));
    }

    /// <summary>Level and standing of one score of a part, as they stand among the features, for the customer whom the work space read last.</summary>
    internal (double Level, double Standing) OfScore(int part, double score, HybridScratch scratch)
    {
        double deviation = scratch.Deviations[part];
        double perDeviation = deviation > 0 ? 1 / deviation : 0;
        return (Math.Log(LeastLevel + (Math.Max(0, score) / _parts[part].Scale)), Math.Log(1 + Math.Max(0, 1 + ((score - scratch.Means[part]) * perDeviation))));
    }

    private static void FillPart(ReadOnlySpan<float> scores, ReadOnlySpan<int> candidates, double scale, double mean, double deviation, Span<double> level, Span<double> standing)
    {
        for (int k = 0; k < candidates.Length; k++)
        {
            level[k] = scores[candidates[k]];
        }

        level[candidates.Length..].Clear();
        double perDeviation = deviation > 0 ? 1 / deviation : 0;
        ref double first = ref MemoryMarshal.GetReference(level);
        ref double second = ref MemoryMarshal.GetReference(standing);
        for (nuint k = 0; k < (nuint)level.Length; k += (nuint)Vector256<double>.Count)
        {
            var score = Vector256.LoadUnsafe(ref first, k);
            Vector256.Log(Vector256.Create(LeastLevel) + (Vector256.Max(score, Vector256<double>.Zero) / scale)).StoreUnsafe(ref first, k);
            Vector256<double> deviations = (score - Vector256.Create(mean)) * perDeviation;
            Vector256.Log(Vector256<double>.One + Vector256.Max(Vector256<double>.One + deviations, Vector256<double>.Zero)).StoreUnsafe(ref second, k);
        }
    }

    private static void FillRepeats(in CustomerPurchases customer, ReadOnlySpan<int> candidates, HybridScratch scratch, Span<double> times, Span<double> days)
    {
        times.Clear();
        days.Clear();
        for (int k = 0; k < candidates.Length; k++)
        {
            int at = scratch.OwnedAt[candidates[k]];
            if (at >= 0)
            {
                times[k] = Math.Log(1.0 + customer.Baskets[at]);
                double since = customer.DaysSinceLast(at);
                days[k] = double.IsNaN(since) ? 0 : Math.Log(2 + Math.Max(0, since));
            }
        }
    }
}
