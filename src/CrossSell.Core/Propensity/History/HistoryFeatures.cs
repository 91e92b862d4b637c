namespace CrossSell;

/// <summary>Which columns a customer's purchases become: products and categories he has, recency, frequency, money, tenure, contacts.</summary>
/// <remarks>Immutable and thread-safe. Names products and categories, and no customer.</remarks>
public sealed class HistoryFeatures
{
    /// <summary>A product that fewer customers ever bought has no column of its own.</summary>
    private const int LeastBuyers = 20;

    /// <summary>The most products with a column of their own, those with the most buyers.</summary>
    private const int MostProducts = 200;

    /// <summary>The time since the purchase is told of so many products at most, and only of such with more buyers.</summary>
    private const int MostTimed = 30;
    private const int LeastTimedBuyers = 100;

    /// <summary>Takes columns as they are.</summary>
    /// <param name="columns">The columns, each once.</param>
    /// <param name="repurchasable">The ids of the products that are never held (<see cref="ProductKind.Repurchasable"/>).</param>
    /// <param name="categories">The category of each product that has one, by product id.</param>
    /// <exception cref="ArgumentException">A column stands twice, or lacks its product or category.</exception>
    public HistoryFeatures(IReadOnlyList<HistoryFeature> columns, IReadOnlySet<string> repurchasable, IReadOnlyDictionary<string, string> categories)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(repurchasable);
        ArgumentNullException.ThrowIfNull(categories);
        Columns = [.. columns];
        if (Columns.Distinct().Count() < Columns.Count)
        {
            throw new ArgumentException($"A column stands twice in {string.Join(", ", Columns.Select(column => column.Name))}.", nameof(columns));
        }

        foreach (HistoryFeature column in Columns.Where(column => NeedsSubject(column.Kind) == string.IsNullOrEmpty(column.Subject)))
        {
            throw new ArgumentException($"A column of the kind {column.Kind} has the subject '{column.Subject}'; {(NeedsSubject(column.Kind) ? "it needs one" : "it has none")}.", nameof(columns));
        }

        Repurchasable = repurchasable;
        Categories = categories;
    }

    /// <summary>The columns, in one order for ever.</summary>
    public IReadOnlyList<HistoryFeature> Columns { get; }

    /// <summary>The products that are never held.</summary>
    public IReadOnlySet<string> Repurchasable { get; }

    /// <summary>The category of each product that has one, by product id.</summary>
    public IReadOnlyDictionary<string, string> Categories { get; }

    /// <summary>The columns that suit a history: of the 200 products with the most buyers, 20 each at least, of categories, of times where there are times. O(rows).</summary>
    /// <param name="history">What was bought.</param>
    /// <param name="catalog">Kinds and categories of the products; what it does not list is held and has no category.</param>
    /// <param name="withContacts">Whether contacts are known.</param>
    public static HistoryFeatures Of(PurchaseHistory history, ProductCatalog catalog, bool withContacts = false)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(catalog);
        int[] buyers = Buyers(history);
        int[] products = [.. Enumerable.Range(0, buyers.Length).Where(p => buyers[p] >= LeastBuyers).OrderByDescending(p => buyers[p]).ThenBy(p => p).Take(MostProducts)];
        var repurchasable = new HashSet<string>(StringComparer.Ordinal);
        var categories = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Product product in catalog)
        {
            if (product.Kind == ProductKind.Repurchasable)
            {
                repurchasable.Add(product.Id.Value);
            }

            if (!string.IsNullOrEmpty(product.Category))
            {
                categories[product.Id.Value] = product.Category;
            }
        }

        var columns = new List<HistoryFeature>(products.Select(p => new HistoryFeature(HistoryFeatureKind.Owns, history.Products[p])));

        // A category of one product says nothing more than the product.
        columns.AddRange(categories.Values.GroupBy(category => category, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => group.Key).Order(StringComparer.Ordinal).Select(category => new HistoryFeature(HistoryFeatureKind.OwnsCategory, category)));
        if (history.FirstTime is not null)
        {
            columns.AddRange(products.Where(p => buyers[p] >= LeastTimedBuyers).Take(MostTimed).Select(p => new HistoryFeature(HistoryFeatureKind.MonthsSinceProduct, history.Products[p])));
            columns.Add(new HistoryFeature(HistoryFeatureKind.MonthsSinceLast));
            columns.Add(new HistoryFeature(HistoryFeatureKind.MonthsSinceFirst));
        }

        columns.Add(new HistoryFeature(HistoryFeatureKind.Purchases));
        if (history.Columns.Revenues is not null)
        {
            columns.Add(new HistoryFeature(HistoryFeatureKind.Revenue));
        }

        columns.Add(new HistoryFeature(HistoryFeatureKind.Products));
        if (withContacts)
        {
            columns.Add(new HistoryFeature(HistoryFeatureKind.Contacts));
            columns.Add(new HistoryFeature(HistoryFeatureKind.Declines));
        }

        return new HistoryFeatures(columns, repurchasable, categories);
    }

    /// <summary>The columns that suit the pairs of a matrix: as of a history, without those that pairs do not tell (purchases and revenue so far). O(pairs).</summary>
    /// <param name="purchases">Who has bought what.</param>
    /// <param name="mostOwned">How many products with a column of its own a customer may have on average: those with the most buyers come first, and as many have one as that allows; and so with categories.</param>
    public static HistoryFeatures Of(PurchaseMatrix purchases, double mostOwned = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        int[] buyers = [.. Enumerable.Range(0, purchases.Products.Count).Select(product => purchases.BuyersOf(product).Length)];
        int known = Enumerable.Range(0, purchases.Customers.Count).Count(customer => purchases[customer].Count > 0);
        double room = mostOwned * known;
        int[] products =
        [
            .. Enumerable.Range(0, buyers.Length).Where(p => buyers[p] >= LeastBuyers).OrderByDescending(p => buyers[p]).ThenBy(p => p).Take(MostProducts).TakeWhile(p => (room -= buyers[p]) >= 0),
        ];
        var categories = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int product = 0; product < buyers.Length; product++)
        {
            if (purchases.Categories?[product] is { Length: > 0 } category)
            {
                categories[purchases.Products[product]] = category;
            }
        }

        var columns = new List<HistoryFeature>(products.Select(p => new HistoryFeature(HistoryFeatureKind.Owns, purchases.Products[p])));
        double left = mostOwned * known;
        columns.AddRange(categories.GroupBy(pair => pair.Value, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => (Category: group.Key, Pairs: group.Sum(pair => buyers[purchases.Products.IndexOf(pair.Key)])))
            .OrderByDescending(group => group.Pairs).ThenBy(group => group.Category, StringComparer.Ordinal).Where(group => group.Pairs <= left && (left -= group.Pairs) >= 0)
            .Select(group => group.Category).Order(StringComparer.Ordinal).Select(category => new HistoryFeature(HistoryFeatureKind.OwnsCategory, category)));
        if (purchases.HasTimes)
        {
            columns.AddRange(products.Where(p => buyers[p] >= LeastTimedBuyers).Take(MostTimed).Select(p => new HistoryFeature(HistoryFeatureKind.MonthsSinceProduct, purchases.Products[p])));
            columns.Add(new HistoryFeature(HistoryFeatureKind.MonthsSinceLast));
            columns.Add(new HistoryFeature(HistoryFeatureKind.MonthsSinceFirst));
        }

        columns.Add(new HistoryFeature(HistoryFeatureKind.Products));
        return new HistoryFeatures(columns, new HashSet<string>(StringComparer.Ordinal), categories);
    }

    /// <summary>The features of customers just before an instant, joined to what else is known about them. O(rows + customers · columns).</summary>
    /// <remarks>
    /// What happened at the instant or later changes nothing. Only customers with a purchase before it have a row: who came later was not there. Keys are the
    /// customers' ids, and the table's day is that of the instant, so that columns of dates count to it.
    /// </remarks>
    /// <param name="history">What was bought.</param>
    /// <param name="snapshot">The instant; null for a history without times, and for all that was ever bought.</param>
    /// <param name="attributes">Further columns, with the customers' ids as keys; a customer without a row there has gaps. Null for none.</param>
    /// <param name="contacts">The contacts that columns about them count; null where there are none.</param>
    /// <exception cref="ArgumentException">The attributes have no keys, a key twice, or a column with the name of one of <see cref="Columns"/>.</exception>
    public CustomerTable Table(PurchaseHistory history, DateTime? snapshot, CustomerTable? attributes = null, CustomerContacts? contacts = null)
    {
        var stack = new SnapshotStack(this, attributes, sample: null);
        stack.Add(history, snapshot, contacts);
        return stack.Build();
    }

    private static bool NeedsSubject(HistoryFeatureKind kind) => kind is HistoryFeatureKind.Owns or HistoryFeatureKind.OwnsCategory or HistoryFeatureKind.MonthsSinceProduct;

    private static int[] Buyers(PurchaseHistory history)
    {
        var buyers = new int[history.Products.Count];
        var last = new int[history.Products.Count];
        for (int customer = 0; customer < history.Customers.Count; customer++)
        {
            (int start, int length) = history.RowsOf(customer).GetOffsetAndLength(history.Count);
            foreach (int product in history.ProductOfRow.Slice(start, length))
            {
                if (last[product] != customer + 1)
                {
                    last[product] = customer + 1;
                    buyers[product]++;
                }
            }
        }

        return buyers;
    }
}
