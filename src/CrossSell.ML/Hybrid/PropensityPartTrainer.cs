namespace CrossSell.ML.Hybrid;

/// <summary>Learns the part <c>propensity</c>: each product's own model of who buys it, from past instants within what it is given; nothing later is known to it.</summary>
/// <param name="trainer">Who learns the weights; null for one whose settings suit the number of products.</param>
/// <param name="horizon">Within which time a purchase counts; null to take one product away at a time, without regard to times.</param>
/// <param name="threads">The most threads.</param>
internal sealed class PropensityPartTrainer(IProductPropensityTrainer? trainer, TimeSpan? horizon, int? threads) : IProductScorerTrainer
{
    private const int MostSnapshots = 3;

    /// <summary>Rows times products: beyond it customers are drawn.</summary>
    private const int MostOutcomes = 8_000_000;
    private const int MostRows = 30_000;

    /// <summary>Rows times the square of the parameters that are not 0 in a row, about so many for each fact.</summary>
    private const double MostWork = 2e8;
    private const double BinsOfFact = 3.5;

    /// <summary>So many products get weights of their own, those with the most buyers; the others their base rate.</summary>
    private const int MostLearned = 256;
    private const int LeastBuyers = 30;

    /// <summary>How many owned products with a column of their own a customer has on average: the work grows with the square of it.</summary>
    private const double MostOwned = 10;

    private double? _ridge;
    private double? _ridgeByFacts;

    public string Name => "propensity";

    /// <exception cref="PropensityPartException">There is nothing to learn from.</exception>
    public IProductScorer Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default)
    {
        try
        {
            return Learn(purchases, cancellationToken);
        }
        catch (PropensityTrainingException problem)
        {
            throw new PropensityPartException(problem);
        }
    }

    private PropensityScorer Learn(PurchaseMatrix purchases, CancellationToken cancellationToken)
    {
        CustomerFactSchema schema = (purchases.Facts as CustomerTableFacts)?.Schema ?? new CustomerFactSchema([], hasContacts: false);
        HistoryFeatures features = HistoryFeatures.Of(purchases, MostOwned);
        double filled = (BinsOfFact * schema.Count) + MostOwned;
        int mostRows = (int)Math.Clamp(Math.Min(MostOutcomes / (double)Math.Max(1, purchases.Products.Count), MostWork / (filled * filled)), 500, MostRows);
        ProductTrainingRows rows = horizon is { } ahead
            ? ProductTrainingRows.At(purchases, Plan(purchases, ahead), features, mostRows, cancellationToken)
            : ProductTrainingRows.LeavingOneOut(purchases, features, mostRows, cancellationToken);
        IProductPropensityTrainer learner = trainer ?? new ProductPropensityTrainer(new ProductPropensityOptions { MinBuyers = Bar(rows), MaxThreads = threads });
        ProductPropensity whole = Train(learner, rows, features, ref _ridge, cancellationToken);
        return new PropensityScorer(whole, ByFacts(learner, rows, whole, schema, cancellationToken), schema);
    }

    // The folds and the whole are of the same purchases: the strength that suits one suits all.
    private static ProductPropensity Train(IProductPropensityTrainer learner, ProductTrainingRows rows, HistoryFeatures features, ref double? ridge, CancellationToken cancellationToken) =>
        learner is ProductPropensityTrainer own ? own.Train(rows, features, ref ridge, cancellationToken) : learner.Train(rows, features, cancellationToken);

    // For customers of whom nothing but attributes is known.
    private ProductPropensity? ByFacts(IProductPropensityTrainer learner, ProductTrainingRows rows, ProductPropensity whole, CustomerFactSchema schema, CancellationToken cancellationToken)
    {
        HashSet<string> used = [.. whole.Fields.Where(field => field.Source is null).Select(field => field.Name)];
        string[] attributes = [.. schema.Columns.Select(column => column.Name).Where(used.Contains)];
        return attributes.Length == 0 ? null
            : Train(learner, rows.SelectColumns(attributes), new HistoryFeatures([], new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal)), ref _ridgeByFacts, cancellationToken);
    }

    // Instants a horizon apart, so that none has its answers after the end, with half a horizon before the first.
    private static SnapshotPlan Plan(PurchaseMatrix purchases, TimeSpan ahead)
    {
        WindowPlan? plan = WindowPlan.For(purchases, ahead, MostSnapshots);
        return plan is null ? throw new PropensityTrainingException("The purchases do not go back far enough to learn who buys what.") : new SnapshotPlan(plan.Instants, plan.Horizon);
    }

    private static int Bar(ProductTrainingRows rows)
    {
        int[] buyers = new int[rows.Products.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            for (int product = 0; product < buyers.Length; product++)
            {
                buyers[product] += rows.Bought(row, product) == true ? 1 : 0;
            }
        }

        buyers.AsSpan().Sort((a, b) => b.CompareTo(a));
        return buyers.Length <= MostLearned ? LeastBuyers : Math.Max(LeastBuyers, buyers[MostLearned] + 1);
    }
}
