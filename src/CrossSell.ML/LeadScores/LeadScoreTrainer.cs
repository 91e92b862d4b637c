using CrossSell.ML.Features;
using CrossSell.ML.Learning;
using CrossSell.ML.LeadScores;
using CrossSell.ML.Logistic;

namespace CrossSell.ML;

/// <summary>Makes a points card: the three to five questions that sort real buying intent from idle enquiries in seconds, each answer worth whole points.</summary>
/// <remarks>
/// <para>
/// A card is fitted to what customers did and to what a full model says of them, which holds back the luck of few buyers. Every column becomes a few classes, joined as
/// long as they do not differ beyond chance. Criteria are added one by one by what a regression on classes tells, with exchanges after each. Two of them may be joined to
/// a grid, whose cells have points of their own, where what one answer means depends on the other. Effects become whole points, as few as keep the order. The number of
/// criteria, then that of grids, is the smallest whose card stays within the allowed loss of the full model, by more than two standard errors, or with grids by more than
/// one, on parts held out, where model, criteria and points were found without them; only the strengths of the default model are those of all. The probability of a sum of points is calibrated on the same parts.
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
        RequireDifferences(customers.Table);
        customers = InOrderOfKeys(customers);
        (IPropensityModel full, IReadOnlyList<HeldOutPart> parts) = FullModel(customers, cancellationToken);
        var trials = new HeldOutCards(_options, customers);
        foreach (HeldOutPart part in parts)
        {
            trials.Try(part, cancellationToken);
        }

        if (_options.MostGrids > 0 && !trials.IsAnyWithin)
        {
            trials.TryGrids();
        }

        CardVariant variant = trials.Choose();
        var target = CardTarget.Of(customers, full.Predict(customers.Table));
        (CriterionClasses[] criteria, CardFit fit) = new CardSearch(customers.Table, target, _options, cancellationToken).RunWithGrids(variant.Criteria, variant.Grids)[^1][^1];
        var scale = PointsScale.Of(criteria, fit, target);
        double[] labels = [.. customers.Labels.ToArray().Select(label => label ? 1.0 : 0)];
        var line = PlattLine.Fit(trials.Logits(variant), labels, customers.Weights.Length == 0 ? null : customers.Weights.ToArray());
        return CardMaker.Make(criteria, fit, scale, line, customers, trials.Quality(variant, line));
    }

    IPropensityModel IPropensityTrainer.Train(LabeledCustomers customers, CancellationToken cancellationToken) => Train(customers, cancellationToken);

    /// <summary>Where all customers are alike no model can be asked.</summary>
    private void RequireDifferences(CustomerTable table)
    {
        Field[] fields = FieldFitter.Fit(table, _options.UseProtected);
        if (FieldEncoder.Encode(fields, table).All(encoded => !encoded.Codes.AsSpan().ContainsAnyExcept(encoded.Codes[0])))
        {
            throw CardSearch.NothingTells();
        }
    }

    /// <summary>The full model, and what it is without each part.</summary>
    private (IPropensityModel Model, IReadOnlyList<HeldOutPart> Parts) FullModel(LabeledCustomers customers, CancellationToken cancellationToken)
    {
        if (_options.FullModel is not { } trainer)
        {
            // Its own validation has held out the very parts.
            return new LogisticPropensityTrainer(new LogisticPropensityOptions { Folds = _options.Folds, UseProtected = _options.UseProtected, MaxThreads = _options.MaxThreads }).TrainInParts(customers, cancellationToken);
        }

        HeldOutPart[] parts =
            [.. Splitter.Divide(customers, _options.Folds).Select(split => new HeldOutPart(split, trainer.Train(customers.Select(split.Train), cancellationToken).Predict(customers.Table)))];
        return (trainer.Train(customers, cancellationToken), parts);
    }

    /// <summary>The same customers in an order of their own, so that sums round alike whatever the order in which they came.</summary>
    private static LabeledCustomers InOrderOfKeys(LabeledCustomers customers) => customers.Table.HasKeys
        ? customers.Select([.. Enumerable.Range(0, customers.Count).OrderBy(row => customers.Table.Key(row), StringComparer.Ordinal)])
        : customers;
}
