namespace CrossSell.Mining;

/// <summary>Customers (or anything) as rows of attributes, some of them unknown, and optionally with the products that they have: what <see cref="AttributeRuleMiner"/> mines.</summary>
/// <remarks>
/// Unknown is not the same as no: a customer whose age nobody asked is neither young nor old. Each known value is an item, an unknown one is none, and
/// the table remembers where it was unknown. Products are always known. Immutable, therefore safe for any number of threads.
/// </remarks>
public sealed class AttributeTable
{
    private readonly int[] _attributeOf;
    private readonly ulong[][] _known;

    private AttributeTable(Transactions transactions, string[] attributes, int[] attributeOf, ulong[][] known)
    {
        Transactions = transactions;
        Attributes = Array.AsReadOnly(attributes);
        _attributeOf = attributeOf;
        _known = known;
    }

    /// <summary>The known values of each row as items, <c>name=value</c>, and its products. What every other miner can take, for whom unknown is then simply absent.</summary>
    public Transactions Transactions { get; }

    /// <summary>The names of the attributes in the order of the columns.</summary>
    public IReadOnlyList<string> Attributes { get; }

    /// <summary>Builds the table.</summary>
    /// <param name="columns">The attributes, all of the same number of rows, each name once.</param>
    /// <param name="products">The products of each row, not weighted; null when there are none.</param>
    /// <exception cref="ArgumentException">
    /// Columns have different numbers of rows or equal names, there are neither columns nor products, the products are weighted, or one is named like a value; the message
    /// says which.
    /// </exception>
    public static AttributeTable Create(IEnumerable<AttributeColumn> columns, Transactions? products = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        AttributeColumn[] all = [.. columns];
        Check(all, products);
        int rows = products?.Count ?? all[0].Count;
        Dictionary<string, int> attributeOf = new(StringComparer.Ordinal);
        for (int attribute = 0; attribute < all.Length; attribute++)
        {
            foreach (string item in all[attribute].Items)
            {
                if (!attributeOf.TryAdd(item, attribute))
                {
                    throw new ArgumentException($"The item '{item}' is a value of two attributes, '{all[attributeOf[item]].Name}' and '{all[attribute].Name}'.", nameof(columns));
                }
            }
        }

        foreach (string id in products?.ItemIds ?? [])
        {
            if (!attributeOf.TryAdd(id, -1))
            {
                throw new ArgumentException($"The product '{id}' is named like a value of '{all[attributeOf[id]].Name}'.", nameof(products));
            }
        }

        string[] ids = [.. attributeOf.Keys];
        Array.Sort(ids, ItemIdOrder.Instance);
        Dictionary<string, int> indexOf = new(StringComparer.Ordinal);
        foreach (string id in ids)
        {
            indexOf.Add(id, indexOf.Count);
        }

        int[][] itemOf = [.. all.Select(column => column.Items.Select(item => indexOf[item]).ToArray())];
        int[] productItem = [.. products?.ItemIds.Select(id => indexOf[id]) ?? []];
        ulong[][] known = [.. all.Select(_ => new ulong[(rows + 63) / 64])];
        int[] starts = new int[rows + 1];
        List<int> items = [];
        for (int row = 0; row < rows; row++)
        {
            for (int attribute = 0; attribute < all.Length; attribute++)
            {
                if (all[attribute].Codes[row] is var code and >= 0)
                {
                    items.Add(itemOf[attribute][code]);
                    known[attribute][row >> 6] |= 1UL << (row & 63);
                }
            }

            foreach (int product in products is null ? [] : products[row])
            {
                items.Add(productItem[product]);
            }

            starts[row + 1] = items.Count;
        }

        return new AttributeTable(
            Transactions.FromEncoded(starts, [.. items], ids), [.. all.Select(column => column.Name)], [.. ids.Select(id => attributeOf[id])], known);
    }

    /// <summary>Which attribute an item is a value of, as a place in <see cref="Attributes"/>; -1 for a product.</summary>
    /// <param name="item">The item's index in <see cref="Transactions"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such item.</exception>
    public int AttributeOf(int item) => _attributeOf[item];

    /// <summary>Whether a row knows an attribute.</summary>
    /// <param name="row">0 to the number of transactions - 1.</param>
    /// <param name="attribute">A place in <see cref="Attributes"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such attribute.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public bool IsKnown(int row, int attribute)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Transactions.Count);
        return (_known[attribute][row >> 6] >> (row & 63) & 1) != 0;
    }

    /// <summary>The rows that know an attribute, one bit each.</summary>
    internal ReadOnlySpan<ulong> KnownRows(int attribute) => _known[attribute];

    private static void Check(AttributeColumn[] columns, Transactions? products)
    {
        if (columns.Length == 0 && products is null)
        {
            throw new ArgumentException("There are neither columns nor products.", nameof(columns));
        }

        if (products is { IsWeighted: true })
        {
            throw new ArgumentException("The products are weighted; a table counts each row once.", nameof(products));
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        int rows = products?.Count ?? columns[0].Count;
        foreach (AttributeColumn column in columns)
        {
            if (column.Count != rows)
            {
                throw new ArgumentException($"The column '{column.Name}' has {column.Count} rows; there are {rows}.", nameof(columns));
            }

            if (!names.Add(column.Name))
            {
                throw new ArgumentException($"There are two columns '{column.Name}'.", nameof(columns));
            }
        }
    }
}
