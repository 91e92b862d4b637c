namespace CrossSell.ML.LeadScores;

/// <summary>The area under the curve of scores that fall into steps, in one pass and without sorting.</summary>
internal static class SteppedArea
{
    // Scores nearer than so small a part of their range tie.
    private const int Steps = 4_096;

    /// <summary>P(a buyer's step is the higher one) + P(they tie) / 2; one half where one kind is missing.</summary>
    /// <param name="buyers">For each step how many buyers it has, the lowest step first.</param>
    /// <param name="others">For each how many others.</param>
    public static double Of(ReadOnlySpan<double> buyers, ReadOnlySpan<double> others)
    {
        (double area, double above, double all) = (0, 0, 0);
        for (int step = buyers.Length - 1; step >= 0; step--)
        {
            area += others[step] * (above + (buyers[step] / 2));
            above += buyers[step];
            all += others[step];
        }

        return above > 0 && all > 0 ? area / (above * all) : 0.5;
    }

    /// <summary>The same of scores, each with so many buyers and others.</summary>
    public static double OfScores(double[] scores, ReadOnlySpan<double> buyers, ReadOnlySpan<double> others)
    {
        (double least, double most) = (scores.Min(), scores.Max());
        double scale = most > least ? (Steps - 1) / (most - least) : 0;
        double[] buyersOf = new double[Steps];
        double[] othersOf = new double[Steps];
        for (int i = 0; i < scores.Length; i++)
        {
            int step = (int)((scores[i] - least) * scale);
            buyersOf[step] += buyers[i];
            othersOf[step] += others[i];
        }

        return Of(buyersOf, othersOf);
    }
}
