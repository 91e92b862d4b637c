using CrossSell.Numerics.Tests;

namespace CrossSell.Mining.Tests;

/// <summary>The measures as textbooks write them, in shares of all transactions: the naive twin of the library's formulas.</summary>
/// <remarks>For tables with four positive cells; digits cancel here, so compare with an absolute tolerance near 0.</remarks>
internal static class TextbookFormulas
{
    public static double Evaluate(string name, RuleCounts t)
    {
        double n = t.N, ab = t.N11 / n, a = t.N1x / n, b = t.Nx1 / n, confidence = ab / a, without = (b - ab) / (1 - a);
        double odds = (double)t.N11 * t.N00 / ((double)t.N10 * t.N01);
        return name switch
        {
            "support" => ab,
            "coverage" => a,
            "rhsSupport" => b,
            "confidence" => confidence,
            "lift" => ab / (a * b),
            "leverage" => ab - (a * b),
            "conviction" => (1 - b) / (1 - confidence),
            "addedValue" => confidence - b,
            "certainty" => (confidence - b) / (1 - b),
            "zhang" => (ab - (a * b)) / Math.Max(ab * (1 - a), a * (b - ab)),
            "doc" => confidence - without,
            "relativeRisk" => confidence / without,
            "laplace" => ((n * ab) + 1) / ((n * a) + 2),
            "importance" => Math.Log10((t.N11 + 1.0) / (t.N1x + 2.0) / ((t.N01 + 1.0) / (t.N0x + 2.0))),
            "cosine" => ab / Math.Sqrt(a * b),
            "jaccard" => ab / (a + b - ab),
            "kulczynski" => (confidence + (ab / b)) / 2,
            "maxConfidence" => Math.Max(confidence, ab / b),
            "imbalance" => Math.Abs(a - b) / (a + b - ab),
            "phi" => (ab - (a * b)) / Math.Sqrt(a * b * (1 - a) * (1 - b)),
            "chiSquared" => ChiSquared(t),
            "kappa" => (ab + (t.N00 / n) - (a * b) - ((1 - a) * (1 - b))) / (1 - (a * b) - ((1 - a) * (1 - b))),
            "oddsRatio" => odds,
            "yuleQ" => (odds - 1) / (odds + 1),
            "yuleY" => (Math.Sqrt(odds) - 1) / (Math.Sqrt(odds) + 1),
            "jMeasure" => (ab * Math.Log(confidence / b)) + ((a - ab) * Math.Log((1 - confidence) / (1 - b))),
            "mutualInformation" => Information(t) / Math.Min(Entropy(a), Entropy(b)),
            "gini" => (a * Purity(confidence)) + ((1 - a) * Purity(without)) - Purity(b),
            "fishersExactTest" => ExactHypergeometric.Of(t.N11, t.N10, t.N01, t.N00).Upper,
            "hyperConfidence" => ExactHypergeometric.Of(t.N11, t.N10, t.N01, t.N00).Lower,
            _ => throw new ArgumentException($"No textbook formula for '{name}'.", nameof(name)),
        };
    }

    private static double ChiSquared(RuleCounts t)
    {
        return Term(t.N11, t.N1x, t.Nx1) + Term(t.N10, t.N1x, t.Nx0) + Term(t.N01, t.N0x, t.Nx1) + Term(t.N00, t.N0x, t.Nx0);

        double Term(double observed, double row, double column)
        {
            double expected = row * column / t.N;
            return (observed - expected) * (observed - expected) / expected;
        }
    }

    private static double Information(RuleCounts t)
    {
        return Term(t.N11, t.N1x, t.Nx1) + Term(t.N10, t.N1x, t.Nx0) + Term(t.N01, t.N0x, t.Nx1) + Term(t.N00, t.N0x, t.Nx0);

        double Term(double cell, double row, double column) => cell / t.N * Math.Log(cell * t.N / (row * column));
    }

    private static double Entropy(double p) => -(p * Math.Log(p)) - ((1 - p) * Math.Log(1 - p));

    private static double Purity(double p) => (p * p) + ((1 - p) * (1 - p));
}
