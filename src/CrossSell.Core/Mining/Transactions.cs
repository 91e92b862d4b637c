using System.Diagnostics;

namespace CrossSell.Mining;

/// <summary>
/// The baskets (or customers' holdings) that are mined: for each transaction the strictly ascending indexes of its items.
/// </summary>
/// <remarks>
/// Stored as compressed sparse rows: one flat array of item indexes and one of row starts, 4 bytes an item and 4 a transaction.
/// Items are numbered by a fixed order of their ids: whole numbers in plain form first, by number, then all other ids by the code points
/// of their text. Immutable, therefore safe for any number of threads.
/// </remarks>
public sealed partial class Transactions
{
    private readonly int[] _starts;
    private readonly int[] _items;

    /// <summary>Wraps arrays that the caller vouches for and will not change.</summary>
    internal Transactions(int[] starts, int[] items, IReadOnlyList<string> itemIds)
    {
        Debug.Assert(starts.Length > 0 && starts[0] == 0 && starts[^1] <= items.Length, "row starts do not fit the items");
        _starts = starts;
        _items = items;
        ItemIds = itemIds;
        TotalWeight = Count;
    }

    /// <summary>The number of transactions, empty ones included: the n of every measure unless they are weighted (<see cref="TotalWeight"/>).</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The number of distinct items that have an index, bought or not.</summary>
    public int ItemCount => ItemIds.Count;

    /// <summary>The text of each item, by index.</summary>
    public IReadOnlyList<string> ItemIds { get; }

    /// <summary>Where each transaction begins in <see cref="Items"/>; one more entry than transactions, the last is the end.</summary>
    public ReadOnlySpan<int> Starts => _starts;

    /// <summary>The item indexes of all transactions, one after the other.</summary>
    public ReadOnlySpan<int> Items => _items.AsSpan(0, _starts[^1]);

    /// <summary>The items of one transaction, strictly ascending.</summary>
    /// <param name="transaction">0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such transaction.</exception>
    public ReadOnlySpan<int> this[int transaction]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(transaction);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(transaction, Count);
            return _items.AsSpan(_starts[transaction], _starts[transaction + 1] - _starts[transaction]);
        }
    }

    /// <summary>Numbers the items of baskets given as text. An item named twice in a basket counts once; an empty basket counts.</summary>
    /// <param name="baskets">The items of each basket, in any order.</param>
    /// <exception cref="ArgumentException">An item id is null or empty.</exception>
    public static Transactions Create(IEnumerable<IReadOnlyCollection<string>> baskets)
    {
        ArgumentNullException.ThrowIfNull(baskets);
        Dictionary<string, int> codes = new(StringComparer.Ordinal);
        List<int> encoded = [];
        List<int> rowStarts = [0];
        foreach (IReadOnlyCollection<string> basket in baskets)
        {
            ArgumentNullException.ThrowIfNull(basket, nameof(baskets));
            foreach (string item in basket)
            {
                if (string.IsNullOrEmpty(item))
                {
                    throw new ArgumentException(
                        $"Basket {rowStarts.Count} holds {(item is null ? "a null" : "an empty")} item id; ids must be text of at least one character.", nameof(baskets));
                }

                if (!codes.TryGetValue(item, out int code))
                {
                    codes.Add(item, code = codes.Count);
                }

                encoded.Add(code);
            }

            rowStarts.Add(encoded.Count);
        }

        string[] ids = [.. codes.Keys];
        Array.Sort(ids, ItemIdOrder.Instance);
        int[] indexOf = new int[ids.Length];
        for (int index = 0; index < ids.Length; index++)
        {
            indexOf[codes[ids[index]]] = index;
        }

        int[] rows = [.. encoded];
        for (int position = 0; position < rows.Length; position++)
        {
            rows[position] = indexOf[rows[position]];
        }

        int[] ends = [.. rowStarts];
        SortAndDropDuplicates(ends, rows);
        return new Transactions(ends, rows, ids);
    }

    /// <summary>Takes transactions that are already numbered. The arrays are copied and checked; duplicates in a row collapse.</summary>
    /// <param name="starts">Where each row begins in <paramref name="items"/>: first 0, never falling, last the number of items.</param>
    /// <param name="items">The item indexes of all rows, in any order inside a row.</param>
    /// <param name="itemIds">The distinct ids, by index.</param>
    /// <exception cref="ArgumentException">The arrays do not fit together, or an index has no id, or two ids are equal.</exception>
    public static Transactions FromEncoded(int[] starts, int[] items, IReadOnlyList<string> itemIds)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(itemIds);
        if (starts.Length == 0 || starts[0] != 0 || starts[^1] != items.Length)
        {
            throw new ArgumentException($"starts must begin with 0 and end with the number of items, {items.Length}.", nameof(starts));
        }

        for (int row = 1; row < starts.Length; row++)
        {
            if (starts[row] < starts[row - 1])
            {
                throw new ArgumentException($"starts[{row}] is {starts[row]}, less than the start before it, {starts[row - 1]}.", nameof(starts));
            }
        }

        foreach (int item in items)
        {
            if ((uint)item >= (uint)itemIds.Count)
            {
                throw new ArgumentException($"items holds the index {item}; it must be 0 to {itemIds.Count - 1}.", nameof(items));
            }
        }

        string[] ids = [.. itemIds];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string id in ids)
        {
            if (string.IsNullOrEmpty(id) || !seen.Add(id))
            {
                throw new ArgumentException($"itemIds holds '{id}' twice or empty; ids must be distinct text.", nameof(itemIds));
            }
        }

        int[] rowStarts = [.. starts];
        int[] rows = [.. items];
        SortAndDropDuplicates(rowStarts, rows);
        return new Transactions(rowStarts, rows, ids);
    }

    /// <summary>Makes each row strictly ascending and closes the gaps that duplicates leave.</summary>
    private static void SortAndDropDuplicates(int[] starts, int[] rows)
    {
        int end = 0;
        int begin = 0;
        for (int row = 0; row + 1 < starts.Length; row++)
        {
            int next = starts[row + 1];
            Span<int> content = rows.AsSpan(begin, next - begin);
            content.Sort();
            int first = end;
            foreach (int item in content)
            {
                if (end == first || rows[end - 1] != item)
                {
                    rows[end++] = item;
                }
            }

            starts[row + 1] = end;
            begin = next;
        }
    }
}
