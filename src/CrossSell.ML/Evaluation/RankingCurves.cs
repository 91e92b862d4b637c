namespace CrossSell.ML.Evaluation;

/// <summary>Customers in the order of their probability, the highest first; those with equal probabilities form one step, because nobody can tell them apart.</summary>
internal sealed class RankingCurves
{
    private readonly double[] _weights;
    private readonly double[] _positives;

    /// <summary>Customers with equal probabilities are put together.</summary>
    public RankingCurves(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        double[] keys = probabilities.ToArray();
        int[] order = new int[keys.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
            keys[i] = -keys[i];
        }

        Array.Sort(keys, order);
        var stepWeights = new List<double>();
        var stepPositives = new List<double>();
        for (int i = 0; i < order.Length; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
            {
                stepWeights.Add(0);
                stepPositives.Add(0);
            }

            double weight = weights.Length == 0 ? 1 : weights[order[i]];
            stepWeights[^1] += weight;
            stepPositives[^1] += labels[order[i]] ? weight : 0;
        }

        _weights = [.. stepWeights];
        _positives = [.. stepPositives];
        Total = _weights.Sum();
        Positive = _positives.Sum();
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
        for (int step = 0; step < _weights.Length; step++)
        {
            double others = _weights[step] - _positives[step];
            area += others * (above + (_positives[step] / 2));
            above += _positives[step];
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
        for (int step = 0; step < _weights.Length; step++)
        {
            positives += _positives[step];
            all += _weights[step];
            sum += _positives[step] * positives / all;
        }

        return sum / Positive;
    }

    /// <summary>The weight of buyers among the first so many; of a step that is cut, the expected part.</summary>
    public double Captured(double first)
    {
        double captured = 0;
        for (int step = 0; step < _weights.Length && first > 0; step++)
        {
            double share = Math.Min(1, first / _weights[step]);
            captured += share * _positives[step];
            first -= _weights[step];
        }

        return captured;
    }
}
