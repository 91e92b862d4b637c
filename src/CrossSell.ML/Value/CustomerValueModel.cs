using CrossSell.ML.Value;
using CrossSell.Numerics;

namespace CrossSell.ML;

/// <summary>What customers are worth: expected occasions times expected spend times the share of spend that stays as margin.</summary>
/// <remarks>
/// <see cref="BgNbdModel"/> tells how often, <see cref="GammaGammaModel"/> how much; the two are taken for independent. The interval is exact under the two models
/// with their parameters as estimated: the mixture, over the number of occasions, of sums of gamma spends whose scale is known up to its own distribution. It holds the
/// chance of the customer, not that of the parameters, which is far smaller. Not discounted. Immutable and thread-safe.
/// </remarks>
/// <param name="buying">How often customers buy.</param>
/// <param name="spending">How much they spend.</param>
/// <param name="marginShare">The share of spend that is margin; above 0, finite.</param>
/// <exception cref="ArgumentOutOfRangeException">The share is not a finite number above 0.</exception>
public sealed class CustomerValueModel(BgNbdModel buying, GammaGammaModel spending, double marginShare = 1)
{
    private const double Rest = 1e-10;

    /// <summary>How often customers buy.</summary>
    public BgNbdModel Buying { get; } = buying ?? throw new ArgumentNullException(nameof(buying));

    /// <summary>How much they spend.</summary>
    public GammaGammaModel Spending { get; } = spending ?? throw new ArgumentNullException(nameof(spending));

    /// <summary>The share of spend that is margin.</summary>
    public double MarginShare { get; } = marginShare > 0 && double.IsFinite(marginShare)
        ? marginShare
        : throw new ArgumentOutOfRangeException(nameof(marginShare), marginShare, "The share must be a finite number above 0.");

    /// <summary>Writes for each customer the expected margin over a horizon; NaN for one who never bought. O(customers · terms).</summary>
    /// <param name="rhythms">How the customers bought.</param>
    /// <param name="days">The horizon; finite, 0 or more.</param>
    /// <param name="margins">Takes one number a customer.</param>
    /// <exception cref="ArgumentException">The span is of another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is out of range.</exception>
    public void ExpectedMargins(CustomerRhythms rhythms, double days, Span<double> margins)
    {
        Buying.ExpectedPurchases(rhythms, days, margins);
        for (int c = 0; c < margins.Length; c++)
        {
            margins[c] *= MarginShare * SpendOf(rhythms, c);
        }
    }

    /// <summary>What one customer is worth, with the interval; null for one who never bought.</summary>
    /// <param name="rhythms">How the customers bought.</param>
    /// <param name="customer">The customer's place.</param>
    /// <param name="days">The horizon; finite, 0 or more.</param>
    /// <param name="level">The probability with which the interval covers the margin; between 0 and 1.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the level is out of range.</exception>
    public CustomerValue? Of(CustomerRhythms rhythms, int customer, double days, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(rhythms);
        return rhythms.PatternOf(customer) is { } pattern
            ? Of(pattern, rhythms.MeanRepeatSpend[customer], days, level)
            : null;
    }

    /// <summary>What a customer is worth, with the interval.</summary>
    /// <param name="pattern">How he bought.</param>
    /// <param name="meanSpend">The mean spend of the occasions after the first; NaN when unknown, and then the mean of all stands for it.</param>
    /// <param name="days">The horizon; finite, 0 or more.</param>
    /// <param name="level">The probability with which the interval covers the margin; between 0 and 1.</param>
    /// <exception cref="ArgumentException">The pattern cannot be a customer's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the level is out of range.</exception>
    public CustomerValue Of(PurchasePattern pattern, double meanSpend, double days, double level = 0.95)
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "The level must lie between 0 and 1, such as 0.95.");
        }

        PurchaseCounts counts = Buying.CountsOf(BgNbdModel.Checked(pattern), days);
        int known = meanSpend > 0 ? pattern.Frequency : 0;
        double spend = Spending.ExpectedSpend(known, meanSpend);
        double[] exactly = counts.Distribution(Rest);
        double shape = (Spending.P * known) + Spending.Q;
        double scale = Spending.Gamma + (known == 0 ? 0 : known * meanSpend);
        double tail = (1 - level) / 2;
        return new CustomerValue(
            MarginShare * counts.Expected * spend,
            MarginShare * Quantile(exactly, shape, scale, tail),
            MarginShare * Quantile(exactly, shape, scale, 1 - tail),
            counts.Alive,
            counts.Expected,
            spend);
    }

    private double SpendOf(CustomerRhythms rhythms, int customer)
    {
        double mean = rhythms.MeanRepeatSpend[customer];
        return Spending.ExpectedSpend(mean > 0 ? rhythms.Occasions[customer] - 1 : 0, mean);
    }

    // Of y occasions the sum is gamma (p y, v) with v gamma (shape, scale): sum / (sum + scale) is beta (p y, shape).
    private double Quantile(double[] exactly, double shape, double scale, double share)
    {
        if (exactly[0] >= share)
        {
            return 0;
        }

        double high = scale;
        while (Cumulative(high) < share && high < 1e300)
        {
            high *= 2;
        }

        double low = 0;
        for (int i = 0; i < 60 && high - low > 1e-9 * high; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Cumulative(middle) < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;

        double Cumulative(double sum)
        {
            double probability = exactly[0];
            for (int y = 1; y < exactly.Length; y++)
            {
                probability += exactly[y] * IncompleteBeta.Of(Spending.P * y, shape, sum / (sum + scale));
            }

            return probability;
        }
    }
}
