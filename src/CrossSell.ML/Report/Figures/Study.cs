using CrossSell.Mining;

namespace CrossSell.ML.Report;

/// <summary>All figures of a report, worked out once; the page in either language and the tables are made of the same ones.</summary>
internal sealed class Study : StudyBase
{
    public Study(PurchaseHistory history, ProductCatalog? catalog, PotentialReportOptions options, CancellationToken cancellation)
        : base(history, catalog, options, cancellation)
    {
        History = new ClassHistory(this, history, catalog, cancellation);
        Rhythms = CustomerRhythms.Of(Book.History, (Book.AsOf ?? DateTime.UnixEpoch).AddTicks(1), Book.Catalog, options.MaxThreads);
        Activities = DormancyRule.Default.Judge(Rhythms, Segments ?? CustomerGroups.OneOf(Book.Customers));
        Projection = new ProjectionFigures(this);
        Value = new ValueFigures(this, cancellation);
        Effort = new EffortFigures(this);
        Steps = StepFigures.Of(this, cancellation);
        WinBack = new WinBackFigures(this);
        Contracts = new ContractFigures(this);
        Programme = ProgrammeFigures.Of(this, cancellation);
        Lead = LeadFigures.Of(Book, options, cancellation);
        Found = SegmentFigures.Of(this, cancellation);
        Unknowns = UnknownFigures.Of(this, cancellation);
        Pairs = SuitabilityMatrix.Grade(Transactions.From(Book.History, TransactionUnit.Customer), new SuitabilityOptions { MaxThreads = options.MaxThreads }, cancellation: cancellation);
    }

    /// <summary>The classes as of earlier instants.</summary>
    public ClassHistory History { get; }

    /// <summary>What the gaps are expected to bring, with an interval.</summary>
    public ProjectionFigures Projection { get; }

    public CustomerRhythms Rhythms { get; }

    public CustomerActivities Activities { get; }

    public ValueFigures Value { get; }

    public EffortFigures Effort { get; }

    public IReadOnlyList<UpSellStep> Steps { get; }

    public WinBackFigures WinBack { get; }

    public ContractFigures Contracts { get; }

    public ProgrammeGaps Programme { get; }

    public LeadFigures Lead { get; }

    /// <summary>Segments that were found, not given.</summary>
    public SegmentFigures Found { get; }

    public UnknownsChecklist Unknowns { get; }

    public SuitabilityMatrix Pairs { get; }

    /// <summary>Segments that were given; null when none were.</summary>
    public CustomerGroups? Segments => Options.Segments;

    /// <summary>Whether a column is one of the customers' table, not one made of purchases.</summary>
    public bool IsAttribute(string column) => Options.Customers?.TryGetColumn(column, out _) == true;

    /// <summary>Everything known of a customer, the purchases at least.</summary>
    public CustomerFacts AllFactsOf(int customer)
    {
        if (FactsOf(customer) is { } known)
        {
            return known;
        }

        PurchaseHistory history = Book.History;
        (int start, int length) = history.RowsOf(customer).GetOffsetAndLength(history.Count);
        var holdings = new List<Ownership>(length);
        for (int row = start; row < start + length; row++)
        {
            int place = Book.CatalogOf[history.ProductOfRow[row]];
            if (place >= 0 && Book.Catalog[place].Kind == ProductKind.Held)
            {
                holdings.Add(new Ownership(Book.Catalog[place].Id) { From = Utc(history.TimeOf(row)), Until = Utc(history.HeldUntilOf(row)) });
            }
        }

        return new CustomerFacts(new CustomerId(history.Customers[customer])) { Holdings = holdings, HoldingsAsOf = Book.At };
    }

    private static DateTimeOffset? Utc(DateTime? time) => time is { } known ? new DateTimeOffset(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;
}
