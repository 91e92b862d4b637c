using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Sorts records of a few words each, word by word. One instance belongs to one thread.</summary>
internal sealed unsafe class RecordSorter
{
    // Up to here, comparing is faster than dealing out digits.
    private const int Few = 256;

    private readonly RadixSort _sort = new();
    private readonly PinnedBuffer<int> _order = new();
    private readonly PinnedBuffer<int> _before = new();
    private readonly ulong[] _fewKeys = new ulong[Few];

    /// <summary>Sorts records.</summary>
    /// <param name="records">Of one word each they are sorted in place; longer ones stay where they are.</param>
    /// <param name="words">The words of a record.</param>
    /// <param name="run">Told about memory.</param>
    /// <returns>The order of longer records, valid until the next call; empty when they were sorted in place.</returns>
    public ReadOnlySpan<int> Sort(Span<ulong> records, int words, MiningRun run)
    {
        if (words == 1)
        {
            if (records.Length <= Few)
            {
                records.Sort();
            }
            else
            {
                _sort.SortKeys(records, run.AddMemory, run.ThrowIfStopped);
            }

            return [];
        }

        int count = records.Length / words;
        long grown = _order.Reserve(count);
        if (grown > 0)
        {
            run.AddMemory(grown);
        }

        Span<int> order = new(_order.Pointer, count);
        for (int record = 0; record < count; record++)
        {
            order[record] = record;
        }

        SortBy(records, words, word: 0, order, run);
        return order;
    }

    private void SortBy(ReadOnlySpan<ulong> records, int words, int word, Span<int> order, MiningRun run)
    {
        SortOneWord(records, words, word, order, run);
        if (word + 1 == words)
        {
            return;
        }

        // Records that are equal so far go on by the next word.
        for (int first = 0, next; first < order.Length; first = next)
        {
            ulong key = records[(order[first] * words) + word];
            for (next = first + 1; next < order.Length && records[(order[next] * words) + word] == key;)
            {
                next++;
            }

            if (next - first > 1)
            {
                SortBy(records, words, word + 1, order[first..next], run);
            }
        }
    }

    private void SortOneWord(ReadOnlySpan<ulong> records, int words, int word, Span<int> order, MiningRun run)
    {
        if (order.Length <= Few)
        {
            Span<ulong> few = _fewKeys.AsSpan(0, order.Length);
            for (int place = 0; place < few.Length; place++)
            {
                few[place] = records[(order[place] * words) + word];
            }

            few.Sort(order);
            return;
        }

        _sort.Reset(order.Length, run.AddMemory);
        Span<ulong> keys = _sort.Keys;
        for (int place = 0; place < keys.Length; place++)
        {
            keys[place] = records[(order[place] * words) + word];
        }

        _sort.Sort(beforePass: run.ThrowIfStopped);
        PermuteBy(_sort.Values, order);
    }

    private void PermuteBy(ReadOnlySpan<int> places, Span<int> order)
    {
        _before.Reserve(order.Length);
        Span<int> before = new(_before.Pointer, order.Length);
        order.CopyTo(before);
        for (int place = 0; place < places.Length; place++)
        {
            order[place] = before[places[place]];
        }
    }
}
