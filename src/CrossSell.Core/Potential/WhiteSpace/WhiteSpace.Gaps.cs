using CrossSell.Potential;

namespace CrossSell;

/// <content>The gaps by what they may bring.</content>
public sealed partial class WhiteSpace
{
    /// <summary>The gaps of the greatest expected margin, best first. O(gaps log count).</summary>
    /// <remarks>Ties: the earlier customer, then the earlier category. Without <see cref="WhiteSpaceOptions.Estimate"/> a gap is worth the product's margin, and nothing when that is unknown.</remarks>
    /// <param name="count">How many; 1 or more.</param>
    /// <param name="customers">Whose gaps; null for everybody's.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public IReadOnlyList<Gap> TopGaps(int count, Predicate<int>? customers = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var worst = new PriorityQueue<Gap, (double Margin, int Customer, int Category)>(Comparer<(double Margin, int Customer, int Category)>.Create(static (a, b) =>
            a.Margin != b.Margin ? a.Margin.CompareTo(b.Margin) : (b.Customer, b.Category).CompareTo((a.Customer, a.Category))));
        for (int c = 0; c < Customers.Count; c++)
        {
            if (customers is not null && !customers(c))
            {
                continue;
            }

            foreach (Gap gap in GapsOf(c))
            {
                (double, int, int) key = (gap.Estimate.ExpectedMargin, gap.Customer, gap.Category);
                if (worst.Count < count)
                {
                    worst.Enqueue(gap, key);
                }
                else
                {
                    worst.EnqueueDequeue(gap, key);
                }
            }
        }

        var best = new Gap[worst.Count];
        for (int i = best.Length - 1; i >= 0; i--)
        {
            best[i] = worst.Dequeue();
        }

        return best;
    }

    /// <summary>A customer's gaps in the order of the categories.</summary>
    /// <param name="customer">The customer's place in <see cref="Customers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer.</exception>
    public IReadOnlyList<Gap> GapsOf(int customer)
    {
        List<Gap>? gaps = null;
        ReadOnlySpan<CategoryState> states = StatesOf(customer);
        for (int k = 0; k < states.Length; k++)
        {
            if (states[k] == CategoryState.Gap)
            {
                (gaps ??= []).Add(GapAt(customer, k));
            }
        }

        return gaps ?? (IReadOnlyList<Gap>)[];
    }

    internal Gap GapAt(int customer, int category)
    {
        int product = _offers[(customer * Categories.Count) + category];
        return new Gap(customer, category, product, Estimate?.Invoke(customer, product) ?? new GapEstimate(1, (double)(Catalog[product].Margin ?? 0)));
    }
}
