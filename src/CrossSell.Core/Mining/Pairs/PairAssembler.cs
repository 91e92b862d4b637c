using System.Runtime.CompilerServices;

namespace CrossSell.Mining.Search;

/// <summary>Makes of pairs that stand once, at the later item number, lists of all partners of every item, ascending by item.</summary>
/// <remarks>
/// Without sorting. An item's own pairs come in two ascending runs, hot and cold partners. Its other pairs are brought by items that are visited in ascending
/// order, and so ascend too. Two runs are merged in linear time.
/// </remarks>
internal sealed class PairAssembler
{
    private readonly PairStore _store;
    private readonly PairNumbering _numbering;
    private readonly Transactions _transactions;
    private readonly int _minCount;
    private readonly int[] _starts;
    private readonly int[] _partners;
    private readonly int[] _counts;
    private readonly int[] _own;
    private readonly MiningRun _run;
    private int[] _heldPartners = [];
    private int[] _heldCounts = [];

    public PairAssembler(PairStore store, Transactions transactions, int minCount, MiningRun run)
    {
        _store = store;
        _numbering = store.Numbering;
        _transactions = transactions;
        _minCount = minCount;
        _run = run;
        if (store.Pairs * 2 > Array.MaxLength)
        {
            throw new MiningLimitException("array length", Array.MaxLength, $"{store.Pairs} pairs, each listed at both items, do not fit one array", run.CountsSoFar(), canBeRaised: false);
        }

        run.AddMemory((store.Pairs * 4 * sizeof(int)) + ((3L * transactions.ItemCount) * sizeof(int)));
        _starts = new int[transactions.ItemCount + 1];
        _own = new int[transactions.ItemCount];
        _partners = GC.AllocateUninitializedArray<int>((int)store.Pairs * 2);
        _counts = GC.AllocateUninitializedArray<int>((int)store.Pairs * 2);
    }

    public PairCounts Assemble()
    {
        CountPartners();
        int[] ends = PlacePairs();
        for (int item = 0; item < ends.Length; item++)
        {
            _run.ThrowIfStopped();
            Merge(_starts[item], _starts[item] + _own[item], ends[item]);
        }

        return new PairCounts(_starts, _partners, _counts, _numbering.SupportOfItem, _transactions.ItemIds, _transactions.TotalWeight, _minCount);
    }

    // Hot: every pair once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountPartners()
    {
        int[] items = _numbering.Items;
        for (int number = 0; number < items.Length; number++)
        {
            _run.ThrowIfStopped();
            ReadOnlySpan<int> partners = _store.Of(number).Partners.Span;
            _own[items[number]] = partners.Length;
            _starts[items[number] + 1] += partners.Length;
            foreach (int partner in partners)
            {
                _starts[items[partner] + 1]++;
            }
        }

        for (int item = 0; item + 1 < _starts.Length; item++)
        {
            _starts[item + 1] += _starts[item];
        }
    }

    /// <summary>Writes each item's own pairs first and behind them those that other items bring; returns where each list ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] PlacePairs()
    {
        int[] items = _numbering.Items;
        int[] ends = new int[_own.Length];
        for (int item = 0; item < ends.Length; item++)
        {
            ends[item] = _starts[item] + _own[item];
        }

        int hot = 0;
        int cold = _numbering.HotCount;
        while (hot < _numbering.HotCount || cold < items.Length)
        {
            _run.ThrowIfStopped();

            // Both runs of numbers ascend by item.
            int number = cold == items.Length || (hot < _numbering.HotCount && items[hot] < items[cold]) ? hot++ : cold++;
            int item = items[number];
            (ReadOnlyMemory<int> partnersOf, ReadOnlyMemory<int> countsOf) = _store.Of(number);
            ReadOnlySpan<int> partners = partnersOf.Span;
            ReadOnlySpan<int> counts = countsOf.Span;
            int hots = 0;
            int own = _starts[item];
            for (int at = 0; at < partners.Length; at++)
            {
                int partner = items[partners[at]];
                hots += partners[at] < _numbering.HotCount ? 1 : 0;
                _partners[own + at] = partner;
                _counts[own + at] = counts[at];
                int end = ends[partner]++;
                _partners[end] = item;
                _counts[end] = counts[at];
            }

            Merge(own, own + hots, own + partners.Length);
        }

        return ends;
    }

    /// <summary>Merges two ascending runs that stand one behind the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Merge(int start, int middle, int end)
    {
        if (start == middle || middle == end || _partners[middle - 1] < _partners[middle])
        {
            return;
        }

        int held = middle - start;
        if (_heldPartners.Length < held)
        {
            _heldPartners = new int[held];
            _heldCounts = new int[held];
        }

        Array.Copy(_partners, start, _heldPartners, 0, held);
        Array.Copy(_counts, start, _heldCounts, 0, held);
        int left = 0;
        int right = middle;
        for (int to = start; left < held; to++)
        {
            if (right < end && _partners[right] < _heldPartners[left])
            {
                _partners[to] = _partners[right];
                _counts[to] = _counts[right++];
            }
            else
            {
                _partners[to] = _heldPartners[left];
                _counts[to] = _heldCounts[left++];
            }
        }
    }
}
