using CrossSell.Numerics;

namespace CrossSell;

/// <summary>Scores what a customer has bought by how likely he buys it again in the coming days: low just after a purchase, high when the next is due, low again when he seems to have stopped.</summary>
/// <remarks>
/// <para>
/// Days between purchases are gamma distributed around the customer's own mean, and after each purchase he stops for good with some probability: the regularity of
/// Platzer and Reutterer 2016 (Pareto/GGG, "Ticking Away the Moments") with the dropout of Fader, Hardie and Lee 2005 (BG/NBD). His mean is that of his gaps and of a number
/// of gaps of the product's mean. With S(t) = d + (1 - d) Q(a, a t / mean), where Q is the upper tail of the gamma distribution of shape a, and s days since the last
/// purchase, the score is 1 - S(s + horizon) / S(s).
/// </para>
/// <para>Products that he has not bought score 0, as do purchases without a time. Immutable and thread-safe. 24 bytes a product; about a microsecond a product owned.</para>
/// </remarks>
public sealed class RepurchaseScorer : IProductScorer
{
    private const double LeastGap = 0.5;

    private readonly double[] _shapes;
    private readonly double[] _meanGaps;
    private readonly double[] _stops;

    /// <summary>A scorer of these numbers, which are kept, not copied.</summary>
    /// <param name="shapes">For each product the shape of its gaps, above 0: 1 without rhythm, more the more regular.</param>
    /// <param name="meanGaps">For each product the mean days between purchases, above 0.</param>
    /// <param name="stops">For each product the probability that a purchase was a customer's last, 0 to 1.</param>
    /// <param name="customerShape">How alike customers are: their rates are gamma distributed with this shape around the product's; above 1, the more the more alike.</param>
    /// <param name="horizonDays">The days ahead that are looked at, above 0.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or a number is out of range.</exception>
    public RepurchaseScorer(double[] shapes, double[] meanGaps, double[] stops, double customerShape, double horizonDays)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        ArgumentNullException.ThrowIfNull(meanGaps);
        ArgumentNullException.ThrowIfNull(stops);
        if (meanGaps.Length != shapes.Length || stops.Length != shapes.Length)
        {
            throw new ArgumentException($"There are {shapes.Length} shapes, {meanGaps.Length} mean gaps and {stops.Length} probabilities of stopping; each product has one of each.", nameof(meanGaps));
        }

        for (int p = 0; p < shapes.Length; p++)
        {
            if (!Above(shapes[p]) || !Above(meanGaps[p]) || stops[p] is not (>= 0 and <= 1))
            {
                throw new ArgumentException(FormattableString.Invariant($"Product {p} has shape {shapes[p]}, mean gap {meanGaps[p]} and probability of stopping {stops[p]}; the first two must be above 0 and finite, the last 0 to 1."), nameof(shapes));
            }
        }

        if (!Above(customerShape - 1) || !Above(horizonDays))
        {
            throw new ArgumentException(FormattableString.Invariant($"The shape of customers is {customerShape} and the horizon {horizonDays} days; they must be finite, the first above 1, the second above 0."), nameof(customerShape));
        }

        (_shapes, _meanGaps, _stops, CustomerShape, HorizonDays) = (shapes, meanGaps, stops, customerShape, horizonDays);

        static bool Above(double number) => number > 0 && double.IsFinite(number);
    }

    /// <inheritdoc/>
    public string Name => "repurchase";

    /// <inheritdoc/>
    public int ProductCount => _shapes.Length;

    /// <summary>For each product the shape of its gaps, as far as a customer's mean can be known: somewhat below that of the gaps themselves.</summary>
    public ReadOnlyMemory<double> Shapes => _shapes;

    /// <summary>For each product the mean days between purchases.</summary>
    public ReadOnlyMemory<double> MeanGaps => _meanGaps;

    /// <summary>For each product the probability that a purchase was a customer's last.</summary>
    public ReadOnlyMemory<double> Stops => _stops;

    /// <summary>How alike customers are: the shape of the gamma distribution of their rates. The product's mean weighs as much as (this - 1) / shape own gaps.</summary>
    public double CustomerShape { get; }

    /// <summary>The days ahead that are looked at.</summary>
    public double HorizonDays { get; }

    /// <inheritdoc/>
    public void Score(in CustomerPurchases customer, Span<float> scores)
    {
        ScoreVector.Require(scores, this);
        ScoreVector.RequireKnown(customer, this);
        scores.Clear();
        for (int at = 0; at < customer.Count; at++)
        {
            scores[customer.Products[at]] = (float)Probability(customer, at);
        }
    }

    /// <inheritdoc/>
    public void Explain(in CustomerPurchases customer, int product, ICollection<ScoreContribution> contributions)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        ScoreVector.RequireProduct(product, this);
        int at = customer.Products.BinarySearch(product);
        if (at >= 0)
        {
            contributions.Add(new ScoreContribution(ScoreCause.OwnedProduct, product, Probability(customer, at)));
        }
    }

    /// <summary>The mean days between a customer's purchases of a product: his own and the product's, weighed.</summary>
    /// <param name="customer">What the customer has bought.</param>
    /// <param name="at">Which of his products, 0 to <see cref="CustomerPurchases.Count"/> - 1.</param>
    /// <returns>Above 0; the product's mean where he bought it once or its times are unknown.</returns>
    /// <exception cref="IndexOutOfRangeException">He has no such product.</exception>
    public double MeanGap(in CustomerPurchases customer, int at)
    {
        double mean = _meanGaps[customer.Products[at]];
        int gaps = customer.Baskets[at] - 1;
        if (gaps == 0 || !customer.HasTimes || customer.Last[at] == long.MinValue || customer.First[at] == long.MinValue)
        {
            return mean;
        }

        double days = Math.Max((customer.Last[at] - customer.First[at]) / (double)TimeSpan.TicksPerDay, LeastGap * gaps);
        double strength = (CustomerShape - 1) / _shapes[customer.Products[at]];
        return ((strength * mean) + days) / (strength + gaps);
    }

    private double Probability(in CustomerPurchases customer, int at)
    {
        double since = customer.DaysSinceLast(at);
        if (double.IsNaN(since))
        {
            return 0;
        }

        int product = customer.Products[at];
        double shape = _shapes[product];
        double rate = shape / MeanGap(customer, at);
        double going = 1 - _stops[product];
        double left = GammaFunctions.UpperTail(shape, rate * since);
        double leftThen = GammaFunctions.UpperTail(shape, rate * (since + HorizonDays));
        double all = _stops[product] + (going * left);

        // Nobody waits that long: where even the tail has gone, the gamma's hazard has come to its limit, the rate.
        return all > 0 ? Math.Clamp(going * (left - leftThen) / all, 0, 1) : 1 - Math.Exp(-rate * HorizonDays);
    }
}
