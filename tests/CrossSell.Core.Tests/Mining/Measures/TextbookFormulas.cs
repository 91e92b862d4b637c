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
            "count" => t.N11,
            "varyingLiaison" => (ab / (a * b)) - 1,
            "stdLift" => StandardisedLift(ab / (a * b), a, b, n),
            "klosgen" => Math.Sqrt(ab) * (confidence - b),
            "rulePowerFactor" => ab * confidence,
            "causalConfidence" => (confidence + ((1 - a - b + ab) / (1 - b))) / 2,
            "confirmedConfidence" => confidence - (1 - confidence),
            "sebag" => confidence / (1 - confidence),
            "counterexample" => 1 - ((1 - confidence) / confidence),
            "leastContradiction" => (ab - (a - ab)) / b,
            "ralambondrainy" => a - ab,
            "implicationIndex" => Math.Sqrt(n) * ((a - ab) - (a * (1 - b))) / Math.Sqrt(a * (1 - b)),
            "lerman" => Math.Sqrt(n) * (ab - (a * b)) / Math.Sqrt(a * b),
            "collectiveStrength" => CollectiveStrength(1 - (a - ab) - (b - ab), (a * b) + ((1 - a) * (1 - b))),
            "RLD" => RelativeLinkage(t),
            "lambda" => (Math.Max(ab, a - ab) + Math.Max(b - ab, 1 - a - b + ab) - Math.Max(b, 1 - b)) / (1 - Math.Max(b, 1 - b)),
            "causalSupport" => ab + (1 - a - b + ab),
            "hyperConfidenceSubstitutes" => ExactHypergeometric.Of(t.N11 + 1, t.N10 - 1, t.N01 - 1, t.N00 + 1).Upper,
            "hyperLift" => (double)t.N11 / ExactHypergeometric.Quantile(99, 100, t.N1x, t.Nx1, t.N),
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

    private static double StandardisedLift(double lift, double a, double b, double n)
    {
        double least = Math.Max(a + b - 1, 1 / n) / (a * b), most = 1 / Math.Max(a, b);
        return most - least < 1e-9 ? 1 : (lift - least) / (most - least);
    }

    // With v the share of transactions with one side only: (1 - v)/(1 - E[v]) * E[v]/v.
    private static double CollectiveStrength(double agree, double expected) => agree / expected * (1 - expected) / (1 - agree);

    private static double RelativeLinkage(RuleCounts t)
    {
        double d = (((double)t.N11 * t.N00) - ((double)t.N10 * t.N01)) / t.N;
        return d > 0 ? d / (d + Math.Min(t.N10, t.N01)) : d / (d - Math.Min(t.N11, t.N00));
    }

    private static double Information(RuleCounts t)
    {
        return Term(t.N11, t.N1x, t.Nx1) + Term(t.N10, t.N1x, t.Nx0) + Term(t.N01, t.N0x, t.Nx1) + Term(t.N00, t.N0x, t.Nx0);

        double Term(double cell, double row, double column) => cell / t.N * Math.Log(cell * t.N / (row * column));
    }

    private static double Entropy(double p) => -(p * Math.Log(p)) - ((1 - p) * Math.Log(1 - p));

    private static double Purity(double p) => (p * p) + ((1 - p) * (1 - p));
}
