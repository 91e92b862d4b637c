using System.Numerics;

namespace CrossSell.Mining.Living;

/// <summary>A growing collection of itemsets, each once and numbered as they come: flat arrays, open addressing, no object an itemset.</summary>
internal sealed class ItemsetTable
{
    private int[] _starts = new int[64];
    private int[] _items = new int[256];
    private int[] _slots = new int[128];

    /// <summary>The number of itemsets.</summary>
    public int Count { get; private set; }

    /// <summary>Where each itemset begins in <see cref="Items"/>; one more entry than itemsets.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count + 1);

    /// <summary>The items of all itemsets, one after the other.</summary>
    public ReadOnlySpan<int> Items => _items.AsSpan(0, _starts[Count]);

    /// <summary>What the arrays take.</summary>
    public long Bytes => sizeof(int) * ((long)_starts.Length + _items.Length + _slots.Length);

    /// <summary>The items of one itemset, ascending.</summary>
    public ReadOnlySpan<int> this[int entry] => _items.AsSpan(_starts[entry], _starts[entry + 1] - _starts[entry]);

    /// <summary>The number of an itemset, -1 when it is not here.</summary>
    public int Find(ReadOnlySpan<int> ascending) => _slots[SlotFor(ascending)] - 1;

    /// <summary>The number of an itemset, new or known.</summary>
    public int GetOrAdd(ReadOnlySpan<int> ascending)
    {
        int slot = SlotFor(ascending);
        if (_slots[slot] != 0)
        {
            return _slots[slot] - 1;
        }

        int start = _starts[Count];
        Reserve(ref _items, start + (long)ascending.Length);
        Reserve(ref _starts, Count + 2L);
        ascending.CopyTo(_items.AsSpan(start));
        _starts[++Count] = start + ascending.Length;
        _slots[slot] = Count;
        if (Count * 2L > _slots.Length)
        {
            Rehash();
        }

        return Count - 1;
    }

    /// <summary>Whether all parts with one item less pass a test; true for single items.</summary>
    /// <param name="entry">The itemset.</param>
    /// <param name="passes">Told the number of each part that is in this table; one that is not fails.</param>
    public bool AllParts(int entry, Func<int, bool> passes)
    {
        ReadOnlySpan<int> whole = this[entry];
        if (whole.Length == 1)
        {
            return true;
        }

        Span<int> part = whole.Length <= 64 ? stackalloc int[whole.Length - 1] : new int[whole.Length - 1];
        for (int left = 0; left < whole.Length; left++)
        {
            whole[..left].CopyTo(part);
            whole[(left + 1)..].CopyTo(part[left..]);
            int found = Find(part);
            if (found < 0 || !passes(found))
            {
                return false;
            }
        }

        return true;
    }

    // The slot that holds the itemset, or the empty one where it would go.
    private int SlotFor(ReadOnlySpan<int> ascending)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(ItemsetIndex.HashOf(ascending) >> 32) & mask;
        while (_slots[slot] != 0 && !this[_slots[slot] - 1].SequenceEqual(ascending))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Rehash()
    {
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)_slots.Length + 1)];
        int mask = _slots.Length - 1;
        for (int entry = 0; entry < Count; entry++)
        {
            int slot = (int)(ItemsetIndex.HashOf(this[entry]) >> 32) & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = entry + 1;
        }
    }

    private static void Reserve(ref int[] array, long length)
    {
        if (length > array.Length)
        {
            Array.Resize(ref array, checked((int)Math.Max(length, Math.Min(Array.MaxLength, array.Length * 2L))));
        }
    }
}
