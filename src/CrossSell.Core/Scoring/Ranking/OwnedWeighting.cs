using System.Globalization;

namespace CrossSell;

/// <summary>How much each product that a customer has bought counts.</summary>
/// <remarks>Immutable and thread-safe. Every weight is above 0 and finite. The same weighting serves learning and scoring.</remarks>
public sealed record OwnedWeighting
{
    private OwnedWeighting(bool counts, double halfLife)
    {
        CountsBaskets = counts;
        HalfLifeDays = halfLife;
    }

    /// <summary>Every product counts 1, however often and whenever it was bought.</summary>
    public static OwnedWeighting Binary { get; } = new(counts: false, double.PositiveInfinity);

    /// <summary>A product bought in n baskets counts log(1 + n).</summary>
    public static OwnedWeighting LogBaskets { get; } = new(counts: true, double.PositiveInfinity);

    /// <summary>Whether the number of baskets counts, as log(1 + n).</summary>
    public bool CountsBaskets { get; }

    /// <summary>After how many days since its last purchase a product counts half; positive infinity when it never fades.</summary>
    public double HalfLifeDays { get; }

    /// <summary>A product counts 2^(-days since its last purchase / half-life).</summary>
    /// <remarks>
    /// A product whose time is unknown counts as if bought as long ago as the customer's oldest known purchase: that is where a history puts it. Without any time
    /// nothing fades. Nothing fades below 2^-60, so that no weight becomes 0.
    /// </remarks>
    /// <param name="halfLifeDays">After how many days a product counts half; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="halfLifeDays"/> is not above 0.</exception>
    public static OwnedWeighting Decay(double halfLifeDays) => Binary.WithDecay(halfLifeDays);

    /// <summary>The same that also fades with time, as <see cref="Decay"/> says.</summary>
    /// <param name="halfLifeDays">After how many days a product counts half; above 0, positive infinity for never.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="halfLifeDays"/> is not above 0.</exception>
    public OwnedWeighting WithDecay(double halfLifeDays) => halfLifeDays > 0
        ? new OwnedWeighting(CountsBaskets, halfLifeDays)
        : throw new ArgumentOutOfRangeException(nameof(halfLifeDays), halfLifeDays, "A half-life is a number of days above 0.");

    /// <summary>Writes the weight of each of a customer's products. O(products); allocates nothing.</summary>
    /// <param name="customer">What the customer has bought.</param>
    /// <param name="weights">One place for each of the customer's products.</param>
    /// <exception cref="ArgumentException"><paramref name="weights"/> has another length than the customer has products.</exception>
    public void Fill(in CustomerPurchases customer, Span<float> weights)
    {
        if (weights.Length != customer.Count)
        {
            throw new ArgumentException($"There are {customer.Count} products and room for {weights.Length} weights; they must be as many.", nameof(weights));
        }

        bool fades = double.IsFinite(HalfLifeDays) && customer.HasTimes;
        double oldest = fades ? Oldest(customer) : 0;
        for (int at = 0; at < weights.Length; at++)
        {
            double weight = CountsBaskets ? Math.Log(1.0 + customer.Baskets[at]) : 1;
            if (fades)
            {
                double days = customer.DaysSinceLast(at);
                weight *= Math.Pow(2, -Math.Clamp((double.IsNaN(days) ? oldest : days) / HalfLifeDays, 0, 60));
            }

            weights[at] = (float)weight;
        }
    }

    /// <summary>The weighting in words, such as <c>log baskets, half-life 90 days</c>.</summary>
    public override string ToString() =>
        (CountsBaskets ? "log baskets" : "binary") + (double.IsFinite(HalfLifeDays) ? string.Create(CultureInfo.InvariantCulture, $", half-life {HalfLifeDays:0.###} days") : "");

    private static double Oldest(in CustomerPurchases customer)
    {
        double oldest = 0;
        for (int at = 0; at < customer.Count; at++)
        {
            // NaN, the unknown time, is not above anything.
            double days = customer.DaysSinceLast(at);
            oldest = days > oldest ? days : oldest;
        }

        return oldest;
    }
}
