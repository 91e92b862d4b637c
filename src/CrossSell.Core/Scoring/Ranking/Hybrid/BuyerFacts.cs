using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>What a hybrid knows of a customer beside the products: logarithms, finite for everybody.</summary>
/// <param name="Products">log(1 + products).</param>
/// <param name="DaysSinceLast">log(1 + days since the last purchase); 0 where no time is known.</param>
/// <param name="ProductsOfLate">log(1 + products first bought of late).</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BuyerFacts(double Products, double DaysSinceLast, double ProductsOfLate)
{
    public static BuyerFacts Of(in CustomerPurchases customer, double recentDays)
    {
        double days = double.PositiveInfinity;
        int late = 0;
        for (int at = 0; at < customer.Count && customer.HasTimes; at++)
        {
            double since = customer.DaysSinceLast(at);
            days = since < days ? since : days;
            late += customer.First[at] != long.MinValue && customer.AsOf - customer.First[at] <= recentDays * TimeSpan.TicksPerDay ? 1 : 0;
        }

        return new BuyerFacts(Math.Log(1.0 + customer.Count), double.IsFinite(days) ? Math.Log(1 + Math.Max(0, days)) : 0, Math.Log(1.0 + late));
    }
}
