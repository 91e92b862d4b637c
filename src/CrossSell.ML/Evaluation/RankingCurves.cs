namespace CrossSell.ML.Evaluation;

/// <summary>Customers in the order of their probability, the highest first; those with equal probabilities form one step, because nobody can tell them apart.</summary>
internal sealed class RankingCurves
{
    private readonly List<Step> _steps = [];

    /// <param name="customers">In their order.</param>
    /// <param name="weights">In the same order; a customer of weight 0 is not there.</param>
    public RankingCurves(RankedCustomers customers, ReadOnlySpan<double> weights)
    {
        double probability = double.NaN;
        double all = 0;
        double positive = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (customers.Probabilities[i] != probability)
            {
                Add(probability, all, positive);
                (probability, all, positive) = (customers.Probabilities[i], 0, 0);
            }

            all += weights[i];
            positive += customers.Labels[i] ? weights[i] : 0;
        }

        Add(probability, all, positive);
        Total = _steps.Sum(step => step.Weight);
        Positive = _steps.Sum(step => step.Positive);
    }

    public double Total { get; }

    public double Positive { get; }

    /// <summary>P(a buyer ranks above another) + P(they tie) / 2; null where one kind is missing.</summary>
    public double? AreaUnderRoc()
    {
        double negative = Total - Positive;
        if (Positive <= 0 || negative <= 0)
        {
            return null;
        }

        double area = 0;
        double above = 0;
        foreach (Step step in _steps)
        {
            area += (step.Weight - step.Positive) * (above + (step.Positive / 2));
            above += step.Positive;
        }

        return area / (Positive * negative);
    }

    /// <summary>Average precision: over the buyers, the mean share of buyers among all who rank at least as high; null without buyers.</summary>
    public double? AveragePrecision()
    {
        if (Positive <= 0)
        {
            return null;
        }

        double sum = 0;
        double positives = 0;
        double all = 0;
        foreach (Step step in _steps)
        {
            positives += step.Positive;
            all += step.Weight;
            sum += step.Positive * positives / all;
        }

        return sum / Positive;
    }

    /// <summary>The weight of buyers among the first so many, and the sum of their probabilities; of a step that is cut, the expected part.</summary>
    public (double Positive, double Expected) First(double customers)
    {
        double captured = 0;
        double expected = 0;
        foreach (Step step in _steps)
        {
            if (customers <= 0)
            {
                break;
            }

            double share = Math.Min(1, customers / step.Weight);
            captured += share * step.Positive;
            expected += share * step.Weight * step.Probability;
            customers -= step.Weight;
        }

        return (captured, expected);
    }

    private void Add(double probability, double weight, double positive)
    {
        if (weight > 0)
        {
            _steps.Add(new Step(probability, weight, positive));
        }
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Step(double Probability, double Weight, double Positive);
}
