using System.Runtime.CompilerServices;
using CrossSell.Mining.Search;
using CrossSell.Numerics;

namespace CrossSell.Mining.Counting;

/// <summary>The transactions reduced to the items of the candidates, as ascending ranks, and where the items stand that candidates begin with.</summary>
/// <remarks>Each row ends with a rank larger than any, so a place in a row is one number and walks need no end. Read by all threads.</remarks>
internal sealed unsafe class CandidateRows
{
    /// <summary>Stands behind the last rank of each row.</summary>
    public const int EndOfRow = int.MaxValue;

    private readonly PinnedBuffer<int> _rows = new();
    private readonly PinnedBuffer<int> _weights = new();
    private readonly PinnedBuffer<int> _lists = new();
    private readonly int[] _listStarts;

    public CandidateRows(Transactions transactions, int[] rankOf, int[] itemOf, int[] occurrences, bool[] isRoot, MiningRun run)
    {
        ItemCount = itemOf.Length;
        long places = itemOf.Sum(item => (long)occurrences[item]) + transactions.Count;
        run.AddMemory(places * sizeof(int) * (transactions.IsWeighted ? 2 : 1));
        _rows.Reserve(places);
        IsWeighted = transactions.IsWeighted;
        if (IsWeighted)
        {
            _weights.Reserve(places);
        }

        // The list of each root item, behind one another; no entry for the others.
        _listStarts = new int[ItemCount + 1];
        for (int rank = 0; rank < ItemCount; rank++)
        {
            _listStarts[rank + 1] = checked(_listStarts[rank] + (isRoot[rank] ? occurrences[itemOf[rank]] : 0));
        }

        run.AddMemory(_lists.Reserve(_listStarts[ItemCount]));
        int[] next = _listStarts[..^1];
        Fill(transactions, rankOf, isRoot, next, run);
        Lengths = next;
        for (int rank = 0; rank < ItemCount; rank++)
        {
            Lengths[rank] -= _listStarts[rank];
        }
    }

    /// <summary>The number of ranks.</summary>
    public int ItemCount { get; }

    /// <summary>Whether transactions count by weight.</summary>
    public bool IsWeighted { get; }

    /// <summary>For each place of <see cref="Rows"/> the weight of its row; only when transactions are weighted.</summary>
    public int* Weights => _weights.Pointer;

    /// <summary>The ranks of all rows.</summary>
    public int* Rows => _rows.Pointer;

    /// <summary>How many places <see cref="ListOf"/> has. Fewer than transactions with the item: rows that end with it are left out.</summary>
    public int[] Lengths { get; }

    /// <summary>For each row with this rank and a larger one, the place behind it.</summary>
    public int* ListOf(int rank) => _lists.Pointer + _listStarts[rank];

    // Hot: touches every item of every transaction once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(Transactions transactions, int[] rankOf, bool[] isRoot, int[] next, MiningRun run)
    {
        int* ranks = _rows.Pointer;
        int end = 0;
        for (int transaction = 0; transaction < transactions.Count; transaction++)
        {
            if ((transaction & 0xFFFF) == 0)
            {
                run.ThrowIfStopped();
            }

            int start = end;
            int weight = IsWeighted ? transactions.Weights[transaction] : 1;
            foreach (int item in transactions[transaction])
            {
                int rank = rankOf[item];
                ranks[end] = rank;
                end += rank >= 0 ? 1 : 0;
            }

            if (end - start < 2 || weight == 0)
            {
                end = start;
                continue;
            }

            new Span<int>(ranks + start, end - start).Sort();
            for (int place = start; place < end - 1; place++)
            {
                if (isRoot[ranks[place]])
                {
                    _lists.Pointer[next[ranks[place]]++] = place + 1;
                }
            }

            ranks[end++] = EndOfRow;
            if (IsWeighted)
            {
                new Span<int>(_weights.Pointer + start, end - start).Fill(weight);
            }
        }
    }
}
