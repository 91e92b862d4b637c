using System.Runtime.InteropServices;

namespace CrossSell.ML;

/// <summary>The hazards of all triggers and bands, filled product by product.</summary>
internal sealed class TimingTables(int bands, TriggerCandidate[] triggers, double prior)
{
    private const double LeastWeight = 0.5;

    public double[] Hazards { get; } = new double[triggers.Length * bands];

    public double[] Weights { get; } = new double[triggers.Length * bands];

    public double[] Signals { get; } = new double[triggers.Length * bands];

    /// <summary>What the cells of triggers hold of a product's purchases and days; the rest is its own rate.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Led(int Purchases, long Days);

    public double WeightOf(int purchases) => Math.Max(purchases + prior, LeastWeight);

    /// <summary>Fills the cells of the triggers of one product, those from a place up to another.</summary>
    public void Fill(PurchaseDays purchases, AgeBands ages, int product, int from, int to, double first, double repeat, out Led ledFirst, out Led ledRepeat)
    {
        ledRepeat = default;
        int[] others = [.. Enumerable.Range(from, to - from).Where(t => triggers[t].Cause != product)];
        var days = new long[others.Length * bands];
        var events = new int[days.Length];
        for (int t = from; t < to; t++)
        {
            double usual = triggers[t].Cause == product ? repeat : first;
            for (int b = 0; b < bands; b++)
            {
                Signals[(t * bands) + b] = LifeTable.Signal(LifeTable.Ratio(triggers[t].Purchases[b], triggers[t].Days[b] * usual, prior));
            }
        }

        int[] causes = Array.ConvertAll(others, t => triggers[t].Cause);
        double[] signals = [.. others.SelectMany(t => Signals[(t * bands)..((t + 1) * bands)])];
        new StateCounter(purchases, ages).Count(product, causes, signals, days, events);
        for (int i = 0; i < others.Length; i++)
        {
            Set(others[i], events.AsSpan(i * bands, bands), days.AsSpan(i * bands, bands), first);
        }

        for (int t = from; t < to; t++)
        {
            if (triggers[t].Cause == product)
            {
                Set(t, triggers[t].Purchases, triggers[t].Days, repeat);
                ledRepeat = SumWhereLed(t);
            }
        }

        ledFirst = new Led(events.Sum(), days.Sum());
    }

    private void Set(int trigger, ReadOnlySpan<int> events, ReadOnlySpan<long> days, double usual)
    {
        for (int b = 0; b < bands; b++)
        {
            int cell = (trigger * bands) + b;
            Hazards[cell] = LifeTable.Hazard(events[b], days[b], usual, prior);
            Weights[cell] = WeightOf(events[b]);
        }
    }

    // A band in which the own clock says just the usual does not lead, so its days belong to the rest.
    private Led SumWhereLed(int trigger)
    {
        int events = 0;
        long days = 0;
        for (int b = 0; b < bands; b++)
        {
            if (Signals[(trigger * bands) + b] > 0)
            {
                events += triggers[trigger].Purchases[b];
                days += triggers[trigger].Days[b];
            }
        }

        return new Led(events, days);
    }
}
