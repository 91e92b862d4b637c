namespace CrossSell.ML.Report;

/// <summary>What is known of the customers as of an instant: spend, estimates, white space, classes. A study of now goes on from there; what was known at an earlier instant stops here.</summary>
internal class StudyBase
{
    private readonly CustomerGroups _segments;

    public StudyBase(PurchaseHistory history, ProductCatalog? catalog, PotentialReportOptions options, CancellationToken cancellation)
    {
        Options = options;
        Book = new StudyBook(history, catalog, options);
        if (options.Segments is { } segments && segments.Count != Book.Customers)
        {
            throw new ArgumentException($"There are {segments.Count} segments for {Book.Customers} customers; each customer has one, in the order of the history.", nameof(options));
        }

        _segments = options.Segments ?? CustomerGroups.OneOf(Book.Customers);
        Spend = new CustomerSpend(Book);
        Wallet = ShareOfWallet.Of(_segments, Book.Categories.Count, Spend.Of);
        Estimates = new GapEstimates(Book, Spend, options, cancellation);
        Checker = new EligibilityChecker(Book.Catalog, options.Rules);
        Request = new EligibilityRequest(Book.At);
        Space = WhiteSpace.Of(Book.History, Checker, Request, SpaceOptions(), cancellation);
        Classes = new ClassFigures(this);
    }

    public PotentialReportOptions Options { get; }

    public StudyBook Book { get; }

    public CustomerSpend Spend { get; }

    public ShareOfWallet Wallet { get; }

    public GapEstimates Estimates { get; }

    public EligibilityChecker Checker { get; }

    public EligibilityRequest Request { get; }

    public WhiteSpace Space { get; }

    public ClassFigures Classes { get; }

    /// <summary>What the customers of his segment could spend in a category; 0 where nobody spends anything.</summary>
    public double PotentialOf(int customer, int category) =>
        Wallet.PotentialOf(_segments.Codes[customer], category).Potential is var potential && double.IsNaN(potential) ? 0 : potential;

    /// <summary>What a customer could spend in a year with anybody, where that was given.</summary>
    /// <exception cref="ArgumentException">It is not a finite number of 0 or more.</exception>
    public double? GivenPotentialOf(int customer) => Options.Potential?.Invoke(new CustomerId(Book.History.Customers[customer])) is not { } given ? null
        : given >= 0 && double.IsFinite(given) ? given
        : throw new ArgumentException(FormattableString.Invariant($"The potential of customer '{Book.History.Customers[customer]}' is {given}; it must be a finite number of 0 or more."));

    /// <summary>The share of his potential that a customer spends with us: of the given one, else of the estimate by category. NaN when there is none.</summary>
    public double ShareOf(int customer) => GivenPotentialOf(customer) is not { } given
        ? Wallet.ShareOf(customer, Spend.Of, isRelevant: (c, k) => Space[c, k] != CategoryState.NotRelevant)
        : Math.Max(given, Spend.Totals[customer]) is > 0 and var all ? Math.Max(0, Spend.Totals[customer]) / all : double.NaN;

    /// <summary>What is known of a customer beyond his purchases; null for nothing.</summary>
    public CustomerFacts? FactsOf(int customer) => Options.Facts?.Invoke(new CustomerId(Book.History.Customers[customer]));

    private WhiteSpaceOptions SpaceOptions() => new()
    {
        Categories = Book.Categories,
        Facts = Options.Facts,
        Estimate = Estimates.Of,
        MaxThreads = Options.MaxThreads,
    };
}
