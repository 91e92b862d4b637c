using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <content>How the search goes on in a projected database.</content>
internal sealed unsafe partial class FrequentSearch<TSink>
{
    private void Descend(ProjectedDatabase database, int level, int length, int room)
    {
        if (database.RowCount == 0)
        {
            return;
        }

        CompanionLists? lists = null;
        if (PairTriangle.Suits(database))
        {
            lists = database.Companions;
            TakePairs(database, lists, level, length);
            if (lists.IsEmpty || room < 3)
            {
                return;
            }

            lists.Reduce(database);
        }

        // Equal rows are likely when they fill much of the items, or when there are very many of them.
        int rows = database.RowCount;
        if ((rows > 64 && database.ItemTotal > 0.15 * rows * database.ItemCount) || (rows > 2000 && level < 1))
        {
            Grown(_merger.Merge(database));
        }

        if (DenseBitmaps.Suits(database))
        {
            _bitmaps.Search(database, lists, ref _sink, room);
            return;
        }

        Grown(database.BuildOccurrences());
        for (int item = 1; item < database.ItemCount; item++)
        {
            if (lists is null)
            {
                Extend(database, item, level + 1, length + 1);
            }
            else if (lists.Length(item) > 0)
            {
                ExtendListed(database, lists, item, level + 1, length + 1);
            }
        }
    }

    /// <summary>Counts all pairs at once, finishes with the items that have one companion at most, and keeps the companions of the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakePairs(ProjectedDatabase database, CompanionLists lists, int level, int length)
    {
        _run.ThrowIfStopped();
        Grown(_pairs.Count(database));
        int itemCount = database.ItemCount;
        Grown(lists.Clear(itemCount, (long)itemCount * (itemCount - 1) / 2));
        bool isLast = _run.MaxLength - length < 3;
        for (int item = 0; item < itemCount; item++)
        {
            int found = CounterScan.Harvest(_pairs.Line(item), item, _minCount, _positions.Pointer, _values.Pointer);
            lists.Add(_positions.Pointer, _values.Pointer, found >= 2 && !isLast ? found : 0);
            if (found == 1 || (found > 1 && isLast))
            {
                Grow(database, item, level + 1, length + 1, itemTotal: 0, found);
            }
        }
    }

    private void ExtendListed(ProjectedDatabase database, CompanionLists lists, int item, int level, int length)
    {
        _run.ThrowIfStopped();
        int found = lists.Length(item);
        int* items = lists.Items(item);
        int* counts = lists.Counts(item);
        long total = 0;
        for (int i = 0; i < found; i++)
        {
            _positions.Pointer[i] = items[i];
            _values.Pointer[i] = counts[i];
            total += counts[i];
        }

        // Counts are at least the numbers of rows, and far more where rows are heavy.
        long rows = database.ListStarts[item + 1] - database.ListStarts[item];
        Grow(database, item, level, length, Math.Min(total, rows * found), found);
    }
}
