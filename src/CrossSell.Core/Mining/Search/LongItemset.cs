using System.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>The current itemset of a search as an ascending array, of any length, with its perfect extensions.</summary>
internal sealed unsafe class LongItemset(ItemsetReceiver receiver, MiningRun run)
{
    private int[] _items = new int[64];
    private int[] _perfect = new int[64];
    private int _length;
    private int _perfectCount;

    public ReadOnlySpan<int> Items => _items.AsSpan(0, _length);

    public ReadOnlySpan<int> Perfect => _perfect.AsSpan(0, _perfectCount);

    public void Insert(int item)
    {
        if (_length == _items.Length)
        {
            Array.Resize(ref _items, _length * 2);
        }

        int at = _length++;
        for (; at > 0 && _items[at - 1] > item; at--)
        {
            _items[at] = _items[at - 1];
        }

        _items[at] = item;
    }

    public void AddPerfect(int item)
    {
        if (_perfectCount == _perfect.Length)
        {
            Array.Resize(ref _perfect, _perfectCount * 2);
        }

        _perfect[_perfectCount++] = item;
    }

    /// <summary>Takes an item out and forgets all perfect extensions but the first.</summary>
    public void Remove(int item, int perfect)
    {
        _perfectCount = perfect;
        Remove(item);
    }

    /// <summary>Hands on the unions with perfect extensions, at least one of them new. Each is made once: by the last new extension in it.</summary>
    public void TakePerfect(int old, int count)
    {
        for (int last = old; last < _perfectCount && _length < run.MaxLength; last++)
        {
            Insert(_perfect[last]);
            TakeUnions(last, count);
            Remove(_perfect[last]);
        }
    }

    public void TakeExtension(int item, int count)
    {
        Insert(item);
        TakeUnions(_perfectCount, count);
        Remove(item);
    }

    public void TakeTable(int* table, int* items, int length, int minCount, int longest)
    {
        for (int subset = 3; subset < 1 << length; subset++)
        {
            int size = BitOperations.PopCount((uint)subset);
            if (table[subset] < minCount || size < 2 || size > longest)
            {
                continue;
            }

            for (int rest = subset; rest != 0; rest &= rest - 1)
            {
                Insert(items[BitOperations.TrailingZeroCount(rest)]);
            }

            TakeUnions(_perfectCount, table[subset]);
            for (int rest = subset; rest != 0; rest &= rest - 1)
            {
                Remove(items[BitOperations.TrailingZeroCount(rest)]);
            }
        }
    }

    /// <summary>Ends the run before the unions with perfect extensions, when a look at their number already says that they are too many.</summary>
    public void CheckRoomForUnions()
    {
        double sets = 0;
        double ofThisSize = 1;
        for (int added = 0; added <= _perfectCount && _length + added <= run.MaxLength; added++)
        {
            sets += _length + added >= run.MinLength && added > 0 ? ofThisSize : 0;
            ofThisSize = ofThisSize * (_perfectCount - added) / (added + 1);
        }

        // Those without a new extension came earlier; at least half have one.
        run.CheckRoomFor(Math.Floor(sets / 2));
    }

    private void TakeUnions(int extensions, int count)
    {
        receiver.Take(Items, count);
        for (int last = 0; last < extensions && _length < run.MaxLength; last++)
        {
            Insert(_perfect[last]);
            TakeUnions(last, count);
            Remove(_perfect[last]);
        }
    }

    private void Remove(int item)
    {
        int at = Array.IndexOf(_items, item, 0, _length);
        _length--;
        for (; at < _length; at++)
        {
            _items[at] = _items[at + 1];
        }
    }
}
