namespace CrossSell.ML.Hybrid;

/// <summary>What is added to logits so that the probabilities of candidates sum to what was bought of them.</summary>
internal static class CandidateShift
{
    public static double Of(HybridRows rows, double[] logits, double slope)
    {
        double shift = 0;
        double[]? weights = rows.RowWeights();
        for (int step = 0; step < 100; step++)
        {
            double excess = 0;
            double curvature = 0;
            for (int row = 0; row < logits.Length; row++)
            {
                double probability = Numerics.LogisticFunction.Of((slope * logits[row]) + shift);
                double weight = weights?[row] ?? 1;
                excess += weight * (probability - rows.Labels[row]);
                curvature += weight * probability * (1 - probability);
            }

            double move = Math.Clamp(excess / curvature, -1, 1);
            shift -= move;
            if (Math.Abs(move) < 1e-12)
            {
                break;
            }
        }

        return shift;
    }
}
