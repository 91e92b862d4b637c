using CrossSell.ML.Value;

namespace CrossSell.ML;

/// <summary>The gamma-gamma model of spend: how much a customer spends on an occasion, when a few occasions say little of him and much of all others.</summary>
/// <remarks>
/// The spend of an occasion is gamma distributed (shape p) with a scale of the customer's own, itself gamma distributed (q, gamma). Fader, Hardie (2013), "The
/// Gamma-Gamma Model of Monetary Value". It takes spend and frequency for independent: <see cref="FrequencySpendCorrelation"/> says how true that is. Fitted by maximum
/// likelihood with exact derivatives. Immutable and thread-safe.
/// </remarks>
public sealed class GammaGammaModel
{
    private static readonly string[] _names = ["p", "q", "gamma"];

    private readonly Maximum _maximum;

    private GammaGammaModel(Maximum maximum, int customers, double correlation, double level)
    {
        _maximum = maximum;
        Customers = customers;
        FrequencySpendCorrelation = correlation;
        Parameters = maximum.Estimates(_names, level);
    }

    /// <summary>p, q and gamma (in the currency), in this order.</summary>
    public IReadOnlyList<ParameterEstimate> Parameters { get; }

    /// <summary>The logarithm of the likelihood.</summary>
    public double LogLikelihood => _maximum.Value;

    /// <summary>The number of customers it was fitted with.</summary>
    public int Customers { get; }

    /// <summary>The steps of Newton's method.</summary>
    public int Iterations => _maximum.Iterations;

    /// <summary>Pearson's correlation of frequency and mean spend, from -1 to 1; 0 where either is the same for all. Far from 0 the model's assumption fails.</summary>
    public double FrequencySpendCorrelation { get; }

    /// <summary>The mean spend of an occasion over all customers, p gamma / (q - 1); infinite when q is 1 or below.</summary>
    public double MeanSpend => Q > 1 ? P * Gamma / (Q - 1) : double.PositiveInfinity;

    internal double P => _maximum.Point[0];

    internal double Q => _maximum.Point[1];

    internal double Gamma => _maximum.Point[2];

    /// <summary>Fits the customers of a history that have bought again with a revenue above 0.</summary>
    /// <param name="rhythms">How the customers bought.</param>
    /// <param name="options">How it is fitted; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    /// <inheritdoc cref="Fit(IReadOnlyList{int}, IReadOnlyList{double}, ValueOptions?, CancellationToken)" path="/exception"/>
    public static GammaGammaModel Fit(CustomerRhythms rhythms, ValueOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rhythms);
        var frequency = new List<int>();
        var mean = new List<double>();
        for (int c = 0; c < rhythms.Count; c++)
        {
            if (rhythms.MeanRepeatSpend[c] > 0)
            {
                frequency.Add(rhythms.Occasions[c] - 1);
                mean.Add(rhythms.MeanRepeatSpend[c]);
            }
        }

        return Fit(frequency, mean, options, cancellationToken);
    }

    /// <summary>Fits. O(steps · customers).</summary>
    /// <param name="frequency">For each customer the number of occasions that the mean is of, 1 or more.</param>
    /// <param name="meanSpend">For each customer the mean spend of an occasion, finite and above 0.</param>
    /// <param name="options">How it is fitted; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    /// <exception cref="ValueTrainingException">There are fewer than three customers, or all spend the same, or the likelihood has no maximum that can be found.</exception>
    /// <exception cref="ArgumentException">Lengths differ, a figure is out of range, or an option is.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static GammaGammaModel Fit(IReadOnlyList<int> frequency, IReadOnlyList<double> meanSpend, ValueOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(frequency);
        ArgumentNullException.ThrowIfNull(meanSpend);
        options ??= new ValueOptions();
        LogisticOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        Require(frequency, meanSpend);
        int[] order = [.. Enumerable.Range(0, frequency.Count).OrderBy(i => frequency[i]).ThenBy(i => i)];
        int[] x = [.. order.Select(i => frequency[i])];
        double[] mean = [.. order.Select(i => meanSpend[i])];
        if (x.Length < 3 || mean.Min() == mean.Max())
        {
            throw new ValueTrainingException($"{x.Length} customers bought again with a known spend{(x.Length < 3 ? "" : ", all for the same amount")}; it takes 3 or more who spend differently.");
        }

        var likelihood = new GammaGammaLikelihood(x, mean, options.MaxThreads ?? Environment.ProcessorCount);
        var search = new LikelihoodSearch(likelihood.At, options.MaxIterations, cancellationToken);
        double average = mean.Average();
        return new GammaGammaModel(search.From([2, 3, average]), x.Length, Correlation(x, mean), options.ConfidenceLevel);
    }

    /// <summary>The expected spend of a customer's next occasion: between the own mean and that of all, the nearer to the own the more occasions there were.</summary>
    /// <param name="frequency">The number of occasions that the mean is of; 0 when nothing is known, and then the mean of all is given.</param>
    /// <param name="meanSpend">Their mean spend, above 0; ignored with a frequency of 0.</param>
    /// <returns>Infinite when so few occasions and <c>q</c> leave no mean, p x + q at most 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A figure is out of range.</exception>
    public double ExpectedSpend(int frequency, double meanSpend)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frequency);
        if (frequency > 0 && !(meanSpend > 0 && double.IsFinite(meanSpend)))
        {
            throw new ArgumentOutOfRangeException(nameof(meanSpend), meanSpend, "The mean spend must be a finite number above 0.");
        }

        double shape = (P * frequency) + Q;
        return shape > 1 ? P * (Gamma + (frequency == 0 ? 0 : frequency * meanSpend)) / (shape - 1) : double.PositiveInfinity;
    }

    private static void Require(IReadOnlyList<int> frequency, IReadOnlyList<double> meanSpend)
    {
        if (frequency.Count != meanSpend.Count)
        {
            throw new ArgumentException($"There are {frequency.Count} frequencies and {meanSpend.Count} mean spends; each customer has one of both.", nameof(meanSpend));
        }

        for (int i = 0; i < frequency.Count; i++)
        {
            if (frequency[i] < 1 || !(meanSpend[i] > 0 && double.IsFinite(meanSpend[i])))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Customer {i + 1} has {frequency[i]} occasions of {meanSpend[i]} on average; it takes 1 or more, of a finite amount above 0."), nameof(frequency));
            }
        }
    }

    private static double Correlation(int[] x, double[] mean)
    {
        (double mx, double mm) = (x.Average(), mean.Average());
        (double xx, double xm, double ms) = (0, 0, 0);
        for (int i = 0; i < x.Length; i++)
        {
            xx += (x[i] - mx) * (x[i] - mx);
            xm += (x[i] - mx) * (mean[i] - mm);
            ms += (mean[i] - mm) * (mean[i] - mm);
        }

        return xx > 0 && ms > 0 ? xm / Math.Sqrt(xx * ms) : 0;
    }
}
