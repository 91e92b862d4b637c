using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Looks at the items that rank behind an extension, in the rows that hold it: they are not looked for any more, but tell whether an itemset is closed or maximal.</summary>
internal sealed unsafe class ItemsBehind
{
    private readonly PinnedBuffer<int> _counts = new();
    private readonly int[] _shared;
    private readonly int _minCount;

    /// <param name="rankCount">How many ranks there are.</param>
    /// <param name="minCount">From how many transactions on an item is frequent.</param>
    public ItemsBehind(int rankCount, int minCount)
    {
        _counts.Fill(rankCount, 0);
        _shared = new int[rankCount];
        _minCount = minCount;
    }

    /// <summary>Whether enough of the rows counted hold this rank.</summary>
    public bool IsFrequent(int rank) => _counts.Pointer[rank] >= _minCount;

    /// <summary>Whether all rows that hold the item share one behind it: then another extension reaches the same closure.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool AnyIsShared(ClosedDatabase database, int item)
    {
        int shared = -1;
        for (int occurrence = database.ListStarts[item]; occurrence < database.ListStarts[item + 1]; occurrence++)
        {
            int row = database.ListRows[occurrence];
            int weight = database.Weights[row];
            int kept = 0;
            int at = 0;
            for (int position = database.ListPositions[occurrence] + 1; position < database.Starts[row + 1] && at != shared; position++)
            {
                Keep(database.Ranks[database.Items[position]]);
            }

            for (int tail = database.TailStarts[row]; tail < database.TailStarts[row + 1] && at != shared; tail++)
            {
                if (database.TailWeights[tail] == weight)
                {
                    Keep(database.TailItems[tail]);
                }
            }

            shared = kept;
            if (shared == 0)
            {
                return false;
            }

            // The first row proposes all it has; each further one keeps what it has too. All lists ascend.
            void Keep(int rank)
            {
                if (shared < 0)
                {
                    _shared[kept++] = rank;
                    return;
                }

                while (at < shared && _shared[at] < rank)
                {
                    at++;
                }

                if (at < shared && _shared[at] == rank)
                {
                    _shared[kept++] = rank;
                    at++;
                }
            }
        }

        return shared > 0;
    }

    /// <summary>Counts the items behind in the rows that hold the item; only frequent ones can ever matter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Count(ClosedDatabase database, int item)
    {
        bool anyFrequent = false;
        int* behind = _counts.Pointer;
        for (int occurrence = database.ListStarts[item]; occurrence < database.ListStarts[item + 1]; occurrence++)
        {
            int row = database.ListRows[occurrence];
            int weight = database.Weights[row];
            for (int position = database.ListPositions[occurrence] + 1; position < database.Starts[row + 1]; position++)
            {
                anyFrequent |= (behind[database.Ranks[database.Items[position]]] += weight) >= _minCount;
            }

            for (int tail = database.TailStarts[row]; tail < database.TailStarts[row + 1]; tail++)
            {
                anyFrequent |= (behind[database.TailItems[tail]] += database.TailWeights[tail]) >= _minCount;
            }
        }

        return anyFrequent;
    }

    /// <summary>Forgets what <see cref="Count"/> counted, for the same item.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Clear(ClosedDatabase database, int item)
    {
        int* behind = _counts.Pointer;
        for (int occurrence = database.ListStarts[item]; occurrence < database.ListStarts[item + 1]; occurrence++)
        {
            int row = database.ListRows[occurrence];
            for (int position = database.ListPositions[occurrence] + 1; position < database.Starts[row + 1]; position++)
            {
                behind[database.Ranks[database.Items[position]]] = 0;
            }

            for (int tail = database.TailStarts[row]; tail < database.TailStarts[row + 1]; tail++)
            {
                behind[database.TailItems[tail]] = 0;
            }
        }
    }

    /// <summary>Whether an item, among those of a projected database or behind, is frequent together with all of the first ones.</summary>
    /// <param name="database">Its rows.</param>
    /// <param name="prefix">How many of its items are the first ones.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool AnyExtends(ClosedDatabase database, int prefix)
    {
        bool any = false;
        int* counts = _counts.Pointer;
        int rows = 0;
        for (; rows < database.RowCount && !any; rows++)
        {
            if (!database.BeginsWith(rows, prefix))
            {
                continue;
            }

            int weight = database.Weights[rows];
            for (int position = database.Starts[rows] + prefix; position < database.Starts[rows + 1]; position++)
            {
                any |= (counts[database.Ranks[database.Items[position]]] += weight) >= _minCount;
            }

            for (int tail = database.TailStarts[rows]; tail < database.TailStarts[rows + 1]; tail++)
            {
                any |= (counts[database.TailItems[tail]] += database.TailWeights[tail]) >= _minCount;
            }
        }

        for (int row = 0; row < rows; row++)
        {
            if (!database.BeginsWith(row, prefix))
            {
                continue;
            }

            for (int position = database.Starts[row] + prefix; position < database.Starts[row + 1]; position++)
            {
                counts[database.Ranks[database.Items[position]]] = 0;
            }

            for (int tail = database.TailStarts[row]; tail < database.TailStarts[row + 1]; tail++)
            {
                counts[database.TailItems[tail]] = 0;
            }
        }

        return any;
    }
}
