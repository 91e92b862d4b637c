using CrossSell.ML.RankingEvaluation;

namespace CrossSell.ML;

/// <summary>How good lists of recommendations were, seen from what the customers then bought.</summary>
/// <remarks>
/// Immutable and thread-safe. Means are over the customers who bought something new. What the lists are like (coverage, novelty, diversity, popularity) is
/// measured over all lists, whoever bought.
/// </remarks>
public sealed class RankingReport
{
    private readonly double[][] _measures;
    private readonly RankingOptions _options;

    private RankingReport(string model, RankingOptions options, double[][] measures, ListCharacter character)
    {
        Model = model;
        _options = options;
        _measures = measures;
        Character = character;
    }

    /// <summary>The name of what ranked.</summary>
    public string Model { get; }

    /// <summary>The length of the lists that was asked for, k.</summary>
    public int Top { get; private init; }

    /// <summary>The number of customers who bought something new.</summary>
    public int Customers => _measures[0].Length;

    /// <summary>The number of products that they bought, each counted once a customer.</summary>
    public int Targets { get; private init; }

    /// <summary>The mean of <see cref="RankingMeasure.Recall"/>, 0 to 1.</summary>
    public double Recall => Mean(RankingMeasure.Recall);

    /// <summary>The mean of <see cref="RankingMeasure.Precision"/>, 0 to 1.</summary>
    public double Precision => Mean(RankingMeasure.Precision);

    /// <summary>The share of customers whose list has a hit, 0 to 1.</summary>
    public double HitRate => Mean(RankingMeasure.HitRate);

    /// <summary>The mean of <see cref="RankingMeasure.Ndcg"/>, 0 to 1.</summary>
    public double Ndcg => Mean(RankingMeasure.Ndcg);

    /// <summary>The mean of <see cref="RankingMeasure.Map"/>, 0 to 1.</summary>
    public double Map => Mean(RankingMeasure.Map);

    /// <summary>The mean of <see cref="RankingMeasure.Mrr"/>, 0 to 1.</summary>
    public double Mrr => Mean(RankingMeasure.Mrr);

    /// <summary>The mean of <see cref="RankingMeasure.RevenueRecall"/> over the customers whose targets are worth something, 0 to 1; null when no worth is known.</summary>
    public double? RevenueRecall => MeanOf(RankingMeasure.RevenueRecall);

    /// <summary>The share of the products that may be recommended which stand in at least one list, 0 to 1.</summary>
    public double Coverage => Character.Coverage;

    /// <summary>How surprising what is recommended is: the mean of -log2(share of customers who have bought it), in bits (Vargas and Castells 2011). Null without recommendations.</summary>
    public double? Novelty => Character.Novelty;

    /// <summary>How different the products of one list are: the mean over its pairs of 1 - cosine of their buyers, 0 to 1; lists of one product have none. Null without pairs.</summary>
    public double? Diversity => Character.Diversity;

    /// <summary>The mean share of customers who have bought what is recommended, 0 to 1 (Yin et al. 2012). Null without recommendations.</summary>
    public double? MeanPopularity => Character.MeanPopularity;

    /// <summary>
    /// The bias to what is popular: how much more popular what is recommended is than what the same customers have bought themselves, as a share of the latter
    /// (Abdollahpouri et al. 2019). 0 is none, 1 twice as popular. Null without recommendations or purchases.
    /// </summary>
    public double? PopularityLift => Character.PopularityLift;

    /// <summary>How right the scores are as probabilities of a purchase, over all places of the lists; null when they are none.</summary>
    public PropensityReport? Calibration { get; private init; }

    internal ListCharacter Character { get; }

    /// <summary>Judges lists.</summary>
    /// <param name="lists">Lists for at least all customers who bought something new; those of others count for what lists are like only.</param>
    /// <param name="known">What the customers had when the lists were made.</param>
    /// <param name="targets">What they then bought.</param>
    /// <param name="options">Interval and draws; null for the defaults. The length is that of the lists.</param>
    /// <param name="offered">For each product whether it could be recommended; null for those that somebody had bought.</param>
    /// <param name="areProbabilities">Whether scores are probabilities, so that <see cref="Calibration"/> is measured.</param>
    /// <exception cref="ArgumentException">There are no targets, a customer with targets has no list, a score is no probability, or an option is out of range.</exception>
    public static RankingReport Of(
        RankedLists lists, PurchaseMatrix known, RankingTargets targets, RankingOptions? options = null, IReadOnlyList<bool>? offered = null, bool areProbabilities = false)
    {
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(targets);
        options = RankingOptions.Checked(options);
        if (targets.Customers.IsEmpty)
        {
            throw new ArgumentException("No customer bought anything new, so there is nothing to judge by.", nameof(targets));
        }

        Dictionary<int, int> placeOf = [];
        for (int at = 0; at < lists.Customers.Length; at++)
        {
            placeOf[lists.Customers[at]] = at;
        }

        double[][] measures = [.. Enumerable.Range(0, ListMeasures.Count).Select(_ => new double[targets.Customers.Length])];
        var probabilities = new List<double>();
        var labels = new List<bool>();
        Span<double> measured = stackalloc double[ListMeasures.Count];
        for (int c = 0; c < targets.Customers.Length; c++)
        {
            if (!placeOf.TryGetValue(targets.Customers[c], out int at))
            {
                throw new ArgumentException($"Customer '{known.Customers[targets.Customers[c]]}' bought something new and has no list.", nameof(lists));
            }

            ListMeasures.Of(lists.ProductsOf(at), lists.Top, targets.ProductsOf(c), targets.ValuesOf(c), measured);
            for (int m = 0; m < measured.Length; m++)
            {
                measures[m][c] = measured[m];
            }

            for (int place = 0; areProbabilities && place < lists.ProductsOf(at).Length; place++)
            {
                probabilities.Add(lists.ScoresOf(at)[place]);
                labels.Add(targets.ProductsOf(c).BinarySearch(lists.ProductsOf(at)[place]) >= 0);
            }
        }

        return new RankingReport(lists.Model, options, measures, ListCharacter.Of(lists, known, offered))
        {
            Top = lists.Top,
            Targets = targets.Count,
            Calibration = probabilities.Count == 0 ? null : PropensityReport.Of([.. probabilities], [.. labels]),
        };
    }

    /// <summary>A measure's mean; null when it is undefined for every customer.</summary>
    /// <param name="measure">Which.</param>
    public double? MeanOf(RankingMeasure measure) => Mean(measure) is double mean && double.IsNaN(mean) ? null : Mean(measure);

    /// <summary>A measure for each customer with targets, in their order; NaN where it is undefined.</summary>
    /// <param name="measure">Which.</param>
    public ReadOnlySpan<double> PerCustomer(RankingMeasure measure) => _measures[(int)measure];

    /// <summary>The range in which a measure's mean lies when the customers are drawn again; null when it is undefined. O(customers x draws).</summary>
    /// <param name="measure">Which.</param>
    public Interval? IntervalOf(RankingMeasure measure) => RankingDraws.Interval(_measures[(int)measure], _options);

    private double Mean(RankingMeasure measure) => RankingDraws.Mean(_measures[(int)measure]);
}
