using CrossSell.ML.Tests.Logistic;

namespace CrossSell.ML.Tests;

/// <summary>Customers whose propensity is known: it rises with income and contracts, falls for one region, and is high for young renters.</summary>
internal static class Planted
{
    private static readonly string[] Regions = ["north", "south", "east", "west"];

    public static LabeledCustomers Customers(int count, int seed, bool keys = true)
    {
        double[] u = LogisticRegressionTests.Random(count * 6, 1, seed).Values;
        var builder = new CustomerTableBuilder();
        double[] income = [.. Enumerable.Range(0, count).Select(i => Math.Round(3000 + (1500 * u[6 * i])))];
        double[] contracts = [.. Enumerable.Range(0, count).Select(i => Math.Floor(4 * Math.Abs(u[(6 * i) + 1])))];
        string[] region = [.. Enumerable.Range(0, count).Select(i => Regions[(int)(Math.Abs(u[(6 * i) + 2]) * 97) % 4])];
        bool?[] renter = [.. Enumerable.Range(0, count).Select(i => i % 11 == 0 ? (bool?)null : u[(6 * i) + 3] > 0)];
        double[] age = [.. Enumerable.Range(0, count).Select(i => i % 13 == 5 ? double.NaN : Math.Round(45 + (20 * u[(6 * i) + 4])))];
        bool[] labels = [.. Enumerable.Range(0, count).Select(i =>
        {
            double logit = -1.2 + ((income[i] - 3000) / 1500) + (0.4 * contracts[i]) - (region[i] == "west" ? 1.5 : 0) + (renter[i] == true && age[i] < 40 ? 2 : 0);
            double chance = ((Math.Abs(u[(6 * i) + 5]) * 7919) % 1 + 1) % 1;
            return chance < 1 / (1 + Math.Exp(-logit));
        })];
        builder.AddNumeric("income", income).AddNumeric("contracts", contracts).AddCategorical("region", region).AddBoolean("renter", renter).AddNumeric("age", age);
        if (keys)
        {
            builder.WithKeys(Enumerable.Range(0, count).Select(i => $"C{i:D6}"));
        }

        return new LabeledCustomers(builder.Build(), labels);
    }
}
