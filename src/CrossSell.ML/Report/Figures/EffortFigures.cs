namespace CrossSell.ML.Report;

/// <summary>What offers bring, the most promising first, and where they stop paying.</summary>
internal sealed class EffortFigures
{
    private const int MostPoints = 100;

    private static readonly int[] s_steps = [1, 2, 5];

    public EffortFigures(Study study)
    {
        var gaps = new List<(double Margin, double Gain)>();
        (double owned, double relevant) = (0, 0);
        for (int c = 0; c < study.Book.Customers; c++)
        {
            for (int k = 0; k < study.Book.Categories.Count; k++)
            {
                relevant += study.Space[c, k] == CategoryState.NotRelevant ? 0 : 1;
                owned += study.Space[c, k] == CategoryState.Owned ? 1 : 0;
            }

            foreach (Gap gap in study.Space.GapsOf(c))
            {
                gaps.Add((gap.Estimate.ExpectedMargin, gap.Estimate.Propensity));
            }
        }

        Gaps = gaps.Count;
        ExpectedMargin = gaps.Sum(g => g.Margin);
        gaps.Sort(static (a, b) => a.Margin != b.Margin ? b.Margin.CompareTo(a.Margin) : b.Gain.CompareTo(a.Gain));
        Points = [.. Along(gaps, owned, relevant)];
        double[] costs = study.Options.OfferCost is { } cost ? [cost] : Costs(gaps.ConvertAll(g => g.Margin));
        Curves = [.. costs.Select(c => (c, study.Space.Effort(c, study.Options.Goal)))];
        Groups = [.. Of("class", study.Classes.Groups).OrderBy(g => ClassFigures.Names.IndexOf(g.Curve.Group)), .. study.Segments is null ? [] : Of("segment", study.Segments)];

        IEnumerable<(string Kind, EffortCurve Curve)> Of(string kind, CustomerGroups groups) => study.Space.Effort(groups, Example.Cost, study.Options.Goal).SkipLast(1).Select(curve => (kind, curve));
    }

    public long Gaps { get; }

    /// <summary>Of all gaps together.</summary>
    public double ExpectedMargin { get; }

    /// <summary>After how many offers which expected margin of all of them, of the last one, and which coverage.</summary>
    public IReadOnlyList<(long Offers, double Margin, double Last, double Coverage)> Points { get; }

    /// <summary>For the cost of an offer that was given, or for several.</summary>
    public IReadOnlyList<(double Cost, EffortCurve Curve)> Curves { get; }

    /// <summary>For each class and each segment that was given, at the cost of <see cref="Example"/>.</summary>
    public IReadOnlyList<(string Kind, EffortCurve Curve)> Groups { get; }

    /// <summary>The cost that was given, else the middle one of those shown.</summary>
    public (double Cost, EffortCurve Curve) Example => Curves[Curves.Count / 2];

    private static IEnumerable<(long Offers, double Margin, double Last, double Coverage)> Along(List<(double Margin, double Gain)> gaps, double owned, double relevant)
    {
        (double sum, double covered) = (0, owned);
        int next = 0;
        yield return (0, 0, gaps.Count == 0 ? 0 : gaps[0].Margin, relevant > 0 ? owned / relevant : double.NaN);
        for (int i = 0; i < gaps.Count; i++)
        {
            (sum, covered) = (sum + gaps[i].Margin, covered + gaps[i].Gain);
            if (i + 1 == (int)Math.Ceiling((next + 1) * (double)gaps.Count / MostPoints) || i + 1 == gaps.Count)
            {
                yield return (i + 1, sum, gaps[i].Margin, covered / relevant);
                next = (int)((i + 1L) * MostPoints / gaps.Count);
            }
        }
    }

    // Round costs between what the gap at nine tenths of the way is worth and what the best twentieth is.
    private static double[] Costs(List<double> falling)
    {
        double[] paying = [.. falling.Where(m => m > 0)];
        if (paying.Length == 0)
        {
            return [0];
        }

        (double low, double high) = (paying[(int)((paying.Length - 1) * 0.9)], paying[(int)((paying.Length - 1) * 0.05)]);
        var rounds = new List<double>();
        for (int power = (int)Math.Floor(Math.Log10(low)); power <= Math.Log10(high) + 1; power++)
        {
            rounds.AddRange(s_steps.Select(step => power < 0 ? step / Math.Pow(10, -power) : step * Math.Pow(10, power)));
        }

        double[] between = [.. rounds.Where(r => r >= low && r <= high)];
        return between.Length == 0 ? [rounds.Last(r => r <= high)]
            : between.Length <= 5 ? between
            : [.. Enumerable.Range(0, 5).Select(i => between[i * (between.Length - 1) / 4])];
    }
}
