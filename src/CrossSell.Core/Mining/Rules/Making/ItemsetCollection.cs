using System.Numerics;
using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>Different itemsets, each once, flat: the sets that rules need the counts of and that the search did not find.</summary>
internal sealed class ItemsetCollection(MiningRun run)
{
    private int[] _items = new int[64];
    private int[] _starts = new int[16];
    private ulong[] _hashes = new ulong[15];
    private int[] _slots = new int[32];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count + 1);

    public ReadOnlySpan<int> Items => _items.AsSpan(0, _starts[Count]);

    public ReadOnlySpan<int> this[int set] => _items.AsSpan(_starts[set], _starts[set + 1] - _starts[set]);

    /// <summary>Takes a set of ascending items unless it is there already.</summary>
    public void Add(ReadOnlySpan<int> ascending, ulong hash)
    {
        int slot = SlotOf(hash);
        for (; _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            int set = _slots[slot] - 1;
            if (_hashes[set] == hash && this[set].SequenceEqual(ascending))
            {
                return;
            }
        }

        int start = _starts[Count];
        MakeRoom(Count + 1, checked(start + ascending.Length));
        ascending.CopyTo(_items.AsSpan(start));
        _hashes[Count] = hash;
        _starts[++Count] = start + ascending.Length;
        _slots[slot] = Count;
        if (Count * 2L > _slots.Length)
        {
            Rehash();
        }
    }

    /// <summary>Takes all sets of another collection.</summary>
    public void AddAll(ItemsetCollection other)
    {
        for (int set = 0; set < other.Count; set++)
        {
            Add(other[set], other._hashes[set]);
        }
    }

    private void MakeRoom(int sets, int items)
    {
        if (items > _items.Length)
        {
            int room = (int)Math.Min(Array.MaxLength, Math.Max(items, _items.Length * 2L));
            run.AddMemory((room - _items.Length) * (long)sizeof(int));
            Array.Resize(ref _items, room);
        }

        if (sets > _hashes.Length)
        {
            int room = (int)Math.Min(Array.MaxLength - 1, _hashes.Length * 2L);
            run.AddMemory((room - _hashes.Length) * (long)(sizeof(int) + sizeof(ulong)));
            Array.Resize(ref _hashes, room);
            Array.Resize(ref _starts, room + 1);
        }
    }

    private void Rehash()
    {
        run.ThrowIfStopped();
        run.AddMemory(_slots.Length * (long)sizeof(int));
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)_slots.Length + 1)];
        for (int set = 0; set < Count; set++)
        {
            int slot = SlotOf(_hashes[set]);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = set + 1;
        }
    }

    private int SlotOf(ulong hash) => (int)(hash >> 32) & (_slots.Length - 1);
}
