namespace CrossSell;

/// <summary>When each product is bought: a daily hazard by the time since the purchase that sets it off (an accessory soon, a renewal late).</summary>
/// <remarks>
/// <para>
/// A discrete-time hazard model (Allison 1982; Singer and Willett 1993): the chance that a customer who has not bought a product until a day buys it on that day. It is
/// constant within bands of days since the last purchase of the product's leading trigger, and the product's own rate where no clock runs. A product that the customer has
/// bought already counts for its next purchase, which only its own clock moves; any other for its first.
/// </para>
/// <para>
/// What it tells supposes that the customer buys none of the triggers again until then, and speaks of all customers with such clocks, the lively and the sleeping ones.
/// Immutable as long as the arrays handed in are not changed; thread-safe. It holds products and no customers. Days are those of the times in the history.
/// </para>
/// </remarks>
public sealed partial class ProductTiming
{
    /// <summary>The longest horizon that may be asked for, in days: about ten years.</summary>
    public const int LongestHorizon = 3_660;

    /// <summary>The most triggers that a product can have.</summary>
    public const int MostTriggers = 32;

    /// <summary>The last day of each band, counted from the purchase; ascending, the first 1 or more. After the last band a clock has stopped.</summary>
    public required int[] BandEnds { get; init; }

    /// <summary>For each product the daily hazard of the first purchase while no clock leads; 0 or more, below 1.</summary>
    public required double[] FirstHazards { get; init; }

    /// <summary>For each product how many purchases <see cref="FirstHazards"/> rests on, what was borrowed from elsewhere included; above 0.</summary>
    public required double[] FirstWeights { get; init; }

    /// <summary>For each product the daily hazard of the next purchase, by those who bought it, while its own clock does not lead; 0 or more, below 1.</summary>
    public required double[] RepeatHazards { get; init; }

    /// <summary>For each product how many purchases <see cref="RepeatHazards"/> rests on; above 0.</summary>
    public required double[] RepeatWeights { get; init; }

    /// <summary>For each product the place of its first trigger, and at the end the number of triggers.</summary>
    public required int[] TriggerStarts { get; init; }

    /// <summary>The triggers, by product; those of a product by strength, the strongest first.</summary>
    public required TimingTrigger[] Triggers { get; init; }

    /// <summary>For each trigger and band the daily hazard while it leads; 0 or more, below 1.</summary>
    public required double[] Hazards { get; init; }

    /// <summary>For each trigger and band how many purchases its hazard rests on, what was borrowed from the product's own rate included; above 0.</summary>
    public required double[] Weights { get; init; }

    /// <summary>For each trigger and band how far its hazard lies from the product's own, as an absolute difference of logarithms: who has several clocks running is led by the greatest.</summary>
    public required double[] Signals { get; init; }

    /// <summary>The number of products, in the order of the history learned from.</summary>
    public int ProductCount => FirstHazards.Length;

    /// <summary>A product's triggers, the strongest first.</summary>
    /// <param name="product">The product's place.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product.</exception>
    public ReadOnlySpan<TimingTrigger> TriggersOf(int product)
    {
        RequireProduct(product);
        return Triggers.AsSpan(TriggerStarts[product], TriggerStarts[product + 1] - TriggerStarts[product]);
    }

    /// <summary>The probability that a customer buys a product within a horizon. O(triggers times bands), no allocation.</summary>
    /// <param name="purchases">What the customer has bought so far, in places of the products learned from.</param>
    /// <param name="product">The product's place; one that the customer has is looked at for its next purchase.</param>
    /// <param name="from">The beginning, not before the purchases' instant of looking; that it was not bought until then is taken for granted.</param>
    /// <param name="horizon">How long, 0 to <see cref="LongestHorizon"/> days; a part of a day counts as that part.</param>
    /// <returns>0 to 1, always finite; never less for a longer horizon.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product, or the horizon is out of range.</exception>
    /// <exception cref="ArgumentException"><paramref name="from"/> lies before the instant of looking.</exception>
    public double Probability(in CustomerPurchases purchases, int product, DateTime from, TimeSpan horizon)
    {
        RequireProduct(product);
        RequireHorizon(horizon, nameof(horizon));
        RequireOrder(purchases, from);
        Span<int> ages = stackalloc int[MostTriggers];
        var walk = new TimingWalk(this, purchases, product, from.Ticks / TimeSpan.TicksPerDay, ages);
        double start = PassedOfDay(from);
        double end = start + horizon.TotalDays;
        double cumulated = 0;
        for (double at = start, next = 0; at < end; at = next)
        {
            walk.Step();
            next += walk.Days;
            cumulated += (Math.Min(next, end) - at) * walk.Rate;
        }

        return ProbabilityOf(cumulated);
    }

    /// <summary>The probability of at least one purchase, given the sum of -ln(1 - hazard) over the days.</summary>
    private static double ProbabilityOf(double cumulated) => Math.Clamp(-Numerics.SpecialFunctions.ExpMinusOne(-cumulated), 0, 1);

    private static double PassedOfDay(DateTime time) => time.TimeOfDay.Ticks / (double)TimeSpan.TicksPerDay;

    private void RequireProduct(int product)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(product);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(product, ProductCount);
    }

    private static void RequireHorizon(TimeSpan horizon, string name)
    {
        if (horizon < TimeSpan.Zero || horizon > TimeSpan.FromDays(LongestHorizon))
        {
            throw new ArgumentOutOfRangeException(name, horizon, $"{name} is {horizon}; it must be 0 to {LongestHorizon} days.");
        }
    }

    private static void RequireOrder(in CustomerPurchases purchases, DateTime from)
    {
        if (purchases.HasTimes && from.Ticks < purchases.AsOf)
        {
            throw new ArgumentException(FormattableString.Invariant($"from is {from:yyyy-MM-dd HH:mm:ss}, before {new DateTime(purchases.AsOf):yyyy-MM-dd HH:mm:ss}, up to which the purchases are known; a probability looks ahead."), nameof(from));
        }
    }
}
