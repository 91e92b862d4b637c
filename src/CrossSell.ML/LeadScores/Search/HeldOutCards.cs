using CrossSell.ML.Evaluation;
using CrossSell.ML.Learning;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.LeadScores;

/// <summary>Cards of every number of criteria, and the full model, each judged on customers whom it was not made from.</summary>
internal sealed class HeldOutCards(LeadScoreOptions options, IPropensityTrainer full, LabeledCustomers customers)
{
    private static readonly CardGoal[] _goals = [CardGoal.Likelihood, CardGoal.Area];

    // For each goal and number of criteria the logits of the customers held out.
    private readonly double[][][] _logits =
        [.. _goals.Select(_ => Enumerable.Range(0, options.MostCriteria).Select(_ => Enumerable.Repeat(double.NaN, customers.Count).ToArray()).ToArray())];

    private readonly List<(double[][] Cards, double Full)> _areas = [];
    private int _most = options.MostCriteria;

    public void Try(Split split, CancellationToken cancellationToken)
    {
        LabeledCustomers train = customers.Select(split.Train);
        LabeledCustomers test = customers.Select(split.Test);
        var search = new CardSearch(train, options, cancellationToken);
        foreach (CardGoal goal in _goals)
        {
            IReadOnlyList<(CriterionClasses[] Criteria, CardFit Fit)> cards = search.Run(options.MostCriteria, goal);
            _most = Math.Min(_most, cards.Count);
            for (int k = 0; k < cards.Count; k++)
            {
                (CriterionClasses[] criteria, CardFit fit) = cards[k];
                var scale = PointsScale.Of(criteria, fit, train);
                int[] sums = CardPoints.Of(criteria, scale.Points, test.Table);
                for (int i = 0; i < sums.Length; i++)
                {
                    _logits[(int)goal][k][split.Test[i]] = scale.Logit(sums[i]);
                }
            }
        }

        if (Area(full.Train(train, cancellationToken).Predict(test.Table), test) is { } fullArea)
        {
            _areas.Add(([.. _logits.Select(byCount => byCount.Take(_most).Select(logits => Area([.. split.Test.Select(row => LogisticFunction.Of(logits[row]))], test) ?? 0.5).ToArray())], fullArea));
        }
    }

    /// <summary>The least number of criteria within the allowed loss and the better goal for it; without such the best of all, the fewer criteria the better where they tie.</summary>
    public (CardGoal Goal, int Count) Choose()
    {
        int least = Math.Min(options.LeastCriteria, _most);
        (CardGoal Goal, int Count)[] all = [.. Enumerable.Range(least, _most - least + 1).SelectMany(count => _goals.Select(goal => (goal, count)))];
        (CardGoal Goal, int Count)[] within = [.. all.Where(c => MeanFull() - Mean(c.Goal, c.Count) <= options.AllowedLoss)];
        return (within.Length > 0 ? within.Where(c => c.Count == within[0].Count) : all).MaxBy(c => Mean(c.Goal, c.Count) ?? 0);
    }

    /// <summary>For each customer the logit of the card that he was held out from; NaN where he never was.</summary>
    public double[] Logits(CardGoal goal, int count) => _logits[(int)goal][count - 1];

    public LeadScoreQuality Quality(CardGoal goal, int count, PlattLine line)
    {
        double[] logits = Logits(goal, count);
        int[] rows = [.. Enumerable.Range(0, customers.Count).Where(row => !double.IsNaN(logits[row]))];
        LabeledCustomers held = customers.Select(rows);
        var report = PropensityReport.Of([.. rows.Select(row => LogisticFunction.Of(line.Apply(logits[row])))], held.Labels, held.Weights);
        double[] lost = [.. _areas.Select(a => a.Full - a.Cards[(int)goal][count - 1])];
        double mean = lost.Length == 0 ? 0 : lost.Average();
        double? error = lost.Length < 2 ? null : Math.Sqrt(lost.Sum(d => (d - mean) * (d - mean)) / (lost.Length - 1) / lost.Length);
        return new LeadScoreQuality(Mean(goal, count), MeanFull(), error, options.AllowedLoss, report.CalibrationError, [.. Enumerable.Range(1, _most).Select(k => Mean(goal, k))]);
    }

    private double? Mean(CardGoal goal, int count) => _areas.Count == 0 ? null : _areas.Average(a => a.Cards[(int)goal][count - 1]);

    private double? MeanFull() => _areas.Count == 0 ? null : _areas.Average(a => a.Full);

    private static double? Area(double[] probabilities, LabeledCustomers test) => PropensityReport.Of(probabilities, test.Labels, test.Weights).Auc;
}
