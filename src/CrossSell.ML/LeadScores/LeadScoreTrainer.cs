using CrossSell.ML.Evaluation;
using CrossSell.ML.Learning;
using CrossSell.ML.LeadScores;
using CrossSell.ML.Logistic;

namespace CrossSell.ML;

/// <summary>Makes a points card: the three to five questions that sort real buying intent from idle enquiries in seconds, each answer worth whole points.</summary>
/// <remarks>
/// <para>
/// Every column becomes a few classes, joined as long as they do not differ beyond chance. Criteria are added one by one, with exchanges after each, once by Akaike's
/// criterion of a logistic regression on classes and once by the area under its curve. Two of them may be joined to a grid, whose cells have points of their own, where what one answer
/// means depends on the other. Effects become whole points, as few as keep the order. The number of criteria, then that of grids, is the smallest whose card stays within the allowed loss of the full model, by more than a standard error, on parts held out, where everything was found anew without them. The probability of a sum of points is
/// calibrated on the same parts.
/// </para>
/// <para>Deterministic for any order of rows with keys. Thread-safe.</para>
/// </remarks>
public sealed class LeadScoreTrainer : IPropensityTrainer
{
    private readonly LeadScoreOptions _options;

    /// <summary>A trainer with the given options.</summary>
    /// <param name="options">Null for the defaults.</param>
    public LeadScoreTrainer(LeadScoreOptions? options = null) => _options = options ?? new LeadScoreOptions();

    /// <inheritdoc cref="IPropensityTrainer.Train"/>
    public LeadScoreCard Train(LabeledCustomers customers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        LogisticOptions.ThrowIfInvalid(_options.Validate(), "options");
        TrainingChecks.RequireBothClasses(customers.Labels);
        customers = InOrderOfKeys(customers);
        Split[] splits = Splitter.Divide(customers, _options.Folds);
        var trials = new HeldOutCards(_options, _options.FullModel ?? new LogisticPropensityTrainer(), customers);
        foreach (Split split in splits)
        {
            trials.Try(split, cancellationToken);
        }

        if (_options.MostGrids > 0 && !trials.IsAnyWithin)
        {
            trials.TryGrids();
        }

        CardVariant variant = trials.Choose();
        IReadOnlyList<FittedCard> cards = new CardSearch(customers, _options, cancellationToken).RunWithGrids(variant.Criteria, variant.Grids, variant.Goal)[^1];
        (CriterionClasses[] criteria, CardFit fit) = cards[^1];
        var scale = PointsScale.Of(criteria, fit, customers);
        double[] labels = [.. customers.Labels.ToArray().Select(label => label ? 1.0 : 0)];
        var line = PlattLine.Fit(trials.Logits(variant), labels, customers.Weights.Length == 0 ? null : customers.Weights.ToArray());
        return CardMaker.Make(criteria, fit, scale, line, customers, trials.Quality(variant, line));
    }

    IPropensityModel IPropensityTrainer.Train(LabeledCustomers customers, CancellationToken cancellationToken) => Train(customers, cancellationToken);

    /// <summary>The same customers in an order of their own, so that sums round alike whatever the order in which they came.</summary>
    private static LabeledCustomers InOrderOfKeys(LabeledCustomers customers) => customers.Table.HasKeys
        ? customers.Select([.. Enumerable.Range(0, customers.Count).OrderBy(row => customers.Table.Key(row), StringComparer.Ordinal)])
        : customers;
}
