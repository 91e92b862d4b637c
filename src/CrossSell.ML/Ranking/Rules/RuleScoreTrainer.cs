using CrossSell.ML.Ranking;

namespace CrossSell.ML;

/// <summary>Learns rules from one product to one other over the customers' purchases, and scores by those whose product a customer has.</summary>
/// <remarks>
/// Confidence is the share of a product's customers who also have the other, lift that share divided by its share among all. O(sum over customers of products²)
/// time, 8 bytes for each rule kept. Thread-safe while its settings are not changed. The same for any number of threads.
/// </remarks>
public sealed class RuleScoreTrainer : IProductScorerTrainer
{
    /// <summary>Rules combined in one way.</summary>
    /// <param name="score">How rules become a score.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such way.</exception>
    public RuleScoreTrainer(RuleScore score)
    {
        Score = score;
        Name = score switch
        {
            RuleScore.MaxConfidence => "rules-max",
            RuleScore.MaxLift => "rules-max-lift",
            RuleScore.SumOfConfidence => "rules-sum",
            RuleScore.SumOfConfidenceLogLift => "rules-lift",
            _ => throw new ArgumentOutOfRangeException(nameof(score), score, "There is no such way."),
        };
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>How rules become a score.</summary>
    public RuleScore Score { get; }

    /// <summary>The fewest customers who have both products of a rule.</summary>
    /// <value>
    /// 1 or more. Default: null, which takes one in a hundred customers, from 2 to 20, where one rule decides, and one in two hundred, from 2 to 10, where many do:
    /// a rule that stands alone must be surer.
    /// </value>
    public int? MinCustomers { get; set; }

    /// <summary>The most rules that the choosing product keeps, those with the greatest weights.</summary>
    /// <value>
    /// 1 or more. Default: null, for all where one rule decides; where many do, for 50 (100 where they are weighed by lift), or all where they foretell the latest fifth of
    /// the purchases clearly better (without times, one product of each customer).
    /// </value>
    public int? Rules { get; set; }

    /// <summary>Whether so many rules are kept from each product, or to each.</summary>
    /// <value>Default: <see cref="NeighbourSide.Recommended"/>, to each.</value>
    public NeighbourSide Side { get; set; } = NeighbourSide.Recommended;

    /// <summary>How much each owned product counts.</summary>
    /// <value>Default: <see cref="OwnedWeighting.Binary"/>.</value>
    public OwnedWeighting Weighting { get; set; } = OwnedWeighting.Binary;

    /// <summary>The most threads; the result is the same for any number.</summary>
    /// <value>1 or more; null, the default, for one a core.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these settings, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        foreach ((string name, int? value) in new[] { (nameof(MinCustomers), MinCustomers), (nameof(Rules), Rules), (nameof(MaxThreads), MaxThreads) })
        {
            if (value < 1)
            {
                failures.Add($"{name} is {value}; it must be 1 or more.");
            }
        }

        if (Weighting is null)
        {
            failures.Add($"{nameof(Weighting)} is missing.");
        }

        return failures;
    }

    /// <inheritdoc/>
    public IProductScorer Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        TrainerFaults.ThrowIfAny(Validate());
        int few = Score == RuleScore.SumOfConfidence ? 50 : 100;
        int rules = Rules ?? (Sums ? NeighbourChoice.Of(purchases, few, (known, most) => Train(known, most, cancellationToken), MaxThreads, cancellationToken) : int.MaxValue);
        return Train(purchases, rules, cancellationToken);
    }

    private bool Sums => Score is RuleScore.SumOfConfidence or RuleScore.SumOfConfidenceLogLift;

    private ItemItemScorer Train(PurchaseMatrix purchases, int rules, CancellationToken cancellationToken)
    {
        double[] ones = PairWeights.Of(purchases, OwnedWeighting.Binary);
        int customers = PairWeights.Customers(purchases);
        int least = MinCustomers ?? (Sums ? Math.Clamp(customers / 200, 2, 10) : Math.Clamp(customers / 100, 2, 20));
        int[] buyers = [.. Enumerable.Range(0, purchases.Products.Count).Select(product => purchases.BuyersOf(product).Length)];
        (int[] starts, int[] partners, float[] weights) = NeighbourRows.Of(new CoPurchases(purchases, ones), rules, Side, Weigh, MaxThreads, cancellationToken);
        return ItemItemScorer.Sparse(Name, starts, partners, weights, Sums ? ScoreCombination.Sum : ScoreCombination.Max, Weighting);

        double Weigh(int product, int other, double both)
        {
            if (both < least)
            {
                return 0;
            }

            double confidence = both / buyers[product];
            double lift = both * customers / ((double)buyers[product] * buyers[other]);
            return Score switch
            {
                RuleScore.MaxLift => lift,
                RuleScore.SumOfConfidenceLogLift => confidence * Math.Log(lift),
                _ => confidence,
            };
        }
    }
}
