using CrossSell.ML.Evaluation;
using CrossSell.ML.Learning;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.LeadScores;

/// <summary>Cards of every kind, and the full model, each judged on customers whom it was not made from.</summary>
internal sealed class HeldOutCards(LeadScoreOptions options, LabeledCustomers customers)
{
    // Of many cards one is within the allowed loss by chance: a question more is little to pay for being surer of it, a grid is much.
    private const double SureErrors = 2;
    private const double LikelyErrors = 1;

    // For each kind of card the logits of the customers held out, and its area on each part.
    private readonly Dictionary<CardVariant, double[]> _logits = [];
    private readonly Dictionary<CardVariant, List<double>> _areas = [];
    private readonly List<double> _full = [];
    private readonly List<Part> _parts = [];

    /// <summary>Cards without grids, and the full model, on one more part.</summary>
    public void Try(HeldOutPart held, CancellationToken cancellationToken)
    {
        LabeledCustomers train = customers.Select(held.Split.Train);
        LabeledCustomers test = customers.Select(held.Split.Test);
        double? area = Area(Array.ConvertAll(held.Split.Test, row => held.Chances[row]), test);
        if (area is { } fullArea)
        {
            _full.Add(fullArea);
        }

        var target = CardTarget.Of(train, Array.ConvertAll(held.Split.Train, row => held.Chances[row]));
        var part = new Part(held.Split, test, target, new CardSearch(train.Table, target, options, cancellationToken), area is not null);
        _parts.Add(part);
        foreach (FittedCard card in part.Search.Run(options.MostCriteria))
        {
            Judge(part, card);
        }
    }

    /// <summary>Cards with grids on the parts so far: only where they are needed, for they take several times as long to find, and longer to read.</summary>
    public void TryGrids()
    {
        foreach (Part part in _parts)
        {
            foreach (FittedCard card in part.Search.RunWithGrids(options.MostCriteria, options.MostGrids).SelectMany(cards => cards).Where(card => card.Grids > 0))
            {
                Judge(part, card);
            }
        }
    }

    /// <summary>Whether a card is likely to be within the allowed loss.</summary>
    public bool IsAnyWithin => Array.Exists(Possible(), v => IsWithin(v, LikelyErrors));

    /// <summary>
    /// The card of the fewest criteria without grids that is within the allowed loss by more than two standard errors; else that of the fewest criteria, then grids, that is
    /// so by more than one; else the best. The fewer criteria and grids the better where they tie.
    /// </summary>
    public CardVariant Choose()
    {
        CardVariant[] all = Possible();
        CardVariant[] within = [.. all.Where(v => v.Grids == 0 && IsWithin(v, SureErrors)), .. all.Where(v => IsWithin(v, LikelyErrors)), all.MaxBy(v => Mean(v) ?? 0)];
        return within[0];
    }

    /// <summary>For each customer the logit of the card that he was held out from; NaN where he never was.</summary>
    public double[] Logits(CardVariant variant) => _logits[variant];

    public LeadScoreQuality Quality(CardVariant variant, PlattLine line)
    {
        double[] logits = Logits(variant);
        int[] rows = [.. Enumerable.Range(0, customers.Count).Where(row => !double.IsNaN(logits[row]))];
        LabeledCustomers held = customers.Select(rows);
        var report = PropensityReport.Of([.. rows.Select(row => LogisticFunction.Of(line.Apply(logits[row])))], held.Labels, held.Weights);
        double?[] byCriteria = [.. Enumerable.Range(1, options.MostCriteria).Select(k => BestOf(k)).TakeWhile(a => a is not null)];
        return new LeadScoreQuality(Mean(variant), MeanFull(), StandardError(variant), options.AllowedLoss, report.CalibrationError, byCriteria);
    }

    private double? Lost(CardVariant variant) => MeanFull() - Mean(variant);

    private double? StandardError(CardVariant variant)
    {
        double[] lost = [.. _full.Zip(Known(variant), (all, card) => all - card)];
        double mean = lost.Length == 0 ? 0 : lost.Average();
        return lost.Length < 2 ? null : Math.Sqrt(lost.Sum(d => (d - mean) * (d - mean)) / (lost.Length - 1) / lost.Length);
    }

    /// <summary>The kinds of cards that were found on every part and have criteria enough, the simplest first.</summary>
    private CardVariant[] Possible()
    {
        CardVariant[] all = [.. _areas.Where(a => a.Value.Count == _parts.Count).Select(a => a.Key).OrderBy(v => v.Criteria).ThenBy(v => v.Grids)];
        return [.. all.Where(v => v.Criteria >= Math.Min(options.LeastCriteria, all[^1].Criteria))];
    }

    private bool IsWithin(CardVariant variant, double errors) => Lost(variant) + (errors * (StandardError(variant) ?? 0)) <= options.AllowedLoss;

    private void Judge(Part part, FittedCard card)
    {
        var variant = new CardVariant(card.Criteria.Length, card.Grids);
        var scale = PointsScale.Of(card.Criteria, card.Fit, part.Target);
        double[] told = [.. CardPoints.Of(card.Criteria, card.Fit.Terms, scale.Points, part.Test.Table).Select(scale.Logit)];
        double[] logits = _logits.TryGetValue(variant, out double[]? known) ? known : _logits[variant] = [.. Enumerable.Repeat(double.NaN, customers.Count)];
        for (int i = 0; i < told.Length; i++)
        {
            logits[part.Split.Test[i]] = told[i];
        }

        List<double> areas = _areas.TryGetValue(variant, out List<double>? before) ? before : _areas[variant] = [];
        areas.Add(part.HasBothKinds ? Area([.. told.Select(LogisticFunction.Of)], part.Test) ?? 0.5 : double.NaN);
    }

    private double? BestOf(int criteria) => _areas.Where(a => a.Key.Criteria == criteria && a.Value.Count == _parts.Count).Max(a => Mean(a.Key));

    private double[] Known(CardVariant variant) => [.. _areas[variant].Where(a => !double.IsNaN(a))];

    private double? Mean(CardVariant variant) => Known(variant) is { Length: > 0 } known ? known.Average() : null;

    private double? MeanFull() => _full.Count == 0 ? null : _full.Average();

    private static double? Area(double[] probabilities, LabeledCustomers test) => PropensityReport.Of(probabilities, test.Labels, test.Weights).Auc;

    private sealed record Part(Split Split, LabeledCustomers Test, CardTarget Target, CardSearch Search, bool HasBothKinds);
}
