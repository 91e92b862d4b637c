namespace CrossSell.ML.Report;

/// <summary>What each customer brings in a year, in all and in each category: contracts that run, and what was bought in the 365 days before now.</summary>
internal sealed class CustomerSpend
{
    private const int Days = 365;

    private readonly double[] _byCategory;
    private readonly int _categories;

    public CustomerSpend(StudyBook book)
    {
        PurchaseHistory history = book.History;
        _categories = book.Categories.Count;
        _byCategory = new double[checked(book.Customers * _categories)];
        Totals = new double[book.Customers];
        IsSubscription = Subscriptions(book);
        IsRevenue = Enumerable.Range(0, history.Count).Any(row => history.RevenueOf(row) is > 0);
        DateTime? from = book.AsOf?.AddDays(-Math.Min(Days, (book.AsOf.Value - DateTime.MinValue).Days));
        for (int c = 0; c < book.Customers; c++)
        {
            (int start, int length) = history.RowsOf(c).GetOffsetAndLength(history.Count);
            for (int row = start; row < start + length; row++)
            {
                int product = history.ProductOfRow[row];
                bool counts = IsSubscription[product]
                    ? !(history.HeldUntilOf(row) <= book.AsOf)
                    : history.TimeOf(row) is not { } time || from is null || time > from;
                double spent = IsRevenue ? history.RevenueOf(row) ?? 0 : 1;
                if (!counts)
                {
                    continue;
                }

                Totals[c] += spent;
                if (book.CatalogOf[product] is >= 0 and int place && book.CategoryOf[place] is >= 0 and int category)
                {
                    _byCategory[(c * _categories) + category] += spent;
                }
            }
        }
    }

    /// <summary>Whether spend is money; otherwise it is a number of purchases.</summary>
    public bool IsRevenue { get; }

    /// <summary>For each customer all of it.</summary>
    public double[] Totals { get; }

    /// <summary>For each product of the history whether its rows are contracts that run.</summary>
    public bool[] IsSubscription { get; }

    public double Sum => Totals.Sum();

    /// <summary>Never below 0: who returned more than he bought in that year spends nothing.</summary>
    public double Of(int customer, int category) => Math.Max(0, _byCategory[(customer * _categories) + category]);

    /// <summary>What a customer brought in the year before now or, where that is nothing, in the one before his last purchase or the end of his last contract.</summary>
    public double LastYearOf(StudyBook book, int customer)
    {
        PurchaseHistory history = book.History;
        if (Totals[customer] > 0 || !book.HasTimes)
        {
            return Totals[customer];
        }

        (int start, int length) = history.RowsOf(customer).GetOffsetAndLength(history.Count);
        DateTime last = DateTime.MinValue;
        for (int row = start; row < start + length; row++)
        {
            DateTime end = (IsSubscription[history.ProductOfRow[row]] ? history.HeldUntilOf(row) : history.TimeOf(row)) ?? DateTime.MinValue;
            last = end > last ? end : last;
        }

        double sum = 0;
        for (int row = start; row < start + length; row++)
        {
            DateTime end = (IsSubscription[history.ProductOfRow[row]] ? history.HeldUntilOf(row) : history.TimeOf(row)) ?? DateTime.MinValue;
            sum += (last - end).TotalDays < Days ? IsRevenue ? history.RevenueOf(row) ?? 0 : 1 : 0;
        }

        return sum;
    }

    // As for rhythms: a product of which any row has an end, unless it is bought again and again.
    private static bool[] Subscriptions(StudyBook book)
    {
        var found = new bool[book.History.Products.Count];
        for (int row = 0; row < book.History.Count; row++)
        {
            found[book.History.ProductOfRow[row]] |= book.History.HeldUntilOf(row) is not null;
        }

        for (int p = 0; p < found.Length; p++)
        {
            found[p] &= book.CatalogOf[p] < 0 || book.Catalog[book.CatalogOf[p]].Kind != ProductKind.Repurchasable;
        }

        return found;
    }
}
