using CrossSell.ML.Calibration;
using CrossSell.ML.Features;
using CrossSell.ML.Logistic;
using CrossSell.ML.Trees;

namespace CrossSell.ML;

/// <summary>Learns a <see cref="BoostedTreesPropensityModel"/> from a table as it is: gradient-boosted trees, for the last points of accuracy where much depends on several columns at once.</summary>
/// <remarks>
/// <para>
/// Histograms of at most 255 bins of about equal weight; logistic loss with second-order gain and a ridge on the leaves (Chen and Guestrin 2016). A gap goes
/// where it wins more, found anew at each question. Up to four levels of a categorical column are tried each against the others; more are sorted by their
/// smoothed gradient and divided (Fisher 1958, as in LightGBM). Depths 3 and 6 are tried, and 2 where 3 was better. Each tree sees four fifths of the rows and three fifths of the columns, by hashes. Depth and number
/// of trees are those with the least log loss on rows held out: later days where the table has dates, else parts by a hash of the key. Classes are never
/// weighted. The logit is then calibrated by a rising curve on the held-out logits.
/// </para>
/// <para>Deterministic for any number of threads and any order of rows with keys. Thread-safe while the options are not changed.</para>
/// </remarks>
public sealed class BoostedTreesPropensityTrainer : IPropensityTrainer
{
    private const int Shallow = 3;
    private const int Deep = 6;

    private readonly BoostedTreesOptions _options;

    /// <summary>A trainer with the given options.</summary>
    /// <param name="options">Null for the defaults.</param>
    public BoostedTreesPropensityTrainer(BoostedTreesOptions? options = null) => _options = options ?? new BoostedTreesOptions();

    /// <inheritdoc cref="IPropensityTrainer.Train"/>
    public BoostedTreesPropensityModel Train(LabeledCustomers customers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        LogisticOptions.ThrowIfInvalid(_options.Validate(), "options");
        TrainingChecks.RequireBothClasses(customers.Labels);
        int threads = _options.MaxThreads ?? Environment.ProcessorCount;
        Field[] fields = TreeFields.Fit(customers.Table, _options.UseProtected);
        Monotonicity[] directions = Directions(fields, customers.Table);
        TreeSample sample = TreeSample.Of(TreeRows.Of(fields, FieldEncoder.Encode(fields, customers.Table), customers.Count), customers, _options.Folds);
        TreeCandidate best = Try(_options.Depth ?? Shallow);
        if (_options.Depth is null)
        {
            // Where deep trees lose, shallower ones may win yet.
            best = Better(best, Try(Deep));
            best = best.Settings.Depth == Shallow ? Better(best, Try(Shallow - 1)) : best;
        }

        Booster booster = sample.Booster(best.Settings, threads);
        double start = booster.Logits[0];
        var trees = new RegressionTree[best.Trees];
        for (int i = 0; i < trees.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            trees[i] = booster.Next();
        }

        LogitCalibration calibration = LogitCalibration.Fit(best.Logits, sample.Labels, sample.Weights).Centred(booster.Logits, sample.Labels, sample.Weights);
        string[] guarded = [.. fields.Select(field => field.Name).Where(name => customers.Table.TryGetColumn(name, out CustomerColumn? column) && column.IsProtected).Order(StringComparer.Ordinal)];
        return new BoostedTreesPropensityModel(new TreeEnsemble(fields, start, trees), calibration, customers.BaseRate!.Value, best.Loss, best.Settings.Depth, guarded);

        TreeCandidate Try(int depth) => new TreeValidation(sample, new TreeSettings(depth, _options.LearningRate, directions)).Run(_options.MaxTrees, threads, cancellationToken);

        static TreeCandidate Better(TreeCandidate a, TreeCandidate b) => b.Loss < a.Loss ? b : a;
    }

    IPropensityModel IPropensityTrainer.Train(LabeledCustomers customers, CancellationToken cancellationToken) => Train(customers, cancellationToken);

    private Monotonicity[] Directions(Field[] fields, CustomerTable table)
    {
        foreach ((string name, Monotonicity direction) in _options.Monotone)
        {
            if (!table.TryGetColumn(name, out CustomerColumn? column))
            {
                throw new ArgumentException($"Monotone names column '{name}', and the table has no such column; it has {string.Join(", ", table.Columns.Take(20).Select(c => $"'{c.Name}'"))}.");
            }

            if (column.Kind == CustomerColumnKind.Categorical && direction != Monotonicity.None)
            {
                throw new ArgumentException($"Monotone names column '{name}', which is categorical: its levels have no order that a probability could rise along. Give it as ordinal.");
            }
        }

        return [.. fields.Select(field => _options.Monotone.TryGetValue(field.Name, out Monotonicity direction) ? Rising(field, direction) : Monotonicity.None)];
    }

    // A date counts as the time since: with a later day that falls.
    private static Monotonicity Rising(Field field, Monotonicity direction) => field.Source == CustomerColumnKind.Date ? (Monotonicity)(-(int)direction) : direction;
}
