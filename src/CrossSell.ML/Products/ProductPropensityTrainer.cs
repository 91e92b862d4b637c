using CrossSell.ML.Design;
using CrossSell.ML.Features;
using CrossSell.ML.Learning;
using CrossSell.ML.Logistic;
using CrossSell.ML.Products;

namespace CrossSell.ML;

/// <summary>Learns for every product of a catalogue who buys it: logistic models on one shared design, or, without times, one model of the next product.</summary>
/// <remarks>
/// <para>
/// Numbers become bins that are held to their neighbours, levels one effect each, rare ones pooled; products and categories that a customer has, one effect each.
/// One strength holds the weights of all products. It is chosen by the log loss on the last snapshot, learned from earlier ones, and so is whether what the
/// rules say takes part: as one more weight of each product on the log odds of the strongest rule mined before the snapshot. The logits are then stretched by
/// the slope that suits the held-out ones, and centred, first product by product on all rows, then together on the last snapshot.
/// </para>
/// <para>
/// Classes are never weighted. A product that too few bought gives everyone its base rate. Deterministic for any number of threads. Thread-safe while the
/// options are not changed. O(passes · rows · facts of a row squared · products / 8).
/// </para>
/// </remarks>
public sealed class ProductPropensityTrainer : IProductPropensityTrainer
{
    private const double Tolerance = 1e-9;
    private const int MostPasses = 100;

    private readonly ProductPropensityOptions _options;

    /// <summary>A trainer with the given options.</summary>
    /// <param name="options">Null for the defaults.</param>
    public ProductPropensityTrainer(ProductPropensityOptions? options = null) => _options = options ?? new ProductPropensityOptions();

    /// <inheritdoc/>
    public ProductPropensity Train(ProductTrainingRows rows, HistoryFeatures features, CancellationToken cancellationToken = default)
    {
        double? ridge = null;
        return Train(rows, features, ref ridge, cancellationToken);
    }

    /// <summary>The same, where several parts of the same purchases are learned from one after the other: the strength of the first serves all, for without times choosing it takes most of the work.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="features">How facts were made of a history.</param>
    /// <param name="ridge">The strength to be taken again; null to choose one, which then stands there. With times it stays as it is, and the strength is chosen each time.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    internal ProductPropensity Train(ProductTrainingRows rows, HistoryFeatures features, ref double? ridge, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(features);
        LogisticOptions.ThrowIfInvalid(_options.Validate(), "options");
        if (rows.Count == 0)
        {
            throw new PropensityTrainingException(rows.Plan is null
                ? "No customer has two products, so there is nothing to learn from taking one away."
                : "No customer bought anything before the snapshots, so there is nothing to learn from.");
        }

        int threads = _options.MaxThreads ?? Environment.ProcessorCount;
        Field[] fields = ProductFields.Fit(rows.Customers, features, _options.UseProtected);
        EncodedField[] encoded = FieldEncoder.Encode(fields, rows.Customers);
        var design = SharedDesign.Of(fields, encoded, rows.Count, [.. fields.Select(field => IsMonths(features, field))]);
        ProductPropensityFacts[] facts = Facts(rows);
        int[] learned = [.. Enumerable.Range(0, facts.Length).Where(p => facts[p].IsLearned)];
        if (learned.Length == 0)
        {
            throw new PropensityTrainingException($"No product has {_options.MinBuyers} buyers among {rows.Count} rows; the one with the most has {facts.Max(fact => fact.Buyers)}. Take a longer horizon or a longer history, or lower {nameof(ProductPropensityOptions.MinBuyers)}.");
        }

        var compiler = new WeightCompiler(rows, features, design, encoded, facts);
        if (rows.Plan is not null)
        {
            return Fit(rows, design, learned, compiler, threads, cancellationToken);
        }

        (ProductPropensity weights, ridge) = new NextProductFit(rows, design, encoded, learned, threads).Fit(compiler, ridge, cancellationToken);
        return weights;
    }

    private static ProductPropensity Fit(ProductTrainingRows rows, SharedDesign design, int[] learned, WeightCompiler compiler, int threads, CancellationToken cancellationToken)
    {
        ProductBlock[] blocks = [.. learned.Chunk(ProductBlock.Lanes).Select(products => ProductBlock.Of(rows, products, rows.HasRuleScores))];
        (ProductStrengths strengths, HeldOut heldOut, double? otherLoss) =
            new ProductSearch(new ProductValidation(design, blocks, ProductSplits.Of(rows), threads), rows.HasRuleScores).Run(cancellationToken);
        double slope = heldOut.Logits.Length == 0 ? 1 : PlattLine.Fit(heldOut.Logits, heldOut.Labels, weights: null).Slope;
        blocks = strengths.WithRules ? blocks : Array.ConvertAll(blocks, block => block.WithoutRules());
        double[][] weights = new double[blocks.Length][];
        Parallel.For(0, blocks.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, b =>
        {
            var solver = new BlockSolver(design, blocks[b]);
            solver.Solve(design.Penalty(strengths.Main, strengths.Steps, strengths.WithRules), Tolerance, MostPasses, cancellationToken);
            weights[b] = Array.ConvertAll(solver.Weights, weight => slope * weight);
            ProductCentring.EachOnAllRows(design, blocks[b], weights[b]);
        });
        double shift = ProductCentring.TogetherOnLastSnapshot(rows, design, blocks, weights);
        return compiler.Logistic(blocks, weights, strengths, new TrainingSummary(heldOut.Loss, heldOut.BaseLoss, otherLoss, slope, shift));
    }

    private ProductPropensityFacts[] Facts(ProductTrainingRows rows)
    {
        var facts = new ProductPropensityFacts[rows.Products.Count];
        for (int p = 0; p < facts.Length; p++)
        {
            int buyers = 0;
            int open = 0;
            for (int row = 0; row < rows.Count; row++)
            {
                bool? bought = rows.Bought(row, p);
                open += bought is null ? 0 : 1;
                buyers += bought is true ? 1 : 0;
            }

            // Where everybody buys there is as little to learn as where nobody does; the next product is always one of several.
            bool isLearned = buyers >= _options.MinBuyers && (rows.Plan is null || (open - buyers >= _options.MinBuyers && _options.Learns?.Invoke(rows.Products[p].Id) != false));
            facts[p] = new ProductPropensityFacts(rows.Products[p].Id, buyers, open, isLearned);
        }

        return facts;
    }

    // Who has a product has the months since; the gap says what the product's own column says.
    private static bool IsMonths(HistoryFeatures features, Field field) =>
        features.Columns.Any(column => column.Kind == HistoryFeatureKind.MonthsSinceProduct && string.Equals(column.Name, field.Name, StringComparison.Ordinal));
}
