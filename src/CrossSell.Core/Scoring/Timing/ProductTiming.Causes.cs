namespace CrossSell;

public sealed partial class ProductTiming
{
    /// <summary>The probability while no clock leads.</summary>
    internal double UsualProbability(in CustomerPurchases purchases, int product, TimeSpan horizon)
    {
        RequireProduct(product);
        return UsualProbability(purchases.Products.BinarySearch(product) >= 0 ? RepeatHazards[product] : FirstHazards[product], horizon);
    }

    /// <summary>The probability within a horizon at one daily hazard.</summary>
    internal static double UsualProbability(double hazard, TimeSpan horizon) => ProbabilityOf(-horizon.TotalDays * Numerics.SpecialFunctions.LogOnePlus(-hazard));

    /// <summary>The owned product whose clock leads for the greatest part of what is cumulated within a horizon, or of the days where nothing is; -1 when none leads.</summary>
    internal int LeadingCause(in CustomerPurchases purchases, int product, DateTime from, TimeSpan horizon)
    {
        RequireProduct(product);
        Span<int> ages = stackalloc int[MostTriggers];
        Span<double> parts = stackalloc double[MostTriggers];
        parts.Clear();
        var walk = new TimingWalk(this, purchases, product, from.Ticks / TimeSpan.TicksPerDay, ages);
        double start = PassedOfDay(from);
        double end = start + horizon.TotalDays;
        for (double at = start, next = 0; at < end; at = next)
        {
            walk.Step();
            next += walk.Days;
            if (walk.Trigger >= 0)
            {
                parts[walk.Trigger - TriggerStarts[product]] += (Math.Min(next, end) - at) * (walk.Rate + 1e-12);
            }
        }

        int best = -1;
        double most = 0;
        for (int t = 0; t < TriggerStarts[product + 1] - TriggerStarts[product]; t++)
        {
            (best, most) = parts[t] > most ? (t, parts[t]) : (best, most);
        }

        return best < 0 ? -1 : Triggers[TriggerStarts[product] + best].Cause;
    }
}
