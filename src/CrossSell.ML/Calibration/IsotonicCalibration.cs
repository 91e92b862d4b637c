using CrossSell.ML.Numerics;

namespace CrossSell.ML;

/// <summary>Blocks of equal rates, rising; between two blocks a straight line.</summary>
internal sealed class IsotonicCalibration : ProbabilityCalibration
{
    private readonly double[] _places;
    private readonly double[] _rates;

    private IsotonicCalibration(double[] places, double[] rates) => (_places, _rates) = (places, rates);

    public static IsotonicCalibration Fit(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        double[] keys = probabilities.ToArray();
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, order);
        var blocks = new List<(double First, double Last, double Weight, double Positive)>();
        double total = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            double weight = weights.Length == 0 ? 1 : weights[order[i]];
            double positive = labels[order[i]] ? weight : 0;
            total += weight;
            if (blocks.Count > 0 && blocks[^1].Last == keys[i])
            {
                // Equal probabilities cannot be told apart.
                blocks[^1] = (blocks[^1].First, keys[i], blocks[^1].Weight + weight, blocks[^1].Positive + positive);
                continue;
            }

            Pool(blocks);
            blocks.Add((keys[i], keys[i], weight, positive));
        }

        Pool(blocks);
        double least = 0.5 / total;
        var places = new List<double>();
        var rates = new List<double>();
        foreach ((double first, double last, double weight, double positive) in blocks)
        {
            double rate = Math.Clamp(positive / weight, least, 1 - least);
            places.Add(first);
            rates.Add(rate);
            if (last > first)
            {
                places.Add(last);
                rates.Add(rate);
            }
        }

        return new IsotonicCalibration([.. places], [.. rates]);
    }

    /// <summary>The same over logits: where the corners are, and the logits that belong there.</summary>
    /// <param name="logits">NaN where a row was not held out.</param>
    /// <param name="labels">0 or 1.</param>
    /// <param name="weights">Or null.</param>
    public static (double[] Places, double[] Values) FitLogits(double[] logits, double[] labels, double[]? weights)
    {
        int[] rows = [.. Enumerable.Range(0, logits.Length).Where(row => !double.IsNaN(logits[row]))];
        double[] known = Array.ConvertAll(rows, row => logits[row]);
        bool[] bought = Array.ConvertAll(rows, row => labels[row] != 0);
        double[] counts = weights is null ? [] : Array.ConvertAll(rows, row => weights[row]);
        if (!bought.Contains(true) || !bought.Contains(false))
        {
            return ([], []);
        }

        IsotonicCalibration steps = Fit(known, bought, counts);
        return (steps._places, Array.ConvertAll(steps._rates, LogisticFunction.Logit));
    }

    private protected override double Map(double probability)
    {
        int found = Array.BinarySearch(_places, probability);
        int next = found >= 0 ? found : ~found;
        if (found >= 0 || next == 0 || next == _places.Length)
        {
            return _rates[Math.Min(next, _rates.Length - 1)];
        }

        double share = (probability - _places[next - 1]) / (_places[next] - _places[next - 1]);
        return _rates[next - 1] + (share * (_rates[next] - _rates[next - 1]));
    }

    // While a block's rate is not above its predecessor's, the two are one.
    private static void Pool(List<(double First, double Last, double Weight, double Positive)> blocks)
    {
        while (blocks.Count > 1 && blocks[^1].Positive * blocks[^2].Weight <= blocks[^2].Positive * blocks[^1].Weight)
        {
            (double first, _, double weight, double positive) = blocks[^2];
            blocks[^2] = (first, blocks[^1].Last, weight + blocks[^1].Weight, positive + blocks[^1].Positive);
            blocks.RemoveAt(blocks.Count - 1);
        }
    }
}
