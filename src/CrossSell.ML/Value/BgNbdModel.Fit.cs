using CrossSell.ML.Value;

namespace CrossSell.ML;

/// <content>Fitting, and all customers at once.</content>
public sealed partial class BgNbdModel
{
    private const int MostPurchases = 10_000_000;

    /// <summary>Fits the customers of a history that have bought at least once. About a second for a million on one core.</summary>
    /// <param name="rhythms">How the customers bought.</param>
    /// <param name="options">How it is fitted; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    /// <exception cref="ValueTrainingException">Nobody bought again, or the likelihood has no maximum that can be found.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static BgNbdModel Fit(CustomerRhythms rhythms, ValueOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rhythms);
        var patterns = new List<PurchasePattern>(rhythms.Count);
        for (int c = 0; c < rhythms.Count; c++)
        {
            if (rhythms.PatternOf(c) is { } pattern)
            {
                patterns.Add(pattern);
            }
        }

        return Fit(patterns, options, cancellationToken);
    }

    /// <summary>Fits customers' patterns.</summary>
    /// <param name="patterns">One for each customer.</param>
    /// <param name="options">How it is fitted; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    /// <exception cref="ValueTrainingException">Nobody bought again, or the likelihood has no maximum that can be found.</exception>
    /// <exception cref="ArgumentException">A pattern cannot be a customer's, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static BgNbdModel Fit(IReadOnlyList<PurchasePattern> patterns, ValueOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        options ??= new ValueOptions();
        LogisticOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        int[] frequency = new int[patterns.Count];
        double[] recency = new double[patterns.Count];
        double[] age = new double[patterns.Count];
        for (int i = 0; i < frequency.Length; i++)
        {
            (frequency[i], recency[i], age[i]) = patterns[i];
            if (patterns[i].Fault is { } fault)
            {
                throw new ArgumentException($"The pattern of customer {i + 1} cannot be one: {fault}.", nameof(patterns));
            }

            if (frequency[i] > MostPurchases)
            {
                throw new ArgumentException($"Customer {i + 1} bought again {frequency[i]} times; at most {MostPurchases} can be fitted.", nameof(patterns));
            }
        }

        if (!Array.Exists(frequency, x => x > 0) || !(age.Sum() > 0))
        {
            throw new ValueTrainingException($"None of {frequency.Length} customers bought a second time, so nothing tells how often they buy. More time or more customers are needed.");
        }

        var data = new BuyingData(frequency, recency, age);
        LeavingRule leaving = options.Leaving ?? LeavingChoice.Of(data, options, cancellationToken);
        return new BgNbdModel(data.Fit(leaving, options, cancellationToken), frequency.Length, options.ConfidenceLevel, leaving);
    }

    /// <summary>Writes for each customer P(he still buys); NaN for one who never bought. O(customers).</summary>
    /// <param name="rhythms">How the customers bought.</param>
    /// <param name="probabilities">Takes one number a customer.</param>
    /// <exception cref="ArgumentException">The span is of another length.</exception>
    public void ProbabilityAlive(CustomerRhythms rhythms, Span<double> probabilities) => Each(rhythms, probabilities, ProbabilityAlive);

    /// <summary>Writes for each customer P(he buys within the horizon); NaN for one who never bought. O(customers).</summary>
    /// <param name="rhythms">How the customers bought.</param>
    /// <param name="days">The horizon; finite, 0 or more.</param>
    /// <param name="probabilities">Takes one number a customer.</param>
    /// <exception cref="ArgumentException">The span is of another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is out of range.</exception>
    public void ProbabilityOfPurchase(CustomerRhythms rhythms, double days, Span<double> probabilities)
    {
        _ = CountsOf(default, days);
        Each(rhythms, probabilities, pattern => ProbabilityOfPurchase(pattern, days));
    }

    /// <summary>Writes for each customer the expected number of occasions; NaN for one who never bought. O(customers · terms).</summary>
    /// <param name="rhythms">How the customers bought.</param>
    /// <param name="days">The horizon; finite, 0 or more.</param>
    /// <param name="purchases">Takes one number a customer.</param>
    /// <exception cref="ArgumentException">The span is of another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is out of range.</exception>
    public void ExpectedPurchases(CustomerRhythms rhythms, double days, Span<double> purchases)
    {
        _ = CountsOf(default, days);
        Each(rhythms, purchases, pattern => ExpectedPurchases(pattern, days));
    }

    private static void Each(CustomerRhythms rhythms, Span<double> figures, Func<PurchasePattern, double> figure)
    {
        ArgumentNullException.ThrowIfNull(rhythms);
        if (figures.Length != rhythms.Count)
        {
            throw new ArgumentException($"There is room for {figures.Length} numbers; {rhythms.Count} customers need one each.", nameof(figures));
        }

        double[] found = new double[rhythms.Count];
        ChunkSums.Each(rhythms.Count, Environment.ProcessorCount, (from, to) =>
        {
            for (int c = from; c < to; c++)
            {
                found[c] = rhythms.PatternOf(c) is { } pattern ? figure(pattern) : double.NaN;
            }
        });
        found.CopyTo(figures);
    }
}
