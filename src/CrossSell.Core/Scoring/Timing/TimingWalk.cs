namespace CrossSell;

/// <summary>The days ahead of one customer and product, in stretches during which the hazard stays the same.</summary>
internal ref struct TimingWalk
{
    private readonly ProductTiming _timing;
    private readonly ReadOnlySpan<double> _signals;
    private readonly Span<int> _ages;
    private readonly int _firstTrigger;
    private readonly double _restHazard;
    private readonly double _restWeight;
    private int _cell;
    private double _hazard;

    /// <param name="timing">The model.</param>
    /// <param name="purchases">What the customer has bought.</param>
    /// <param name="product">The product's place.</param>
    /// <param name="day">The day on which the walk begins.</param>
    /// <param name="room">Room for the ages of a product's triggers.</param>
    public TimingWalk(ProductTiming timing, in CustomerPurchases purchases, int product, long day, Span<int> room)
    {
        int bands = timing.BandEnds.Length;
        int end = timing.TriggerStarts[product + 1];
        bool owned = purchases.Products.BinarySearch(product) >= 0;
        _timing = timing;
        _firstTrigger = timing.TriggerStarts[product];
        _signals = timing.Signals.AsSpan(_firstTrigger * bands, (end - _firstTrigger) * bands);
        _ages = room[..(end - _firstTrigger)];
        (_restHazard, _restWeight) = owned ? (timing.RepeatHazards[product], timing.RepeatWeights[product]) : (timing.FirstHazards[product], timing.FirstWeights[product]);
        for (int t = 0; t < _ages.Length; t++)
        {
            TimingTrigger trigger = timing.Triggers[_firstTrigger + t];
            int at = trigger.IsRenewal == owned && purchases.HasTimes ? purchases.Products.BinarySearch(trigger.Cause) : -1;
            bool runs = at >= 0 && purchases.Last[at] != long.MinValue;
            _ages[t] = runs ? (int)Math.Min(day - (purchases.Last[at] / TimeSpan.TicksPerDay), TriggerClocks.Stopped) : TriggerClocks.Stopped;
        }

        Days = 0;
        _cell = -1;
    }

    /// <summary>How many days the stretch has; <see cref="int.MaxValue"/> for ever.</summary>
    public int Days { get; private set; }

    /// <summary>-ln(1 - hazard), a day.</summary>
    public readonly double Rate => -Numerics.SpecialFunctions.LogOnePlus(-_hazard);

    /// <summary>How many purchases the hazard rests on.</summary>
    public readonly double Weight => _cell < 0 ? _restWeight : _timing.Weights[(_firstTrigger * _timing.BandEnds.Length) + _cell];

    /// <summary>The place of the trigger that leads; -1 when none does.</summary>
    public readonly int Trigger => _cell < 0 ? -1 : _firstTrigger + (_cell / _timing.BandEnds.Length);

    /// <summary>Whether the trigger that leads makes the purchase likelier than it is without it.</summary>
    public readonly bool Raises => _cell >= 0 && _hazard > _restHazard;

    /// <summary>Goes on to the next stretch; there is always one.</summary>
    public void Step()
    {
        foreach (ref int age in _ages)
        {
            age = age == TriggerClocks.Stopped ? age : (int)Math.Min((long)age + Days, TriggerClocks.Stopped);
        }

        _cell = TriggerClocks.Lead(_timing.BandEnds, _signals, _ages, out int days);
        _hazard = _cell < 0 ? _restHazard : _timing.Hazards[(_firstTrigger * _timing.BandEnds.Length) + _cell];
        Days = days;
    }
}
