namespace CrossSell;

/// <summary>What a <see cref="DormancyRule"/> says of every customer.</summary>
/// <remarks>Immutable and thread-safe. Flat columns in the order of <see cref="CustomerRhythms.Customers"/>.</remarks>
public sealed class CustomerActivities
{
    private readonly CustomerActivity[] _states;
    private readonly RhythmSource[] _sources;
    private readonly double[] _limits;
    private readonly long[] _since;

    internal CustomerActivities(CustomerRhythms rhythms, CustomerActivity[] states, RhythmSource[] sources, double[] limits, long[] since)
    {
        Rhythms = rhythms;
        _states = states;
        _sources = sources;
        _limits = limits;
        _since = since;
    }

    /// <summary>The rhythms that were judged.</summary>
    public CustomerRhythms Rhythms { get; }

    /// <summary>For each customer whether he still buys.</summary>
    public ReadOnlySpan<CustomerActivity> States => _states;

    /// <summary>For each customer from what that was told.</summary>
    public ReadOnlySpan<RhythmSource> Sources => _sources;

    /// <summary>For each customer the days without a purchase from which he is dormant; NaN without purchases.</summary>
    public ReadOnlySpan<double> LimitDays => _limits;

    /// <summary>For each dormant or lost customer the ticks of the instant since when; <see cref="long.MinValue"/> for all others.</summary>
    public ReadOnlySpan<long> Since => _since;

    /// <summary>The number of customers in a state.</summary>
    /// <param name="state">The state.</param>
    public int CountOf(CustomerActivity state) => _states.AsSpan().Count(state);
}
