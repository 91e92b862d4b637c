using CrossSell.Numerics;

namespace CrossSell.Mining;

/// <summary>Tests of an itemset against its parts.</summary>
internal static class ItemsetSplits
{
    /// <summary>The most items of an itemset that is split: there are 2^k parts, which must all be among the itemsets, and an array holds no more.</summary>
    public const int MostItems = 30;

    /// <summary>Whether, however the itemset is split in two, Fisher's exact test of the parts is at or below the level.</summary>
    public static bool AllExceedChance(Itemset itemset, double level, CancellationToken cancellation)
    {
        ReadOnlySpan<int> items = itemset.Indexes;
        Span<int> left = stackalloc int[items.Length], right = stackalloc int[items.Length];
        int n = itemset.Owner.TransactionCount;

        // The first item stays on the left, so that each split comes once; the last subset is the itemset itself.
        for (int subset = 0; subset < (1 << (items.Length - 1)) - 1; subset++)
        {
            RuleSet.ThrowIfCancelled(subset, cancellation);
            (int inLeft, int inRight) = Split(items, subset, left, right);
            long a = ItemsetParts.CountOf(itemset, left[..inLeft]), b = ItemsetParts.CountOf(itemset, right[..inRight]);
            if (Hypergeometric.UpperTail(itemset.Count, a - itemset.Count, b - itemset.Count, n - a - b + itemset.Count) > level)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a proper part has an item that all transactions with the rest of that part hold.</summary>
    /// <remarks>Then so has a part with one item less than the itemset, and only these are looked at.</remarks>
    public static bool HasItemThatFollows(Itemset itemset)
    {
        ReadOnlySpan<int> items = itemset.Indexes;
        Span<int> part = stackalloc int[items.Length - 1], rest = stackalloc int[items.Length - 2];
        for (int left = 0; left < items.Length; left++)
        {
            Without(items, left, part);
            int count = ItemsetParts.CountOf(itemset, part);
            for (int item = 0; item < part.Length; item++)
            {
                Without(part, item, rest);
                if (count == (rest.Length == 0 ? itemset.Owner.TransactionCount : ItemsetParts.CountOf(itemset, rest)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The first item and those of the subset's bits go left, the others right.</summary>
    public static (int InLeft, int InRight) Split(ReadOnlySpan<int> items, int subset, Span<int> left, Span<int> right)
    {
        int inLeft = 1, inRight = 0;
        left[0] = items[0];
        for (int at = 1; at < items.Length; at++)
        {
            if ((subset >> (at - 1) & 1) != 0)
            {
                left[inLeft++] = items[at];
            }
            else
            {
                right[inRight++] = items[at];
            }
        }

        return (inLeft, inRight);
    }

    private static void Without(ReadOnlySpan<int> items, int left, Span<int> rest)
    {
        items[..left].CopyTo(rest);
        items[(left + 1)..].CopyTo(rest[left..]);
    }
}
