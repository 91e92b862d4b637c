using CrossSell.Mining;

namespace CrossSell;

/// <summary>Makes the rows that propensity is learned from: what was known at each snapshot, the rules of that time included, and what was bought after it.</summary>
/// <param name="history">The whole history; of each snapshot only what lies before it is looked at.</param>
/// <param name="content">The products and rules of the whole history: the numbering of products.</param>
/// <param name="fitRules">Mines rules as the model does, on what was known at a snapshot.</param>
/// <param name="attributes">What else is known about customers, or null.</param>
/// <param name="contacts">The contacts, or null.</param>
internal sealed class PropensityRows(
    PurchaseHistory history, ModelContent content, Func<PurchaseHistory, ModelContent> fitRules, CustomerTable? attributes, CustomerContacts? contacts)
{
    /// <summary>Rows times products: beyond it customers are drawn.</summary>
    private const long MostOutcomes = 20_000_000;

    private readonly int _products = content.Products.Count;

    /// <summary>Rows at the snapshots of a plan.</summary>
    public ProductTrainingRows At(SnapshotPlan plan, HistoryFeatures features, CancellationToken cancellationToken)
    {
        var stack = new SnapshotStack(features, attributes, new CustomerSample(history, plan.Snapshots.Count * (long)_products, MostOutcomes));
        int[] modelProduct = ModelProducts();
        var outcomes = new List<byte>();
        var ruleScores = new List<double>();
        var snapshotOf = new List<int>();
        var reader = new OutcomeReader(history, new HistoryReader(features, history, contacts), modelProduct, _products);
        byte[] outcome = new byte[_products];
        double[] scores = new double[_products];
        for (int s = 0; s < plan.Snapshots.Count; s++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DateTime snapshot = plan.Snapshots[s];
            PurchaseHistory past = history.Before(snapshot);
            ModelContent rules = fitRules(past);
            // What is not for sale is learned about, too.
            var scorer = new CompiledScorer(rules with { ForSale = [.. rules.ForSale.Select(_ => true)] });
            var bound = new BoundHistory(rules, modelProduct, past, snapshot);
            ScoreScratch scratch = ScoreScratch.For(_products);
            foreach (int customer in stack.Add(past, snapshot, contacts))
            {
                scorer.RuleScores(bound.Read(customer, scratch), scratch, scores);
                ruleScores.AddRange(scores);
                reader.Read(customer, snapshot.Ticks, snapshot.Ticks + plan.Horizon.Ticks, outcome);
                outcomes.AddRange(outcome);
                snapshotOf.Add(s);
            }
        }

        return new ProductTrainingRows(stack.Build(), content.Products, plan, [.. snapshotOf], [.. outcomes], [.. ruleScores]);
    }

    /// <summary>Rows without times: each customer with each of his products taken away in turn; the product taken away is the one to be found.</summary>
    public ProductTrainingRows LeavingOneOut(HistoryFeatures features, CancellationToken cancellationToken)
    {
        var sample = new CustomerSample(history, 3L * _products, MostOutcomes);
        var stack = new SnapshotStack(features, attributes, sample: null);
        int[] modelProduct = ModelProducts();
        var reader = new HistoryReader(features, history, contacts);
        var outcomes = new List<byte>();
        byte[] outcome = new byte[_products];
        var owned = new HashSet<int>();
        foreach (int customer in SnapshotStack.CustomersById(history))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!sample.Takes(customer))
            {
                continue;
            }

            owned.Clear();
            (int start, int length) = history.RowsOf(customer).GetOffsetAndLength(history.Count);
            for (int row = start; row < start + length; row++)
            {
                if (reader.IsHeld(history.Columns, row, history.ProductOfRow[row], long.MaxValue))
                {
                    owned.Add(history.ProductOfRow[row]);
                }
            }

            foreach (int product in owned.Order())
            {
                if (owned.Count > 1 && stack.TryAdd(reader, history, customer, snapshot: null, without: product))
                {
                    Array.Clear(outcome);
                    foreach (int other in owned)
                    {
                        outcome[modelProduct[other]] = reader.IsHeldKind(other) ? ProductTrainingRows.NotOpen : ProductTrainingRows.NotBought;
                    }

                    outcome[modelProduct[product]] = ProductTrainingRows.WasBought;
                    outcomes.AddRange(outcome);
                }
            }
        }

        return new ProductTrainingRows(stack.Build(), content.Products, plan: null, new int[stack.Count], [.. outcomes], []);
    }

    private int[] ModelProducts()
    {
        var places = content.Products.Select((product, place) => (product.Id.Value, place)).ToDictionary(pair => pair.Value, pair => pair.place, StringComparer.Ordinal);
        return [.. history.Products.Select(id => places[id])];
    }
}
