using System.Numerics;
using System.Runtime.CompilerServices;

namespace CrossSell.Mining;

/// <summary>Receives itemsets one by one, so that a result of any size can be written without being stored.</summary>
public interface IItemsetVisitor
{
    /// <summary>Takes one itemset. Called by one thread at a time, in an order that depends on the transactions and options alone.</summary>
    /// <param name="items">The item indexes, ascending; valid during the call only.</param>
    /// <param name="count">The number of transactions that hold all of them.</param>
    public void Visit(ReadOnlySpan<int> items, int count);

    /// <summary>
    /// Takes several itemsets of the same few items at once, in the order in which they would come one by one; unless implemented, it hands each to <see cref="Visit"/>.
    /// Implement it where what is made once for each item, such as its text, can serve many itemsets.
    /// </summary>
    /// <param name="items">At most 64 item indexes, falling; valid during the call only, as are the others.</param>
    /// <param name="itemsets">The itemsets, none empty: bit i says whether the item at place i is in it. From the highest bit down the items ascend.</param>
    /// <param name="counts">For each itemset the number of transactions that hold all of its items.</param>
    public void VisitMany(ReadOnlySpan<int> items, ReadOnlySpan<ulong> itemsets, ReadOnlySpan<int> counts) => VisitEach(this, items, itemsets, counts);

    /// <summary>Hands each of several itemsets to a visitor's <see cref="Visit"/>: what <see cref="VisitMany"/> does unless implemented.</summary>
    /// <param name="visitor">Takes the itemsets one by one.</param>
    /// <param name="items">As in <see cref="VisitMany"/>.</param>
    /// <param name="itemsets">As in <see cref="VisitMany"/>.</param>
    /// <param name="counts">As in <see cref="VisitMany"/>.</param>
    [SkipLocalsInit]
    public static void VisitEach(IItemsetVisitor visitor, ReadOnlySpan<int> items, ReadOnlySpan<ulong> itemsets, ReadOnlySpan<int> counts)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        Span<int> itemset = stackalloc int[64];
        for (int i = 0; i < itemsets.Length; i++)
        {
            int length = 0;
            for (ulong rest = itemsets[i]; rest != 0;)
            {
                int place = BitOperations.Log2(rest);
                rest ^= 1UL << place;
                itemset[length++] = items[place];
            }

            visitor.Visit(itemset[..length], counts[i]);
        }
    }
}
