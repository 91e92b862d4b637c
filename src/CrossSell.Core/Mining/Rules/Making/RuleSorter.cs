using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>Brings the rules of a table into the order of <see cref="RuleSet"/>: chunks are sorted, then merged two by two, on all threads.</summary>
/// <remarks>
/// Keys of 64 bits decide nearly always; where they are equal the rules themselves are compared, exactly. No two rules are equal, so the order does not
/// depend on the threads. Between chunks, and now and then while merging, the run can be cancelled.
/// </remarks>
internal sealed class RuleSorter
{
    private const int Chunk = 1 << 15;

    private readonly RuleTable _rules;
    private readonly MiningRun _run;
    private int[] _order;
    private int[] _otherOrder;
    private double[] _keys;
    private double[] _otherKeys;

    private RuleSorter(RuleTable rules, MiningRun run)
    {
        _rules = rules;
        _run = run;
        int count = rules.Count;
        run.AddMemory(2L * count * (sizeof(int) + sizeof(double)));
        _order = GC.AllocateUninitializedArray<int>(count);
        _keys = GC.AllocateUninitializedArray<double>(count);
        _otherOrder = count > Chunk ? GC.AllocateUninitializedArray<int>(count) : [];
        _otherKeys = count > Chunk ? GC.AllocateUninitializedArray<double>(count) : [];
    }

    /// <summary>The rules from the strongest down.</summary>
    public static int[] Sort(RuleTable rules, MiningRun run)
    {
        RuleSorter sorter = new(rules, run);
        sorter.Sort();
        run.AddMemory(-(rules.Count * (2L * sizeof(double) + sizeof(int))));
        return sorter._order;
    }

    private void Sort()
    {
        int count = _order.Length;
        if (count <= Chunk)
        {
            SortChunk(0);
            return;
        }

        Tasks.Run(_run, (count + Chunk - 1) / Chunk, SortChunk);
        for (long width = Chunk; width < count; width *= 2)
        {
            long size = width;
            Tasks.Run(_run, (int)((count + (2 * size) - 1) / (2 * size)), pair => Merge(pair * 2 * size, size));
            (_order, _otherOrder) = (_otherOrder, _order);
            (_keys, _otherKeys) = (_otherKeys, _keys);
        }
    }

    private void SortChunk(int chunk)
    {
        _run.ThrowIfStopped();
        int begin = chunk * Chunk;
        int length = Math.Min(Chunk, _order.Length - begin);
        Span<int> order = _order.AsSpan(begin, length);
        Span<double> keys = _keys.AsSpan(begin, length);
        for (int i = 0; i < length; i++)
        {
            order[i] = begin + i;
            keys[i] = -_rules.ConfidenceOf(begin + i);
        }

        keys.Sort(order);
        for (int from = 0; from < length;)
        {
            int to = from + 1;
            while (to < length && keys[to] == keys[from])
            {
                to++;
            }

            order[from..to].Sort(_rules.Compare);
            from = to;
        }
    }

    private void Merge(long begin, long width)
    {
        int left = (int)begin;
        int middle = (int)Math.Min(begin + width, _order.Length);
        int right = middle;
        int end = (int)Math.Min(begin + (2 * width), _order.Length);
        for (int to = left; to < end; to++)
        {
            if ((to & 0xFFFF) == 0)
            {
                _run.ThrowIfStopped();
            }

            int from = right == end || (left < middle && IsFirst(left, right)) ? left++ : right++;
            _otherOrder[to] = _order[from];
            _otherKeys[to] = _keys[from];
        }
    }

    private bool IsFirst(int left, int right) =>
        _keys[left] < _keys[right] || (_keys[left] == _keys[right] && _rules.Compare(_order[left], _order[right]) < 0);
}
