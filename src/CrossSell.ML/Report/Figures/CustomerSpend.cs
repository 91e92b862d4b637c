namespace CrossSell.ML.Report;

/// <summary>What each customer brings in a year, in all and in each category: contracts that run, and what was bought in the 365 days before now.</summary>
internal sealed class CustomerSpend
{
    private const int Days = 365;

    private readonly double[] _byCategory;
    private readonly int _categories;
    private readonly YearlySpend _year;

    public CustomerSpend(StudyBook book)
    {
        PurchaseHistory history = book.History;
        _categories = book.Categories.Count;
        _byCategory = new double[checked(book.Customers * _categories)];
        Totals = new double[book.Customers];
        _year = YearlySpend.Of(history, book.AsOf, book.Catalog);
        for (int c = 0; c < book.Customers; c++)
        {
            (int start, int length) = history.RowsOf(c).GetOffsetAndLength(history.Count);
            for (int row = start; row < start + length; row++)
            {
                double spent = _year.OfRow(row);
                Totals[c] += spent;
                if (book.CatalogOf[history.ProductOfRow[row]] is >= 0 and int place && book.CategoryOf[place] is >= 0 and int category)
                {
                    _byCategory[(c * _categories) + category] += spent;
                }
            }
        }
    }

    /// <summary>Whether spend is money; otherwise it is a number of purchases.</summary>
    public bool IsRevenue => _year.IsRevenue;

    /// <summary>For each customer all of it.</summary>
    public double[] Totals { get; }

    public double Sum => Totals.Sum();

    /// <summary>Whether a product's rows are contracts, that count while they run.</summary>
    public bool IsContract(int product) => _year.IsContract(product);

    /// <summary>What a purchase brought, whenever that was.</summary>
    public double WorthOf(int row) => _year.WorthOf(row);

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
        DateTime last = Enumerable.Range(start, length).Select(row => EndOf(history, row)).DefaultIfEmpty().Max();
        return Enumerable.Range(start, length).Where(row => (last - EndOf(history, row)).TotalDays < Days).Sum(_year.WorthOf);
    }

    private DateTime EndOf(PurchaseHistory history, int row) =>
        (_year.IsContract(history.ProductOfRow[row]) ? history.HeldUntilOf(row) : history.TimeOf(row)) ?? DateTime.MinValue;
}
