using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Stores equal rows of a database once, with the sum of their weights.</summary>
/// <remarks>
/// Deep in a dense search nearly all rows are equal, and merging them is what keeps the work per itemset constant ("database reduction":
/// Uno, Kiyomi and Arimura 2004, LCM ver. 2, section 3). Rows are found again by hash and then compared: linear in the items.
/// </remarks>
internal sealed unsafe class RowMerger
{
    private readonly PinnedBuffer<int> _slots = new();

    /// <returns>By how many bytes buffers grew.</returns>
    // Hot: rows move to the front in place, so the starts of unread rows stay intact.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Merge(ProjectedDatabase database)
    {
        int rowCount = database.RowCount;
        int slotCount = HashSlots.For(rowCount);
        long grown = _slots.Reserve(slotCount) + database.ReserveWeights(rowCount);
        int* slot = _slots.Pointer;
        new Span<int>(slot, slotCount).Clear();
        int* items = database.Items;
        int* starts = database.Starts;
        int* weights = database.Weights;
        if (database.IsUnweighted)
        {
            new Span<int>(weights, rowCount).Fill(1);
        }

        int kept = 0;
        int end = 0;
        int next = starts[0];
        for (int row = 0; row < rowCount; row++)
        {
            int start = next;
            next = starts[row + 1];
            int length = next - start;
            uint hash = (uint)length;
            for (int i = start; i < next; i++)
            {
                hash = (hash ^ (uint)items[i]) * 0x9E3779B1u;
            }

            int weight = weights[row];
            for (uint probe = (hash ^ (hash >> 15)) & (uint)(slotCount - 1); ; probe = (probe + 1) & (uint)(slotCount - 1))
            {
                int other = slot[probe] - 1;
                if (other < 0)
                {
                    for (int i = 0; end != start && i < length; i++)
                    {
                        items[end + i] = items[start + i];
                    }

                    weights[kept] = weight;
                    starts[kept] = end;
                    end += length;
                    slot[probe] = ++kept;
                    break;
                }

                // Rows end with a mark of their own, so equal beginnings of the same length are equal rows.
                int* known = items + starts[other];
                int same = 0;
                while (same < length && known[same] == items[start + same])
                {
                    same++;
                }

                if (same == length)
                {
                    weights[other] += weight;
                    break;
                }
            }
        }

        starts[kept] = end;
        database.IsUnweighted &= kept == rowCount;
        database.RowCount = kept;
        return grown;
    }
}
