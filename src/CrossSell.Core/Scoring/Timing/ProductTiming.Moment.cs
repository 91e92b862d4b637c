using System.Buffers;
using CrossSell.Numerics;

namespace CrossSell;

public sealed partial class ProductTiming
{
    private const double IntervalTail = 0.025;

    /// <summary>When a contact is worth most: the window with the highest probability of a purchase in it, given none before it; the earliest of equals.</summary>
    /// <param name="purchases">What the customer has bought so far, in places of the products learned from.</param>
    /// <param name="product">The product's place; one that the customer has is looked at for its next purchase.</param>
    /// <param name="from">The earliest beginning, not before the purchases' instant of looking.</param>
    /// <param name="within">How much later the window may begin, 0 to <see cref="LongestHorizon"/> days; whole days are tried.</param>
    /// <param name="window">How long a contact works; null for 14 days. Whole days, 1 to <see cref="LongestHorizon"/>.</param>
    /// <remarks>O(days + bands). Its interval tells how well the hazards are known (a gamma posterior for each cell), not how customers differ.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product, or a length is out of range.</exception>
    /// <exception cref="ArgumentException"><paramref name="from"/> lies before the instant of looking.</exception>
    public TimingMoment BestMoment(in CustomerPurchases purchases, int product, DateTime from, TimeSpan within, TimeSpan? window = null)
    {
        TimeSpan length = window ?? TimeSpan.FromDays(14);
        RequireProduct(product);
        RequireHorizon(within, nameof(within));
        RequireHorizon(length, nameof(window));
        RequireOrder(purchases, from);
        int days = (int)length.TotalDays;
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1, nameof(window));

        int starts = (int)within.TotalDays + 1;
        long day = from.Ticks / TimeSpan.TicksPerDay;
        Span<int> ages = stackalloc int[MostTriggers];
        double passed = PassedOfDay(from);
        double[] rented = ArrayPool<double>.Shared.Rent(starts + days + 1);
        Span<double> cumulated = rented.AsSpan(0, starts + days + 1);
        Cumulate(new TimingWalk(this, purchases, product, day, ages), cumulated, passed);
        int best = 0;
        double now = cumulated[days] - cumulated[0];
        double most = now;
        for (int start = 1; start < starts; start++)
        {
            // What differs by rounding alone is equal.
            double here = cumulated[start + days] - cumulated[start];
            if (here > most * (1 + 1e-9))
            {
                (best, most) = (start, here);
            }
        }

        ArrayPool<double>.Shared.Return(rented);
        (double variance, TimingTrigger? trigger) = Look(new TimingWalk(this, purchases, product, day, ages), passed + best, days);
        (double lower, double upper) = IntervalOf(most, variance);
        return new TimingMoment
        {
            Product = product,
            From = from.AddDays(best),
            To = from.AddDays(best + days),
            Probability = ProbabilityOf(most),
            Lower = ProbabilityOf(lower),
            Upper = ProbabilityOf(upper),
            ProbabilityNow = ProbabilityOf(now),
            Trigger = trigger,
        };
    }

    // At each place the sum up to so many days after the beginning, of whose day a part has passed.
    private static void Cumulate(TimingWalk walk, Span<double> cumulated, double passed)
    {
        cumulated[0] = 0;
        for (int at = 1; at < cumulated.Length;)
        {
            walk.Step();
            double rate = walk.Rate;
            for (int left = Math.Min(walk.Days, cumulated.Length - at); left > 0; left--, at++)
            {
                cumulated[at] = cumulated[at - 1] + rate;
            }
        }

        for (int at = 0; at + 1 < cumulated.Length; at++)
        {
            cumulated[at] += passed * (cumulated[at + 1] - cumulated[at]);
        }
    }

    // The variance of the cumulated hazard, and the trigger that gives the window most of what it has above the usual.
    private (double Variance, TimingTrigger? Trigger) Look(TimingWalk walk, double start, int days)
    {
        double variance = 0;
        double rest = 0;
        double restWeight = 1;
        double most = 0;
        int trigger = -1;
        for (double at = 0, end = 0; at < start + days; at = end)
        {
            walk.Step();
            end = Math.Min(at + walk.Days, start + days);
            double here = Math.Max(0, end - Math.Max(at, start)) * walk.Rate;
            if (walk.Trigger < 0)
            {
                rest += here;
                restWeight = walk.Weight;
                continue;
            }

            variance += here * here / walk.Weight;
            if (walk.Raises && here > most)
            {
                (most, trigger) = (here, walk.Trigger);
            }
        }

        return (variance + (rest * rest / restWeight), trigger < 0 ? null : Triggers[trigger]);
    }

    private static (double Lower, double Upper) IntervalOf(double cumulated, double variance)
    {
        if (!(variance > 0))
        {
            return (cumulated, cumulated);
        }

        double shape = cumulated * cumulated / variance;
        return (GammaFunctions.Quantile(IntervalTail, shape) / shape * cumulated, GammaFunctions.Quantile(1 - IntervalTail, shape) / shape * cumulated);
    }
}
