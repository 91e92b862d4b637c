using System.Globalization;
using CrossSell.Benchmarks.Generated;
using CrossSell.ML;

namespace CrossSell.Benchmarks.Tables;

/// <summary>Whether as many customers are still there as the model of buying says, where that is known: customers drawn in three ways.</summary>
internal static class AliveTable
{
    private const int Customers = 60_000;
    private const int Parts = 10;

    private static readonly (string Name, LeavingRule? Leaving)[] s_worlds =
        [("after repeated purchases", LeavingRule.AfterRepeatPurchase), ("after any purchase", LeavingRule.AfterAnyPurchase), ("at any time (Pareto/NBD)", null)];

    /// <summary>By tenths of the probability alive under the rule chosen, and the mean distance by tenths under each rule.</summary>
    public static (string Tenths, string Rules) Make()
    {
        var tenths = new Markdown(["customers go", .. Enumerable.Range(1, Parts).Select(t => t.ToString(CultureInfo.InvariantCulture)), "all"]);
        var rules = new Markdown("customers go", "rule", "log likelihood", "mean distance of tenths", "chosen on customers held out");
        foreach ((string name, LeavingRule? leaving) in s_worlds)
        {
            Console.Error.WriteLine($"  customers who go {name}");
            LeavingBuyers buyers = LeavingBuyers.Make(Customers, leaving);
            LeavingRule chosen = BgNbdModel.Fit(buyers.Patterns, new ValueOptions { Leaving = null }).Leaving;
            foreach (LeavingRule rule in Enum.GetValues<LeavingRule>())
            {
                BgNbdModel model = BgNbdModel.Fit(buyers.Patterns, new ValueOptions { Leaving = rule });
                double[] probability = [.. buyers.Patterns.Select(model.ProbabilityAlive)];
                int[] order = [.. Enumerable.Range(0, Customers).OrderBy(i => probability[i]).ThenBy(i => i)];
                (double Told, double Seen)[] parts = [.. order.Chunk(Customers / Parts).Append(order).Select(part => (part.Average(i => probability[i]), part.Average(i => buyers.Alive[i] ? 1.0 : 0)))];
                rules.Row(
                    name, rule == LeavingRule.AfterAnyPurchase ? "MBG/NBD" : "BG/NBD", model.LogLikelihood.ToString("0.0", CultureInfo.InvariantCulture),
                    parts.Take(Parts).Average(p => Math.Abs(p.Told - p.Seen)).ToString("0.000", CultureInfo.InvariantCulture), rule == chosen ? "yes" : "");
                if (rule == chosen)
                {
                    tenths.Row([$"{name}: told", .. parts.Select(p => p.Told.ToString("0.00", CultureInfo.InvariantCulture))]);
                    tenths.Row([$"{name}: so", .. parts.Select(p => p.Seen.ToString("0.00", CultureInfo.InvariantCulture))]);
                }
            }
        }

        return (tenths.ToString(), rules.ToString());
    }
}
