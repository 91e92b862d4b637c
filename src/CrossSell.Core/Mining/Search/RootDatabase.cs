using System.Runtime.CompilerServices;

namespace CrossSell.Mining.Search;

/// <summary>Builds the database that a search starts from: every transaction reduced to its frequent items, as ascending ranks.</summary>
internal static unsafe class RootDatabase
{
    // Sorting by insertion is fastest for rows of the usual length.
    private const int LongRow = 40;

    // Equal transactions are looked for when rows fill this share of all frequent items: only then are there many.
    private const double DenseEnoughToMerge = 0.15;

    /// <param name="transactions">What is mined.</param>
    /// <param name="order">The ranks of the frequent items.</param>
    /// <param name="shortestRow">Transactions with fewer frequent items are left out: 2 when only extensions of items matter, 1 otherwise.</param>
    /// <param name="run">Limits and cancellation.</param>
    public static ProjectedDatabase Build(Transactions transactions, FrequencyOrder order, int shortestRow, MiningRun run)
    {
        ProjectedDatabase database = new() { ItemCount = order.Items.Length };
        long occurrences = transactions.IsWeighted ? transactions.Items.Length : order.Supports.Sum(support => (long)support);
        run.AddMemory((occurrences * (sizeof(int) + sizeof(long))) + (transactions.Count * 2L * sizeof(int)));
        database.ReserveItems(order.Items.Length);
        order.Items.CopyTo(new Span<int>(database.Names, order.Items.Length));
        order.Supports.CopyTo(new Span<int>(database.Supports, order.Items.Length));
        database.ReserveRows(transactions.Count, occurrences);
        FillRows(database, transactions, order.RankOf, shortestRow, run);
        int rows = database.RowCount;
        if (rows > 64 && database.Starts[rows] > DenseEnoughToMerge * rows * order.Items.Length)
        {
            new RowMerger().Merge(database);
        }

        return database;
    }

    // Hot: touches every item of every transaction once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillRows(ProjectedDatabase database, Transactions transactions, int[] rankOf, int shortestRow, MiningRun run)
    {
        int* starts = database.Starts;
        int* ranks = database.Items;
        int* rowWeights = database.Weights;
        ReadOnlySpan<int> weights = transactions.Weights;
        int rows = 0;
        int end = 0;
        starts[0] = 0;
        fixed (int* source = transactions.Items, sourceStarts = transactions.Starts, rankOfItem = rankOf)
        {
            for (int transaction = 0; transaction < transactions.Count; transaction++)
            {
                if ((transaction & 0xFFFF) == 0)
                {
                    run.ThrowIfStopped();
                }

                int start = end;
                int sourceEnd = sourceStarts[transaction + 1];
                bool isShort = sourceEnd - sourceStarts[transaction] <= LongRow;
                for (int position = sourceStarts[transaction]; position < sourceEnd; position++)
                {
                    int rank = rankOfItem[source[position]];
                    if (rank < 0)
                    {
                        continue;
                    }

                    int hole = end++;
                    if (isShort)
                    {
                        for (; hole > start && ranks[hole - 1] > rank; hole--)
                        {
                            ranks[hole] = ranks[hole - 1];
                        }
                    }

                    ranks[hole] = rank;
                }

                // A weight of 0 is no support; a row of that weight would only be in the way.
                int weight = weights.IsEmpty ? 1 : weights[transaction];
                if (end - start < shortestRow || weight == 0)
                {
                    end = start;
                    continue;
                }

                if (!isShort)
                {
                    new Span<int>(ranks + start, end - start).Sort();
                }

                rowWeights[rows] = weight;
                starts[++rows] = end;
            }
        }

        database.RowCount = rows;
    }
}
