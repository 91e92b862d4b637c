using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.ML.Tests;

/// <summary>With single days as bands and nothing borrowed, the model is the Kaplan-Meier curve of the time from the trigger to the purchase.</summary>
public class KaplanMeierTests
{
    private const int Longest = 40;
    private static readonly DateTime Start = new(2024, 3, 1);

    [Fact]
    public void The_probability_is_one_minus_the_Kaplan_Meier_estimate() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Check((ulong)seed)).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static void Check(ulong seed)
    {
        var chance = new PlantedTiming.Chance(seed);
        int end = 25 + chance.Below(30);
        var purchases = new List<Purchase>();
        var spells = new List<(int Duration, bool Bought)>();
        for (int c = 0; c < 60; c++)
        {
            // Bought on one day each; some buy a again, which restarts the clock; b can come before, after, on the day of a, or never.
            int a = chance.Below(end + 1);
            int again = chance.Below(3) == 0 ? a + 1 + chance.Below(20) : int.MaxValue;
            int b = chance.Below(4) == 0 ? int.MaxValue : chance.Below(3) == 0 ? a + 4 : a - 2 + chance.Below(25);
            foreach ((string product, int day) in new[] { ("a", a), ("a", again), ("b", b) })
            {
                if (day >= 0 && day <= end)
                {
                    purchases.Add(new Purchase { Customer = $"c{c}", Product = product, Time = Start.AddDays(day).AddHours(chance.Below(24)) });
                }
            }

            // By the textbook: a spell ends with b, or is censored by the next a or by the end. Who had b from the beginning is not at risk.
            int firstDay = b >= 0 ? Math.Min(a, b) : a;
            if (!(b >= 0 && b == firstDay))
            {
                int[] starts = again <= end ? [a, again] : [a];
                for (int i = 0; i < starts.Length; i++)
                {
                    int stop = i + 1 < starts.Length ? Math.Min(starts[i + 1], end) : end;
                    int bought = b >= 0 && b <= end ? b : int.MaxValue;
                    if (starts[i] < stop && starts[i] < bought)
                    {
                        spells.Add((Math.Min(stop, bought) - starts[i], bought <= stop));
                    }
                }
            }
        }

        PurchaseHistory history = PlantedTiming.History(purchases);
        int placeA = history.Products.IndexOf("a");
        int placeB = history.Products.IndexOf("b");
        DateTime now = Start.AddDays(end + 1);
        var options = new ProductTimingOptions
        {
            BandEnds = [.. Enumerable.Range(1, Longest)],
            MinPurchases = 1,
            MinLift = 1,
            Alpha = 1,
            Adjustment = Mining.PValueAdjustment.None,
            PriorPurchases = 0,
        };
        ProductTiming timing = new ProductTimingTrainer(options).Train(history, now);
        Assert.Empty(timing.Validate());
        Assert.Contains(timing.TriggersOf(placeB).ToArray(), trigger => trigger.Cause == placeA);

        double left = 1;
        for (int day = 1; day <= Longest; day++)
        {
            int atRisk = spells.Count(spell => spell.Duration >= day);
            if (atRisk == 0)
            {
                break;
            }

            left *= 1 - ((double)spells.Count(spell => spell.Bought && spell.Duration == day) / atRisk);
            long at = now.Ticks;
            var customer = new CustomerPurchases([placeA], [1], [at - 1], [at - 1], at);

            // The day of looking is the day after the purchase, and the purchase can come on it: age 1.
            double probability = timing.Probability(customer, placeB, now, TimeSpan.FromDays(day));
            Assert.Equal(1 - left, probability, 1e-9);
        }
    }
}
