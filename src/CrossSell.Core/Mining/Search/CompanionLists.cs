using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>For each item of a database the items in front of it that are frequent with it, where there are two or more: only these can lead further.</summary>
internal sealed unsafe class CompanionLists
{
    private readonly PinnedBuffer<int> _starts = new();
    private readonly PinnedBuffer<int> _items = new();
    private readonly PinnedBuffer<int> _counts = new();
    private readonly PinnedBuffer<int> _numbers = new();
    private int _end;
    private int _owners;

    /// <summary>Whether there is any list.</summary>
    public bool IsEmpty => _end == 0;

    /// <summary>Starts anew.</summary>
    /// <param name="itemCount">The database's items.</param>
    /// <param name="mostPairs">No more pairs than these are frequent.</param>
    /// <returns>By how many bytes it grew.</returns>
    public long Clear(int itemCount, long mostPairs)
    {
        long had = _numbers.Capacity;
        long grown = _starts.Reserve(itemCount + 1L) + _items.Reserve(mostPairs) + _counts.Reserve(mostPairs);
        _numbers.Fill(itemCount, 0);
        _end = 0;
        _owners = 0;
        return grown + ((_numbers.Capacity - had) * sizeof(int));
    }

    /// <summary>Adds the list of the next item, which may be empty; items come in order, from 0.</summary>
    public void Add(int* items, int* counts, int length)
    {
        int owner = _owners++;
        _starts.Pointer[owner] = _end;
        _starts.Pointer[owner + 1] = _end + length;
        for (int i = 0; i < length; i++)
        {
            _items.Pointer[_end] = items[i];
            _counts.Pointer[_end++] = counts[i];
            _numbers.Pointer[items[i]] = 1;
        }

        if (length > 0)
        {
            _numbers.Pointer[owner] = 1;
        }
    }

    public int Length(int item) => _starts.Pointer[item + 1] - _starts.Pointer[item];

    public int* Items(int item) => _items.Pointer + _starts.Pointer[item];

    public int* Counts(int item) => _counts.Pointer + _starts.Pointer[item];

    /// <summary>Takes the items that are in no list out of the database and out of the numbering, and rows in which fewer than three are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Reduce(ProjectedDatabase database)
    {
        int* numbers = _numbers.Pointer;
        int kept = 0;
        for (int item = 0; item < database.ItemCount; item++)
        {
            if (numbers[item] == 0)
            {
                numbers[item] = ProjectedDatabase.RowEnd;
                continue;
            }

            database.Names[kept] = database.Names[item];
            database.Supports[kept] = database.Supports[item];
            _starts.Pointer[kept] = _starts.Pointer[item];
            _starts.Pointer[kept + 1] = _starts.Pointer[item + 1];
            numbers[item] = kept++;
        }

        if (kept == database.ItemCount)
        {
            return;
        }

        for (int i = 0; i < _end; i++)
        {
            _items.Pointer[i] = numbers[_items.Pointer[i]];
        }

        database.ItemCount = kept;
        ReduceRows(database, numbers);
    }

    // Hot: all items of all rows, moved to the front in place.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReduceRows(ProjectedDatabase database, int* numbers)
    {
        int* items = database.Items;
        int* starts = database.Starts;
        int* weights = database.Weights;
        bool isUnweighted = database.IsUnweighted;
        int rows = database.RowCount;
        int keptRows = 0;
        int end = 0;
        int* at = items;
        for (int row = 0; row < rows; row++)
        {
            int start = end;
            int item;
            for (; (item = *at) >= 0; at++)
            {
                int number = numbers[item];
                items[end] = number;
                end += (int)(~(uint)number >> 31);
            }

            at++;
            if (end - start < 3)
            {
                end = start;
                continue;
            }

            items[end++] = ProjectedDatabase.RowEnd;
            if (!isUnweighted)
            {
                weights[keptRows] = weights[row];
            }

            starts[keptRows++] = start;
        }

        starts[keptRows] = end;
        database.RowCount = keptRows;
    }
}
