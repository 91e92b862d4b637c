using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CrossSell.Mining.Search;

/// <summary>Hands each itemset on by itself.</summary>
/// <remarks>
/// As soon as the current itemset and all items that can still join it are no more than 64, itemsets are words of bits: growing one by an item is one
/// operation, and many are handed on at once. Above that, and for the rare itemset of more than 64 items, items are kept in an ascending array.
/// </remarks>
internal unsafe struct EmittingSink : IItemsetSink
{
    // So many fit beside other items in a word when there are too many for one word.
    private const int ShortPath = 32;

    private readonly MiningRun _run;
    private readonly ItemsetWords _words;
    private readonly LongItemset _path;
    private readonly Stack<Above> _above = new();
    private int _wordsSince = int.MaxValue;
    private ulong _pathWord;
    private ulong _perfectWord;

    /// <param name="receiver">Takes the itemsets.</param>
    /// <param name="run">Limits.</param>
    /// <param name="items">The frequent items.</param>
    /// <param name="itemCount">How many items there are in all.</param>
    public EmittingSink(ItemsetReceiver receiver, MiningRun run, int[] items, int itemCount)
    {
        _run = run;
        _path = new LongItemset(receiver, run);
        _words = new ItemsetWords(receiver, itemCount);
        if (items.Length <= ItemsetWords.MostItems)
        {
            _words.Begin(items, [], []);
            _wordsSince = -1;
        }
    }

    private readonly bool HasWords => _wordsSince != int.MaxValue;

    public void Push(int item)
    {
        _above.Push(new Above(item, _path.Perfect.Length, _pathWord, _perfectWord));
        _path.Insert(item);
        _pathWord |= HasWords ? _words.WordOf(item) : 0;
    }

    public void AddPerfect(int item)
    {
        _path.AddPerfect(item);
        _perfectWord |= HasWords ? _words.WordOf(item) : 0;
    }

    public readonly void TakePerfect(int count)
    {
        Above above = _above.Peek();
        if (_path.Perfect.Length == above.Perfect)
        {
            return;
        }

        _path.CheckRoomForUnions(above.Perfect);
        if (HasWords)
        {
            TakePerfectWords(_pathWord, above.PerfectWord, _perfectWord, count);
        }
        else if (_path.Items.Length + _path.Perfect.Length <= ItemsetWords.MostItems)
        {
            _words.Begin(_path.Items, _path.Perfect, []);
            ulong old = _words.WordOf(_path.Perfect[..above.Perfect]);
            TakePerfectWords(_words.WordOf(_path.Items), old, _words.WordOf(_path.Perfect), count);
        }
        else
        {
            _words.Flush();
            _path.TakePerfect(above.Perfect, count);
        }
    }

    public void TakeExtensions(int* items, int* counts, int length)
    {
        int taken = _path.Items.Length + _path.Perfect.Length;
        if (!HasWords && taken + length <= ItemsetWords.MostItems)
        {
            _words.Begin(_path.Items, _path.Perfect, new ReadOnlySpan<int>(items, length));
            _pathWord = _words.WordOf(_path.Items);
            _perfectWord = _words.WordOf(_path.Perfect);
            _wordsSince = _above.Count;
        }

        if (HasWords)
        {
            TakeExtensionWords(_pathWord, _perfectWord, items, counts, length);
        }
        else if (taken <= ShortPath)
        {
            int most = ItemsetWords.MostItems - taken;
            for (int first = 0; first < length; first += most)
            {
                int some = Math.Min(most, length - first);
                _words.Begin(_path.Items, _path.Perfect, new ReadOnlySpan<int>(items + first, some));
                TakeExtensionWords(_words.WordOf(_path.Items), _words.WordOf(_path.Perfect), items + first, counts + first, some);
            }
        }
        else
        {
            _words.Flush();
            for (int i = 0; i < length; i++)
            {
                _path.TakeExtension(items[i], counts[i]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void TakeTable(int* table, int* items, int length, int minCount, int longest)
    {
        if (!HasWords)
        {
            _words.Flush();
            _path.TakeTable(table, items, length, minCount, longest);
            return;
        }

        // The word of a subset is that of its lower half together with that of its upper half.
        int half = (length + 1) / 2;
        ulong* lower = stackalloc ulong[1 << half];
        ulong* upper = stackalloc ulong[1 << half];
        WordsOfSubsets(items, half, _pathWord, lower);
        WordsOfSubsets(items + half, length - half, 0, upper);
        int lowerOnes = (1 << half) - 1;
        bool allFit = _path.Items.Length + 2 >= _run.MinLength && _path.Items.Length + _path.Perfect.Length + Math.Min(length, longest) <= _run.MaxLength;
        for (int subset = 3; subset < 1 << length; subset++)
        {
            if (table[subset] < minCount || (subset & (subset - 1)) == 0 || BitOperations.PopCount((uint)subset) > longest)
            {
                continue;
            }

            ulong word = lower[subset & lowerOnes] | upper[subset >> half];
            if (_perfectWord == 0)
            {
                _words.Add(word, table[subset]);
            }
            else if (allFit)
            {
                _words.AddUnions(word, _perfectWord, table[subset]);
            }
            else
            {
                TakeUnions(word, _perfectWord, table[subset]);
            }
        }
    }

    public void Pop()
    {
        if (_above.Count == _wordsSince)
        {
            _wordsSince = int.MaxValue;
        }

        Above above = _above.Pop();
        _path.Remove(above.Item, above.Perfect);
        _pathWord = above.PathWord;
        _perfectWord = above.PerfectWord;
    }

    public readonly void Flush() => _words.Flush();

    private readonly void WordsOfSubsets(int* items, int length, ulong seed, ulong* words)
    {
        words[0] = seed;
        for (int item = 0; item < length; item++)
        {
            ulong bit = _words.WordOf(items[item]);
            for (int subset = 0; subset < 1 << item; subset++)
            {
                words[(1 << item) + subset] = words[subset] | bit;
            }
        }
    }

    private readonly void TakePerfectWords(ulong path, ulong old, ulong all, int count)
    {
        // Each union is made once: by the highest new extension in it.
        for (ulong added = all & ~old; added != 0;)
        {
            ulong highest = 1UL << BitOperations.Log2(added);
            added ^= highest;
            TakeUnions(path | highest, old | added, count);
        }
    }

    private readonly void TakeExtensionWords(ulong path, ulong perfect, int* items, int* counts, int length)
    {
        for (int i = 0; i < length; i++)
        {
            TakeUnions(path | _words.WordOf(items[i]), perfect, counts[i]);
        }
    }

    private readonly void TakeUnions(ulong word, ulong others, int count)
    {
        int length = BitOperations.PopCount(word);
        if (length >= _run.MinLength && BitOperations.PopCount(word | others) <= _run.MaxLength)
        {
            _words.AddUnions(word, others, count);
        }
        else if (length <= _run.MaxLength)
        {
            AddFittingUnions(word, length, others, count);
        }
    }

    /// <summary>Adds the unions that are neither too short nor too long, without a look at the others: there may be very many.</summary>
    private readonly void AddFittingUnions(ulong word, int length, ulong others, int count)
    {
        int most = length + BitOperations.PopCount(others);
        if (length >= _run.MinLength && most <= _run.MaxLength)
        {
            _words.AddUnions(word, others, count);
            return;
        }

        if (length >= _run.MinLength)
        {
            _words.Add(word, count);
        }

        // Each step down ends in at least one union that fits.
        for (; length < _run.MaxLength && others != 0 && most >= _run.MinLength; most--)
        {
            ulong highest = 1UL << BitOperations.Log2(others);
            others ^= highest;
            AddFittingUnions(word | highest, length + 1, others, count);
        }
    }

    /// <summary>What <see cref="Pop"/> goes back to.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Above(int Item, int Perfect, ulong PathWord, ulong PerfectWord);
}
