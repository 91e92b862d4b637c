namespace CrossSell.ML.Report;

/// <summary>Few segments by short rules on holdings and what is known of the customers, with what may be sold to each.</summary>
internal sealed class SegmentFigures
{
    private const int MostCustomers = 5_000;
    private const int MostColumns = 24;
    private const string Without = "–";

    private SegmentFigures(SegmentTree? tree, IReadOnlyList<SegmentProfile> profiles, string whyNot) => (Tree, Profiles, WhyNot) = (tree, profiles, whyNot);

    /// <summary>The rules; null when none can be found.</summary>
    public SegmentTree? Tree { get; }

    /// <summary>Each segment, in the order of their names, and all customers in a last row.</summary>
    public IReadOnlyList<SegmentProfile> Profiles { get; }

    /// <summary>Why there are none; empty when there are.</summary>
    public string WhyNot { get; }

    public static SegmentFigures Of(Study s, CancellationToken cancellation)
    {
        if (!s.Options.LearnPropensity)
        {
            return new SegmentFigures(null, [], "nothing was to be learned");
        }

        var all = HistoryFeatures.Of(s.Book.History, s.Book.Catalog);
        var holdings = new HistoryFeatures([.. all.Columns.Where(c => c.IsIndicator).Take(MostColumns)], all.Repurchasable, all.Categories);
        CustomerTable table = holdings.Table(s.Book.History, s.Book.AsOf?.AddTicks(1), s.Options.Customers);
        if (table.Columns.Count == 0 || table.Count < 2)
        {
            return new SegmentFigures(null, [], "too little is known of too few customers");
        }

        int[] customers = [.. Enumerable.Range(0, table.Count).Select(row => s.Book.History.Customers.IndexOf(table.Key(row)!))];
        int[] sample = table.Count <= MostCustomers ? [.. Enumerable.Range(0, table.Count)] : [.. Enumerable.Range(0, MostCustomers).Select(i => (int)((long)i * table.Count / MostCustomers))];
        SegmentTarget[] targets =
        [
            .. SegmentTarget.PropensitiesOf(s.Space).Append(new SegmentTarget("coverage", [.. Enumerable.Range(0, s.Book.Customers).Select(c => s.Space.CoverageOf(c) is var x && double.IsNaN(x) ? 0 : x)]))
                .Select(t => new SegmentTarget(t.Name, [.. sample.Select(row => t.Values[customers[row]])])),
        ];
        try
        {
            SegmentTree tree = SegmentTree.Grow(table.Select(sample), targets, options: null, cancellation);
            CustomerGroups rows = tree.Assign(table);
            string?[] names = new string?[s.Book.Customers];
            for (int row = 0; row < customers.Length; row++)
            {
                names[customers[row]] = rows.Names[rows.Codes[row]];
            }

            return new SegmentFigures(tree, SegmentProfile.Of(CustomerGroups.Of(names, Without), s.Space, s.Spend.Totals, s.Options.Contacts, s.Options.Goal), "");
        }
        catch (PropensityTrainingException e)
        {
            return new SegmentFigures(null, [], e.Message);
        }
    }
}
