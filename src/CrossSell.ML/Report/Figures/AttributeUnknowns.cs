namespace CrossSell.ML.Report;

/// <summary>Which attributes are worth asking for: those that are missing of some customers and would tell what they are likely to take.</summary>
/// <remarks>
/// What an answer says of an offer is learned from who owns the category: the chance of a sale rises and falls as the share of owners among customers of that answer does.
/// </remarks>
internal sealed class AttributeUnknowns
{
    // The categories with the most to gain, and customers enough for a share of owners by answer; more cost time and say no more.
    private const int MostCategories = 6;
    private const int MostColumns = 8;
    private const int MostCustomers = 3_000;

    private readonly AttributeQuestions _questions;
    private readonly int[] _rowOf;

    private AttributeUnknowns(AttributeQuestions questions, int[] rowOf) => (_questions, _rowOf) = (questions, rowOf);

    /// <summary>Null where no attribute is missing, or none tells anything.</summary>
    public static AttributeUnknowns? Of(Study s, CancellationToken cancellation)
    {
        if (!s.Options.LearnPropensity || s.Options.Customers is not { } given)
        {
            return null;
        }

        string[] columns = [.. given.Columns.Where(c => s.Options.UseProtected || !c.IsProtected).Where(c => c.MissingCount < c.Count).OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => c.Name)];
        string[] missing = [.. given.Columns.Where(c => columns.Contains(c.Name) && c.MissingCount > 0).OrderByDescending(c => c.Count - c.MissingCount).ThenBy(c => c.Name, StringComparer.Ordinal).Take(MostColumns).Select(c => c.Name)];
        if (missing.Length == 0)
        {
            return null;
        }

        // In the order of the history, so that customers who follow one another are worked out together.
        (int Customer, int Row)[] both =
            [.. Enumerable.Range(0, given.Count).Select(row => (Customer: s.Book.History.Customers.IndexOf(given.Key(row)!), Row: row)).Where(p => p.Customer >= 0).OrderBy(p => p.Customer)];
        CustomerTable table = given.SelectColumns(columns).Select([.. both.Select(p => p.Row)]);
        int[] rowOf = [.. Enumerable.Repeat(-1, s.Book.Customers)];
        for (int row = 0; row < both.Length; row++)
        {
            rowOf[both[row].Customer] = row;
        }

        AttributeOffer[] offers = [.. Categories(s).Select(k => Offer(s, k, table, [.. both.Select(p => p.Customer)], cancellation)).OfType<AttributeOffer>()];
        return offers.Length == 0 ? null : new AttributeUnknowns(new AttributeQuestions(table, missing, offers), rowOf);
    }

    public IEnumerable<UnknownFact> Of(int customer) => _rowOf[customer] < 0 ? [] : _questions.Of(_rowOf[customer]);

    private static IEnumerable<int> Categories(Study s) =>
        SpaceSection.Categories(s).OrderByDescending(c => c.ExpectedMargin).ThenBy(c => c.Category).Where(c => c.ExpectedMargin > 0).Take(MostCategories).Select(c => c.Category);

    private static AttributeOffer? Offer(Study s, int category, CustomerTable table, int[] customers, CancellationToken cancellation)
    {
        int[] sample = [.. Enumerable.Range(0, Math.Min(MostCustomers, table.Count)).Select(i => (int)((long)i * table.Count / Math.Min(MostCustomers, table.Count)))];
        bool[] owns = [.. sample.Select(row => s.Space[customers[row], category] == CategoryState.Owned)];
        (double margins, double chances, int gaps) = (0, 0, 0);
        foreach (int c in customers)
        {
            if (s.Space[c, category] == CategoryState.Gap)
            {
                GapEstimate estimate = s.Space.GapsOf(c).First(gap => gap.Category == category).Estimate;
                (margins, chances, gaps) = (margins + estimate.Margin, chances + estimate.Propensity, gaps + 1);
            }
        }

        double share = owns.Count(o => o) / (double)Math.Max(1, owns.Length);
        if (gaps == 0 || share is 0 or 1)
        {
            return null;
        }

        try
        {
            IPropensityModel owners = ((IPropensityTrainer)new LogisticPropensityTrainer(new LogisticPropensityOptions { MaxThreads = s.Options.MaxThreads, UseProtected = s.Options.UseProtected })).Train(new LabeledCustomers(table.Select(sample), owns), cancellation);
            return new AttributeOffer(new ScaledModel(owners, chances / gaps / share), margins / gaps, s.Options.OfferCost ?? 0, row => s.Space[customers[row], category] == CategoryState.Gap);
        }
        catch (PropensityTrainingException)
        {
            return null;
        }
    }

    /// <summary>A model whose probabilities are multiplied, to at most 1.</summary>
    private sealed class ScaledModel(IPropensityModel model, double factor) : IPropensityModel
    {
        public IReadOnlyList<string> Columns => model.Columns;

        public double BaseRate => Math.Min(1, model.BaseRate * factor);

        public void Predict(CustomerTable customers, Span<double> probabilities)
        {
            model.Predict(customers, probabilities);
            foreach (ref double p in probabilities)
            {
                p = Math.Min(1, p * factor);
            }
        }
    }
}
