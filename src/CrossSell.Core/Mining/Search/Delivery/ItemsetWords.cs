using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Itemsets on their way to a receiver, each as one word: a bit for each of at most 64 items.</summary>
/// <remarks>The highest bit in use stands for the smallest item, so that words of equally many bits, falling, are itemsets in ascending order.</remarks>
internal sealed unsafe class ItemsetWords
{
    /// <summary>The most items that a word has bits for.</summary>
    public const int MostItems = 64;

    private const int Capacity = 1024;

    private readonly ItemsetReceiver _receiver;
    private readonly PinnedBuffer<ulong> _words = new();
    private readonly PinnedBuffer<int> _counts = new();
    private readonly int[] _items = new int[MostItems];
    private readonly byte[] _bitOf;
    private int _itemCount;
    private int _used;

    /// <param name="receiver">Takes the itemsets, many at once.</param>
    /// <param name="itemCount">How many items there are in all.</param>
    public ItemsetWords(ItemsetReceiver receiver, int itemCount)
    {
        _receiver = receiver;
        _words.Reserve(Capacity);
        _counts.Reserve(Capacity);
        _bitOf = new byte[itemCount];
    }

    /// <summary>Hands on what is there and starts with other items, at most 64, in any order.</summary>
    public void Begin(ReadOnlySpan<int> first, ReadOnlySpan<int> second, ReadOnlySpan<int> third)
    {
        Flush();
        first.CopyTo(_items);
        second.CopyTo(_items.AsSpan(first.Length));
        third.CopyTo(_items.AsSpan(first.Length + second.Length));
        _itemCount = first.Length + second.Length + third.Length;
        Span<int> items = _items.AsSpan(0, _itemCount);
        items.Sort();
        items.Reverse();
        for (int bit = 0; bit < items.Length; bit++)
        {
            _bitOf[items[bit]] = (byte)bit;
        }
    }

    /// <summary>The word of one item alone, which must be among those begun with.</summary>
    public ulong WordOf(int item) => 1UL << _bitOf[item];

    /// <summary>The word of some items.</summary>
    public ulong WordOf(ReadOnlySpan<int> items)
    {
        ulong word = 0;
        foreach (int item in items)
        {
            word |= WordOf(item);
        }

        return word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong word, int count)
    {
        if (_used == Capacity)
        {
            Flush();
        }

        _words.Pointer[_used] = word;
        _counts.Pointer[_used++] = count;
    }

    /// <summary>Adds the unions of one itemset with every subset of others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddUnions(ulong word, ulong others, int count)
    {
        ulong subset = others;
        while (subset != 0)
        {
            Add(word | subset, count);
            subset = (subset - 1) & others;
        }

        Add(word, count);
    }

    /// <summary>Hands on what is there.</summary>
    public void Flush()
    {
        int used = _used;
        _used = 0;
        if (used > 0)
        {
            _receiver.Take(_items.AsSpan(0, _itemCount), new Span<ulong>(_words.Pointer, used), new Span<int>(_counts.Pointer, used));
        }
    }
}
