using CrossSell.Potential;

namespace CrossSell;

/// <summary>How each customer has bought up to one instant: how often, first and last when, at which distances, for how much, and what is held until when.</summary>
/// <remarks>
/// <para>Immutable and thread-safe. Flat columns, one place for each customer of the history: 48 bytes a customer.</para>
/// <para>
/// An occasion is a day with at least one purchase. Subscriptions make no occasions: they run until they end, so their end tells whether the customer is still
/// there. A product is a subscription when any of its rows has an end, unless the catalogue lists it as repurchasable. Rows without a time are left out.
/// </para>
/// </remarks>
public sealed class CustomerRhythms
{
    private readonly int[] _occasions;
    private readonly long[] _first;
    private readonly long[] _last;
    private readonly double[] _medianGaps;
    private readonly double[] _repeatSpend;
    private readonly long[] _heldUntil;

    internal CustomerRhythms(IdTable customers, DateTime asOf, int[] occasions, long[] first, long[] last, double[] medianGaps, double[] repeatSpend, long[] heldUntil)
    {
        Customers = customers;
        AsOf = asOf;
        _occasions = occasions;
        _first = first;
        _last = last;
        _medianGaps = medianGaps;
        _repeatSpend = repeatSpend;
        _heldUntil = heldUntil;
    }

    /// <summary>The customers, those without an occasion included.</summary>
    public IdTable Customers { get; }

    /// <summary>The instant of looking: the first that does not count any more.</summary>
    public DateTime AsOf { get; }

    /// <summary>The number of customers.</summary>
    public int Count => _occasions.Length;

    /// <summary>For each customer the number of days with a purchase, 0 or more.</summary>
    public ReadOnlySpan<int> Occasions => _occasions;

    /// <summary>For each customer the ticks of the first day with a purchase; <see cref="long.MinValue"/> without one.</summary>
    public ReadOnlySpan<long> FirstDays => _first;

    /// <summary>For each customer the ticks of the last day with a purchase; <see cref="long.MinValue"/> without one.</summary>
    public ReadOnlySpan<long> LastDays => _last;

    /// <summary>For each customer the median of the days between one occasion and the next; NaN with fewer than two occasions.</summary>
    public ReadOnlySpan<double> MedianGapDays => _medianGaps;

    /// <summary>
    /// For each customer the mean revenue of the occasions after the first, those without a revenue above 0 left out; NaN when there is none. The first occasion is
    /// left out as in the model of spend, which takes it for the one that made the customer.
    /// </summary>
    public ReadOnlySpan<double> MeanRepeatSpend => _repeatSpend;

    /// <summary>
    /// For each customer the ticks of the latest end of a subscription begun by <see cref="AsOf"/>: <see cref="long.MaxValue"/> for one without an end,
    /// <see cref="long.MinValue"/> without a subscription.
    /// </summary>
    public ReadOnlySpan<long> HeldUntil => _heldUntil;

    /// <summary>Reads the rhythm of every customer off a history. O(rows log rows of a customer).</summary>
    /// <param name="history">The purchases.</param>
    /// <param name="asOf">The first instant that does not count any more, in the history's own wall-clock time.</param>
    /// <param name="catalog">What is known of the products; null for nothing.</param>
    /// <param name="maxThreads">The most threads, at least 1; null for one each core. The result is the same for any number.</param>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxThreads"/> is below 1.</exception>
    public static CustomerRhythms Of(PurchaseHistory history, DateTime asOf, ProductCatalog? catalog = null, int? maxThreads = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (maxThreads is { } threads)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, nameof(maxThreads));
        }

        return new RhythmReader(history, asOf, catalog ?? ProductCatalog.Empty).Read(maxThreads ?? Environment.ProcessorCount);
    }

    /// <summary>A customer's figures in the terms of models of buying; null for one without an occasion.</summary>
    /// <param name="customer">The customer's place in <see cref="Customers"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such customer.</exception>
    public PurchasePattern? PatternOf(int customer) => _occasions[customer] == 0
        ? null
        : new PurchasePattern(_occasions[customer] - 1, Days(_last[customer] - _first[customer]), Days(AsOf.Ticks - _first[customer]));

    /// <summary>The days from the last occasion to the instant of looking; NaN without an occasion.</summary>
    /// <param name="customer">The customer's place in <see cref="Customers"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such customer.</exception>
    public double DaysSinceLast(int customer) => _occasions[customer] == 0 ? double.NaN : Days(AsOf.Ticks - _last[customer]);

    private static double Days(long ticks) => ticks / (double)TimeSpan.TicksPerDay;
}
