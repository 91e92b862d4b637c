using System.Numerics;
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

    // Hot: rows move to the front in place, so the starts of unread rows stay intact.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Merge(ProjectedDatabase database)
    {
        int rowCount = database.RowCount;
        int slotCount = (int)BitOperations.RoundUpToPowerOf2((uint)rowCount * 2);
        _slots.Reserve(slotCount);
        int* slot = _slots.Pointer;
        new Span<int>(slot, slotCount).Clear();
        int* items = database.Items;
        int* starts = database.Starts;
        int* weights = database.Weights;
        int kept = 0;
        int end = 0;
        for (int row = 0; row < rowCount; row++)
        {
            int start = starts[row];
            int length = starts[row + 1] - start;
            uint hash = (uint)length;
            for (int i = 0; i < length; i++)
            {
                hash = (hash ^ (uint)items[start + i]) * 0x9E3779B1u;
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

                int otherStart = starts[other];
                int otherEnd = other + 1 < kept ? starts[other + 1] : end;
                if (otherEnd - otherStart == length
                    && new ReadOnlySpan<int>(items + otherStart, length).SequenceEqual(new ReadOnlySpan<int>(items + start, length)))
                {
                    weights[other] += weight;
                    break;
                }
            }
        }

        starts[kept] = end;
        database.RowCount = kept;
    }
}
