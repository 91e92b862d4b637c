namespace CrossSell.ML.Numerics;

/// <summary>The logistic function and its companions, safe at both ends.</summary>
internal static class LogisticFunction
{
    /// <summary>The least probability that is given; the greatest is 1 less this. Nothing is certain, and a logarithm must exist.</summary>
    public const double LeastProbability = 1e-9;

    /// <summary>1 / (1 + exp(-z)).</summary>
    public static double Of(double z)
    {
        double e = Math.Exp(-Math.Abs(z));
        return z >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /// <summary>ln(1 + exp(z)), the loss of a customer who did not buy.</summary>
    public static double Softplus(double z) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));

    /// <summary>ln(p / (1 - p)).</summary>
    public static double Logit(double p) => Math.Log(p / (1 - p));

    /// <summary>The probability, held strictly inside (0, 1).</summary>
    public static double Clip(double p) => Math.Clamp(p, LeastProbability, 1 - LeastProbability);
}
