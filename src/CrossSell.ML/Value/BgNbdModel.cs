using CrossSell.ML.Numerics;
using CrossSell.ML.Value;

namespace CrossSell.ML;

/// <summary>The BG/NBD model of customers who buy when they like and leave without a word: who is still there, and how often each will buy.</summary>
/// <remarks>
/// While alive a customer buys at random at a rate of his own (gamma distributed: r, alpha); after any purchase he is gone for good with a probability of his own (beta
/// distributed: a, b). Which purchases these are says <see cref="Leaving"/>. Fader, Hardie, Lee (2005), "Counting Your Customers the Easy Way", Marketing Science 24(2). Fitted by maximum likelihood with exact
/// derivatives; times are days. Not for subscriptions, whose end is seen. Immutable and thread-safe.
/// </remarks>
public sealed partial class BgNbdModel
{
    private static readonly string[] _names = ["r", "alpha", "a", "b"];

    private readonly Maximum _maximum;
    private readonly double _level;

    private BgNbdModel(Maximum maximum, int customers, double level, LeavingRule leaving)
    {
        Leaving = leaving;
        _maximum = maximum;
        _level = level;
        Customers = customers;
        Parameters = maximum.Estimates(_names, level);
    }

    /// <summary>r, alpha (in days), a and b, in this order.</summary>
    public IReadOnlyList<ParameterEstimate> Parameters { get; }

    /// <summary>After which purchases a customer may be gone: as asked for, or as chosen.</summary>
    public LeavingRule Leaving { get; }

    /// <summary>The logarithm of the likelihood, up to no constant: as the paper's equation (6).</summary>
    public double LogLikelihood => _maximum.Value;

    /// <summary>The number of customers it was fitted with.</summary>
    public int Customers { get; }

    /// <summary>The steps of Newton's method.</summary>
    public int Iterations => _maximum.Iterations;

    private double R => _maximum.Point[0];

    private double Alpha => _maximum.Point[1];

    private double A => _maximum.Point[2];

    private double B => _maximum.Point[3];

    /// <summary>P(a customer still buys), from 0 to 1.</summary>
    /// <param name="pattern">How the customer bought.</param>
    /// <exception cref="ArgumentException">The pattern cannot be a customer's.</exception>
    public double ProbabilityAlive(PurchasePattern pattern) => PurchaseCounts.ProbabilityAlive(R, Alpha, A, B, Checked(pattern), Leaving);

    /// <summary>P(a customer buys at least once over the days after the instant of looking), from 0 to 1. O(1).</summary>
    /// <remarks>Unlike the probability alive this can be compared with what happens; it tells customers apart also where nobody seems to leave for good.</remarks>
    /// <param name="pattern">How the customer bought.</param>
    /// <param name="days">The horizon; finite, 0 or more.</param>
    /// <exception cref="ArgumentException">The pattern cannot be a customer's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is out of range.</exception>
    public double ProbabilityOfPurchase(PurchasePattern pattern, double days) => CountsOf(Checked(pattern), days).AtLeastOne;

    /// <summary>The expected number of occasions over the days after the instant of looking. O(terms of a series), some tens.</summary>
    /// <param name="pattern">How the customer bought.</param>
    /// <param name="days">The horizon; finite, 0 or more.</param>
    /// <exception cref="ArgumentException">The pattern cannot be a customer's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is out of range.</exception>
    public double ExpectedPurchases(PurchasePattern pattern, double days) => CountsOf(Checked(pattern), days).Expected;

    /// <summary>The expected number of occasions after the first over the first days of a customer of whom nothing is known yet.</summary>
    /// <param name="days">The horizon; finite, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is out of range.</exception>
    public double ExpectedPurchasesOfNewCustomer(double days) => CountsOf(default, days).Expected;

    /// <summary>What is expected of one customer, with intervals.</summary>
    /// <param name="pattern">How the customer bought.</param>
    /// <param name="days">The horizon; finite, 0 or more.</param>
    /// <exception cref="ArgumentException">The pattern cannot be a customer's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is out of range.</exception>
    public PurchaseForecast Forecast(PurchasePattern pattern, double days)
    {
        PurchaseCounts counts = CountsOf(Checked(pattern), days);
        double[] exactly = counts.Distribution(1e-12);
        double tail = (1 - _level) / 2;
        return new PurchaseForecast(counts.Alive, counts.Expected, ErrorOfExpected(pattern, days), Quantile(exactly, tail), Quantile(exactly, 1 - tail));
    }

    internal PurchaseCounts CountsOf(PurchasePattern pattern, double days)
    {
        if (!(days >= 0 && double.IsFinite(days)))
        {
            throw new ArgumentOutOfRangeException(nameof(days), days, "The horizon must be a finite number of days, 0 or more.");
        }

        return new PurchaseCounts(R, Alpha, A, B, pattern, days, Leaving);
    }

    internal static PurchasePattern Checked(PurchasePattern pattern) =>
        pattern.Fault is { } fault ? throw new ArgumentException($"The pattern cannot be a customer's: {fault}.", nameof(pattern)) : pattern;

    private static int Quantile(double[] exactly, double share)
    {
        double sum = 0;
        for (int y = 0; y < exactly.Length; y++)
        {
            sum += exactly[y];
            if (sum >= share - 1e-12)
            {
                return y;
            }
        }

        return exactly.Length - 1;
    }

    // The delta method; the derivatives by central differences of a smooth function, accurate to about nine digits.
    private double? ErrorOfExpected(PurchasePattern pattern, double days)
    {
        if (Array.TrueForAll(_maximum.AtBound, atBound => atBound))
        {
            return null;
        }

        Span<double> gradient = stackalloc double[4];
        for (int i = 0; i < 4; i++)
        {
            double[] point = [.. _maximum.Point];
            double step = 1e-5 * point[i];
            point[i] += step;
            double above = new PurchaseCounts(point[0], point[1], point[2], point[3], pattern, days, Leaving).Expected;
            point[i] -= 2 * step;
            gradient[i] = (above - new PurchaseCounts(point[0], point[1], point[2], point[3], pattern, days, Leaving).Expected) / (2 * step);
        }

        return _maximum.ErrorOf(gradient);
    }
}
