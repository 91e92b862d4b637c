using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>Finds the count of an itemset by its items: open addressing on a 64-bit hash, and the items compared on every hit.</summary>
/// <remarks>The hash is a sum over the items, so that the hash of a set without one item is one subtraction away.</remarks>
internal sealed class ItemsetIndex
{
    private readonly Itemsets _itemsets;
    private readonly int[] _slots;
    private readonly int[] _firstOfLength;

    /// <param name="itemsets">What is found.</param>
    /// <param name="run">Limits and cancellation; null for none.</param>
    public ItemsetIndex(Itemsets itemsets, MiningRun? run = null)
    {
        _itemsets = itemsets;
        run?.AddMemory((long)HashSlots.For(itemsets.Count) * sizeof(int));
        _slots = new int[HashSlots.For(itemsets.Count)];
        _firstOfLength = new int[itemsets.LongestLength + 1];
        int global = 0;
        for (int length = 1; length <= itemsets.LongestLength; length++)
        {
            _firstOfLength[length - 1] = global;
            for (int ordinal = 0; ordinal < itemsets.CountOfLength(length); ordinal++)
            {
                if ((ordinal & 0xFFFF) == 0)
                {
                    run?.ThrowIfStopped();
                }

                int slot = SlotOf(HashOf(itemsets.IndexesOf(length, ordinal)));
                while (_slots[slot] != 0)
                {
                    slot = (slot + 1) & (_slots.Length - 1);
                }

                _slots[slot] = ++global;
            }
        }

        _firstOfLength[^1] = global;
    }

    public static ulong HashOf(ReadOnlySpan<int> items)
    {
        ulong sum = 0;
        foreach (int item in items)
        {
            sum += HashOf(item);
        }

        return sum;
    }

    /// <summary>Well-mixed bits for one item (the finaliser of SplitMix64).</summary>
    public static ulong HashOf(int item)
    {
        ulong bits = ((ulong)item + 1) * 0x9E3779B97F4A7C15UL;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
        return bits ^ (bits >> 31);
    }

    /// <summary>The count of the itemset with these ascending items, 0 when there is none.</summary>
    public int CountOf(ReadOnlySpan<int> ascending, ulong hash)
    {
        int length = ascending.Length;
        if (length == 0 || length > _itemsets.LongestLength)
        {
            return 0;
        }

        for (int slot = SlotOf(hash); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            int ordinal = _slots[slot] - 1 - _firstOfLength[length - 1];
            if ((uint)ordinal < (uint)_itemsets.CountOfLength(length) && _itemsets.IndexesOf(length, ordinal).SequenceEqual(ascending))
            {
                return _itemsets.CountOf(length, ordinal);
            }
        }

        return 0;
    }

    private int SlotOf(ulong hash) => (int)(hash >> 32) & (_slots.Length - 1);
}
