using CrossSell.ML.Numerics;

namespace CrossSell.ML.Evaluation;

/// <summary>Customers in the order of their probability, the highest first: sorted once, however often they are then weighted anew.</summary>
/// <param name="Probabilities">Falling.</param>
/// <param name="Labels">For each whether they bought.</param>
/// <param name="Weights">For each how often they count.</param>
/// <param name="Losses">For each -ln(probability of what happened).</param>
internal sealed record RankedCustomers(double[] Probabilities, bool[] Labels, double[] Weights, double[] Losses)
{
    public static RankedCustomers Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        double[] keys = new double[probabilities.Length];
        int[] order = new int[keys.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
            keys[i] = -probabilities[i];
        }

        Array.Sort(keys, order);
        double[] sorted = new double[order.Length];
        bool[] sortedLabels = new bool[order.Length];
        double[] sortedWeights = new double[order.Length];
        double[] losses = new double[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            sorted[i] = probabilities[order[i]];
            sortedLabels[i] = labels[order[i]];
            sortedWeights[i] = weights.Length == 0 ? 1 : weights[order[i]];
            double clipped = LogisticFunction.Clip(sorted[i]);
            losses[i] = -Math.Log(sortedLabels[i] ? clipped : 1 - clipped);
        }

        return new RankedCustomers(sorted, sortedLabels, sortedWeights, losses);
    }
}
