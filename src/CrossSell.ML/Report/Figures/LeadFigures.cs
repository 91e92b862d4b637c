namespace CrossSell.ML.Report;

/// <summary>A points card: of those who were customers a while ago, who bought something since.</summary>
internal sealed class LeadFigures
{
    private const int MostDays = 365;

    // Cards of a few are chance; questions of three to five answers need no more than some thousands.
    private const int LeastBuyers = 40;
    private const int MostCustomers = 4_000;

    // The full model's training takes nearly all of the time, and so many parts tell of a card whether it keeps up.
    private const int Folds = 3;

    private LeadFigures(LeadScoreCard? card, int days, int customers, int buyers, string whyNot) =>
        (Card, Days, Customers, Buyers, WhyNot) = (card, days, customers, buyers, whyNot);

    /// <summary>The card; null when none can be made.</summary>
    public LeadScoreCard? Card { get; }

    /// <summary>How long before now the customers were looked at.</summary>
    public int Days { get; }

    /// <summary>How many were customers then.</summary>
    public int Customers { get; }

    /// <summary>How many of these bought since.</summary>
    public int Buyers { get; }

    /// <summary>Why there is no card; empty when there is one.</summary>
    public string WhyNot { get; }

    public static LeadFigures Of(StudyBook book, PotentialReportOptions options, CancellationToken cancellation)
    {
        if (!options.LearnPropensity)
        {
            return new LeadFigures(null, 0, 0, 0, "nothing was to be learned");
        }

        if (book.AsOf is not { } now || book.History.FirstTime is not { } first || (now - first).TotalDays < 4)
        {
            return new LeadFigures(null, 0, 0, 0, "the purchases span too little time");
        }

        int days = (int)Math.Min(MostDays, (now - first).TotalDays / 4);
        DateTime then = now.AddDays(-days);
        PurchaseHistory past = book.History.Before(then);
        CustomerTable table = HistoryFeatures.Of(past, book.Catalog).Table(past, then, options.Customers);
        if (table.Count > MostCustomers)
        {
            table = table.Select([.. Enumerable.Range(0, MostCustomers).Select(i => (int)((long)i * table.Count / MostCustomers))]);
        }

        bool[] bought = [.. Enumerable.Range(0, table.Count).Select(row => BoughtSince(book.History, table.Key(row)!, then))];
        int buyers = bought.Count(b => b);
        if (buyers < LeastBuyers || table.Count - buyers < LeastBuyers)
        {
            return new LeadFigures(null, days, table.Count, buyers, $"{buyers} of {table.Count} customers bought; {LeastBuyers} who did and as many who did not are needed");
        }

        try
        {
            return new LeadFigures(new LeadScoreTrainer(new LeadScoreOptions { Folds = Folds, UseProtected = options.UseProtected, MaxThreads = options.MaxThreads }).Train(new LabeledCustomers(table, bought), cancellation), days, table.Count, buyers, "");
        }
        catch (PropensityTrainingException e)
        {
            return new LeadFigures(null, days, table.Count, buyers, e.Message);
        }
    }

    private static bool BoughtSince(PurchaseHistory history, string customer, DateTime then)
    {
        (int start, int length) = history.RowsOf(history.Customers.IndexOf(customer)).GetOffsetAndLength(history.Count);
        return Enumerable.Range(start, length).Any(row => history.TimeOf(row) >= then);
    }
}
