using System.Numerics;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>The current itemset of a search as an ascending array, of any length, with its perfect extensions.</summary>
internal sealed unsafe class LongItemset(ItemsetReceiver receiver, MiningRun run)
{
    // Half a million unions are made sooner than they are reckoned for every itemset.
    private const int WorthALook = 20;

    private int[] _items = new int[64];
    private int[] _perfect = new int[64];

    // The perfect extensions that a union has been given, falling; no recursion, as there may be as many as items.
    private int[] _added = new int[64];
    private int _length;
    private int _perfectCount;

    public ReadOnlySpan<int> Items => _items.AsSpan(0, _length);

    public ReadOnlySpan<int> Perfect => _perfect.AsSpan(0, _perfectCount);

    /// <summary>The first perfect extension with enough before it: with that and all of these the itemset gets as long as the shortest asked for.</summary>
    private int FirstThatSuffices => Math.Max(0, run.MinLength - _length - 1);

    public void Insert(int item)
    {
        if (_length == _items.Length)
        {
            Array.Resize(ref _items, _length * 2);
        }

        int at = _length++;
        while (at > 0 && _items[at - 1] > item)
        {
            at--;
        }

        _items.AsSpan(at, _length - 1 - at).CopyTo(_items.AsSpan(at + 1));
        _items[at] = item;
    }

    public void AddPerfect(int item)
    {
        if (_perfectCount == _perfect.Length)
        {
            Array.Resize(ref _perfect, _perfectCount * 2);
            Array.Resize(ref _added, _perfectCount * 2);
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
        for (int last = Math.Max(old, FirstThatSuffices); last < _perfectCount && _length < run.MaxLength; last++)
        {
            Insert(_perfect[last]);
            TakeUnions(last, count);
            Remove(_perfect[last]);
        }
    }

    public void TakeExtension(int item, int count)
    {
        if (FirstThatSuffices > _perfectCount)
        {
            return;
        }

        Insert(item);
        TakeUnions(_perfectCount, count);
        Remove(item);
    }

    public void TakeTable(int* table, int* items, int length, int minCount, int longest)
    {
        for (int subset = 3; subset < 1 << length; subset++)
        {
            int size = BitOperations.PopCount((uint)subset);
            if (table[subset] < minCount || size < 2 || size > longest || _length + size + _perfectCount < run.MinLength)
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
    /// <param name="old">How many extensions are not new; unions with these alone came earlier.</param>
    public void CheckRoomForUnions(int old)
    {
        if (_perfectCount < WorthALook)
        {
            return;
        }

        double sets = 0;
        int most = Math.Min(_perfectCount, run.MaxLength - _length);
        for (int added = Math.Max(1, run.MinLength - _length); added <= most && sets <= run.MaxItemsets; added++)
        {
            // Where there are too many for the difference, those with the last of the new ones are enough.
            double all = Binomial.Choose(_perfectCount, added);
            sets += double.IsInfinity(all) ? Binomial.Choose(_perfectCount - 1, added - 1) : all - Binomial.Choose(old, added);
        }

        run.CheckRoomFor(sets);
    }

    /// <summary>Hands on the current itemset and its unions with subsets of the first perfect extensions, those that are neither too short nor too long.</summary>
    private void TakeUnions(int extensions, int count)
    {
        receiver.Take(Items, count);
        int added = 0;
        int next = FirstThatSuffices;
        while (true)
        {
            // Below an extension only earlier ones are added.
            if (next < (added == 0 ? extensions : _added[added - 1]) && _length < run.MaxLength)
            {
                Insert(_perfect[next]);
                _added[added++] = next;
                receiver.Take(Items, count);
                next = FirstThatSuffices;
            }
            else if (added == 0)
            {
                return;
            }
            else
            {
                next = _added[--added];
                Remove(_perfect[next++]);
            }
        }
    }

    private void Remove(int item)
    {
        int at = Array.IndexOf(_items, item, 0, _length);
        _length--;
        _items.AsSpan(at + 1, _length - at).CopyTo(_items.AsSpan(at));
    }
}
