using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Stores rows of equal items once: weights are summed, tails are joined.</summary>
/// <param name="rankCount">How many ranks tails may hold.</param>
/// <param name="keepPartial">Whether a joined tail keeps items that only some of the rows hold; only maximal itemsets ask for them.</param>
internal sealed unsafe class ClosedRowMerger(int rankCount, bool keepPartial)
{
    private readonly PinnedBuffer<int> _slots = new();
    private readonly int[] _weightOf = new int[rankCount];
    private readonly int[] _touched = new int[rankCount];

    // Rows with equal items, as a chain: for each row the one before it, -1 at the first.
    private int[] _previous = [];
    private int[] _lastOfGroup = [];

    /// <returns>By how many bytes the target and what is needed for the work grew.</returns>
    public long Merge(ClosedDatabase source, ClosedDatabase target)
    {
        int groups = Group(source, out long grown);
        grown += target.ReserveRows(groups, source.Starts[source.RowCount], source.TailStarts[source.RowCount]);
        int end = 0;
        int tailEnd = 0;
        target.Starts[0] = 0;
        target.TailStarts[0] = 0;
        for (int group = 0; group < groups; group++)
        {
            int row = _lastOfGroup[group];
            int length = source.Starts[row + 1] - source.Starts[row];
            new ReadOnlySpan<int>(source.Items + source.Starts[row], length).CopyTo(new Span<int>(target.Items + end, length));
            end += length;
            target.Weights[group] = _previous[row] < 0 ? CopyTail(source, row, target, ref tailEnd) : JoinTails(source, row, target, ref tailEnd);
            target.Starts[group + 1] = end;
            target.TailStarts[group + 1] = tailEnd;
        }

        target.RowCount = groups;
        return grown;
    }

    /// <summary>Chains rows of equal items, found by hash and compared.</summary>
    private int Group(ClosedDatabase source, out long grown)
    {
        int rows = source.RowCount;
        int slotCount = HashSlots.For(rows);
        grown = _slots.Reserve(slotCount);
        if (_previous.Length < rows)
        {
            int room = (int)Math.Min(Array.MaxLength, rows + (rows / 2L));
            grown += 2L * (room - _previous.Length) * sizeof(int);
            _previous = new int[room];
            _lastOfGroup = new int[room];
        }

        int* slots = _slots.Pointer;
        new Span<int>(slots, slotCount).Clear();
        int groups = 0;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<int> items = new(source.Items + source.Starts[row], source.Starts[row + 1] - source.Starts[row]);
            uint hash = (uint)items.Length;
            foreach (int item in items)
            {
                hash = (hash ^ (uint)item) * 0x9E3779B1u;
            }

            uint slot = (hash ^ (hash >> 15)) & (uint)(slotCount - 1);
            while (true)
            {
                int group = slots[slot] - 1;
                if (group < 0)
                {
                    _previous[row] = -1;
                    _lastOfGroup[groups] = row;
                    slots[slot] = ++groups;
                    break;
                }

                int other = _lastOfGroup[group];
                if (items.SequenceEqual(new ReadOnlySpan<int>(source.Items + source.Starts[other], source.Starts[other + 1] - source.Starts[other])))
                {
                    _previous[row] = other;
                    _lastOfGroup[group] = row;
                    break;
                }

                slot = (slot + 1) & (uint)(slotCount - 1);
            }
        }

        return groups;
    }

    private static int CopyTail(ClosedDatabase source, int row, ClosedDatabase target, ref int end)
    {
        for (int tail = source.TailStarts[row]; tail < source.TailStarts[row + 1]; tail++, end++)
        {
            target.TailItems[end] = source.TailItems[tail];
            target.TailWeights[end] = source.TailWeights[tail];
        }

        return source.Weights[row];
    }

    private int JoinTails(ClosedDatabase source, int last, ClosedDatabase target, ref int end)
    {
        int weight = 0;
        int touched = 0;
        for (int row = last; row >= 0; row = _previous[row])
        {
            weight += source.Weights[row];
            for (int tail = source.TailStarts[row]; tail < source.TailStarts[row + 1]; tail++)
            {
                int rank = source.TailItems[tail];
                if (_weightOf[rank] == 0)
                {
                    _touched[touched++] = rank;
                }

                _weightOf[rank] += source.TailWeights[tail];
            }
        }

        Span<int> ranks = _touched.AsSpan(0, touched);
        ranks.Sort();
        foreach (int rank in ranks)
        {
            if (keepPartial || _weightOf[rank] == weight)
            {
                target.TailItems[end] = rank;
                target.TailWeights[end++] = _weightOf[rank];
            }

            _weightOf[rank] = 0;
        }

        return weight;
    }
}
