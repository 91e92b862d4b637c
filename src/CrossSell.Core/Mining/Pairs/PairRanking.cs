namespace CrossSell.Mining.Search;

/// <summary>The best partners of an item, by a heap of those kept so far with the worst on top.</summary>
internal static class PairRanking
{
    public static int Take(PairCounts pairs, int item, Span<ItemPair> best, bool byLift)
    {
        ReadOnlySpan<int> partners = pairs.PartnersOf(item);
        ReadOnlySpan<int> counts = pairs.CountsOf(item);
        int kept = 0;
        for (int at = 0; at < partners.Length && !best.IsEmpty; at++)
        {
            ItemPair pair = new(item, partners[at], counts[at]);
            if (kept < best.Length)
            {
                best[kept++] = pair;
                Raise(best, kept - 1);
            }
            else if (IsBetter(pair, best[0]))
            {
                best[0] = pair;
                Sink(best, 0, kept);
            }
        }

        // The worst goes to the end, again and again.
        for (int left = kept - 1; left > 0; left--)
        {
            (best[0], best[left]) = (best[left], best[0]);
            Sink(best, 0, left);
        }

        return kept;

        void Raise(Span<ItemPair> heap, int at)
        {
            for (int parent = (at - 1) / 2; at > 0 && IsBetter(heap[parent], heap[at]); at = parent, parent = (at - 1) / 2)
            {
                (heap[parent], heap[at]) = (heap[at], heap[parent]);
            }
        }

        void Sink(Span<ItemPair> heap, int at, int end)
        {
            for (int child = (2 * at) + 1; child < end; at = child, child = (2 * at) + 1)
            {
                if (child + 1 < end && IsBetter(heap[child], heap[child + 1]))
                {
                    child++;
                }

                if (!IsBetter(heap[at], heap[child]))
                {
                    return;
                }

                (heap[at], heap[child]) = (heap[child], heap[at]);
            }
        }

        bool IsBetter(ItemPair left, ItemPair right)
        {
            // The lifts of one item differ by count / support of the partner only: no division, no rounding.
            long leftLift = byLift ? (long)left.Count * pairs.SupportOf(right.Second) : 0;
            long rightLift = byLift ? (long)right.Count * pairs.SupportOf(left.Second) : 0;
            return leftLift != rightLift ? leftLift > rightLift
                : left.Count != right.Count ? left.Count > right.Count
                : left.Second < right.Second;
        }
    }
}
