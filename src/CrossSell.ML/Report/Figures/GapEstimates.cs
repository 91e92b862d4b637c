using CrossSell.Mining;

namespace CrossSell.ML.Report;

/// <summary>What an offer may bring: a probability that was learned, or that stands in for one, and a margin.</summary>
internal sealed class GapEstimates
{
    /// <summary>More than so many products are not learned on the way: half an hour is no report's.</summary>
    public const int MostProducts = 300;

    private const long MostNumbers = 400_000_000;

    private readonly float[]? _probabilities;

    // Of a product its column of the probabilities; -1 for one in no category, which is never offered.
    private readonly int[] _columnOf;
    private readonly int _columns;
    private readonly double[] _shares;
    private readonly double[] _margins;

    public GapEstimates(StudyBook book, CustomerSpend spend, PotentialReportOptions options, CancellationToken cancellation)
    {
        _shares = Shares(book);
        (_margins, Margin) = Margins(book, spend);
        _columns = book.CategoryOf.Count(k => k >= 0);
        int column = 0;
        _columnOf = [.. book.CategoryOf.Select(k => k >= 0 ? column++ : -1)];
        bool fits = _columns <= MostProducts && (long)book.Customers * _columns <= MostNumbers;
        if (!options.LearnPropensity || !fits)
        {
            WhyNot = options.LearnPropensity ? "too many products" : "not asked for";
            return;
        }

        try
        {
            CrossSellModel model = Learn(book, options, cancellation);
            Horizon = model.Propensity!.Horizon;
            IsNextProduct = model.Propensity.Link == PropensityLink.NextProduct;
            ProductPropensityFacts[] offered = [.. model.Propensity.Products.Where(p => book.Catalog.TryGet(p.Product, out Product? product) && _columnOf[book.PlaceOf(product.Id)] >= 0)];
            Learned = offered.Count(p => p.IsLearned);
            Known = offered.Length;
            _probabilities = Score(book, model, options, cancellation);
        }
        catch (Exception e) when (e is PropensityTrainingException or MiningLimitException)
        {
            WhyNot = e.Message;
        }
    }

    /// <summary>Whether probabilities were learned; otherwise the share of customers who have the product stands in.</summary>
    public bool IsLearned => _probabilities is not null;

    /// <summary>Why they were not; empty when they were.</summary>
    public string WhyNot { get; } = "";

    /// <summary>Over which time; null for the next product, and without learning.</summary>
    public TimeSpan? Horizon { get; }

    /// <summary>Whether the probabilities are those of being the next product bought.</summary>
    public bool IsNextProduct { get; }

    /// <summary>How many products have weights of their own.</summary>
    public int Learned { get; }

    /// <summary>Of how many.</summary>
    public int Known { get; }

    public MarginKind Margin { get; }

    public double MarginOf(int product) => _margins[product];

    public GapEstimate Of(int customer, int product) =>
        new(_probabilities is null || _columnOf[product] < 0 ? _shares[product] : _probabilities[((long)customer * _columns) + _columnOf[product]], _margins[product]);

    private static CrossSellModel Learn(StudyBook book, PotentialReportOptions options, CancellationToken cancellation)
    {
        var offered = new ProductCatalog(book.Catalog.Where((_, p) => book.CategoryOf[p] >= 0), [], book.Catalog.Categories);
        var trainer = new ProductPropensityTrainer(new ProductPropensityOptions { MaxThreads = options.MaxThreads, UseProtected = options.UseProtected, Learns = id => offered.TryGet(id, out _) });
        CrossSellModel model = new CrossSellPipelineBuilder()
            .MineRules(rules => (rules.Unit, rules.MaxThreads) = (TransactionUnit.Customer, options.MaxThreads))
            .EstimatePropensity(trainer)
            .Build()
            .Fit(book.History, offered, options.Customers, contacts: null, progress: null, cancellation);
        return model.Bind(book.History, options.Customers, contacts: null, book.AsOf);
    }

    private float[] Score(StudyBook book, CrossSellModel model, PotentialReportOptions options, CancellationToken cancellation)
    {
        int[] placeOf = [.. model.Products.Select(p => book.PlaceOf(p.Id) is >= 0 and int place ? _columnOf[place] : -1)];
        var probabilities = new float[checked(book.Customers * _columns)];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxThreads ?? Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, book.Customers, parallel, () => new ScoredProduct[placeOf.Length], (c, _, best) =>
        {
            int found = placeOf.Length == 0 ? 0 : model.Recommend(new CustomerId(book.History.Customers[c]), best);
            foreach (ScoredProduct offer in best.AsSpan(0, found))
            {
                if (placeOf[offer.Product] >= 0)
                {
                    probabilities[(c * _columns) + placeOf[offer.Product]] = (float)offer.Score;
                }
            }

            return best;
        }, _ => { });
        return probabilities;
    }

    private static double[] Shares(StudyBook book)
    {
        var shares = new double[book.Catalog.Count];
        for (int p = 0; p < book.CatalogOf.Length; p++)
        {
            if (book.CatalogOf[p] >= 0)
            {
                shares[book.CatalogOf[p]] = book.Buyers[p] / (double)book.Customers;
            }
        }

        return shares;
    }

    // Margins where the catalogue has any; else what a purchase of the product brings on average; else each counts one.
    private static (double[] Margins, MarginKind Kind) Margins(StudyBook book, CustomerSpend spend)
    {
        if (book.Catalog.Any(p => p.Margin is not null))
        {
            return ([.. book.Catalog.Select(p => (double)(p.Margin ?? 0))], MarginKind.Margin);
        }

        var margins = new double[book.Catalog.Count];
        if (!spend.IsRevenue)
        {
            Array.Fill(margins, 1);
            return (margins, MarginKind.Purchases);
        }

        var rows = new int[book.Catalog.Count];
        for (int row = 0; row < book.History.Count; row++)
        {
            int place = book.CatalogOf[book.History.ProductOfRow[row]];
            if (place >= 0)
            {
                rows[place]++;
                margins[place] += (book.History.RevenueOf(row) ?? 0);
            }
        }

        for (int p = 0; p < margins.Length; p++)
        {
            margins[p] = rows[p] == 0 ? 0 : margins[p] / rows[p];
        }

        return (margins, MarginKind.Revenue);
    }
}
