using CrossSell.Numerics;

namespace CrossSell.ML.RankingEvaluation;

/// <summary>Means over customers, and how they vary: customers drawn again (Efron 1979), signs of differences flipped (Fisher 1935).</summary>
internal static class RankingDraws
{
    /// <summary>The mean of what is defined; NaN when nothing is.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        int count = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                sum += value;
                count++;
            }
        }

        return sum / count;
    }

    /// <summary>The percentile interval of a mean.</summary>
    public static Interval? Interval(ReadOnlySpan<double> values, RankingOptions options)
    {
        double[] defined = [.. values.ToArray().Where(value => !double.IsNaN(value))];
        if (defined.Length == 0)
        {
            return null;
        }

        var means = new double[options.Draws];
        var stream = new SplitMix64(options.Seed);
        for (int draw = 0; draw < means.Length; draw++)
        {
            double sum = 0;
            for (int i = 0; i < defined.Length; i++)
            {
                sum += defined[stream.Below(defined.Length)];
            }

            means[draw] = sum / defined.Length;
        }

        Array.Sort(means);
        double tail = (1 - options.ConfidenceLevel) / 2;
        return new Interval(Mean(values), SortedValues.Quantile(means, tail), SortedValues.Quantile(means, 1 - tail));
    }

    /// <summary>The chance of a mean at least as far from 0 when each difference had either sign with equal chance; counts the differences as they are as one draw, so it is never 0.</summary>
    public static double SignFlip(ReadOnlySpan<double> differences, RankingOptions options)
    {
        double observed = 0;
        foreach (double difference in differences)
        {
            observed += difference;
        }

        // Sums in another order may differ in the last bits; such draws are as far.
        double least = Math.Abs(observed) * (1 - 1e-12);
        int asFar = 1;
        var stream = new SplitMix64(options.Seed);
        for (int draw = 0; draw < options.Draws; draw++)
        {
            double sum = 0;
            ulong signs = 0;
            for (int i = 0; i < differences.Length; i++)
            {
                signs = i % 64 == 0 ? stream.Next() : signs >> 1;
                sum += (signs & 1) == 0 ? differences[i] : -differences[i];
            }

            asFar += Math.Abs(sum) >= least ? 1 : 0;
        }

        return (double)asFar / (options.Draws + 1);
    }
}
