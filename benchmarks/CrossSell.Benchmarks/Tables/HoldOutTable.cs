using System.Globalization;
using CrossSell.ML;
using CrossSell.ML.Value;

namespace CrossSell.Benchmarks.Tables;

/// <summary>Expected purchases of the next ten weeks on Online Retail against what came, by tenths of the customers, beside going on as before.</summary>
/// <param name="file">The purchases, <c>transactions.csv.gz</c>.</param>
internal sealed class HoldOutTable(string file)
{
    private const int Days = 70;
    private const int Parts = 10;

    private readonly PurchaseHistory _history = CsvPurchases.Load(file);

    public string Make(params DateTime[] ends)
    {
        var table = new Markdown(["weeks to", "tenth", "actual", "expected", "as before", "bought", "expected to buy", "alive"]);
        foreach (DateTime end in ends)
        {
            AddRows(table, end);
        }

        return table.ToString();
    }

    /// <summary>Under each rule of leaving: how likely the purchases were, the chance to go after a purchase, and how well it tells who buys in the ten weeks after.</summary>
    public string Rules(params DateTime[] ends)
    {
        var table = new Markdown("weeks to", "rule", "log likelihood", "mean chance to go after a purchase", "mean alive", "log loss of who buys", "tenths of who buys: mean distance");
        foreach (DateTime end in ends)
        {
            CustomerRhythms before = CustomerRhythms.Of(_history, end.AddDays(-Days));
            CustomerRhythms after = CustomerRhythms.Of(_history, end);
            int[] customers = [.. Enumerable.Range(0, before.Count).Where(c => before.Occasions[c] > 0)];
            foreach (LeavingRule rule in Enum.GetValues<LeavingRule>())
            {
                BgNbdModel model = BgNbdModel.Fit(before, new ValueOptions { Leaving = rule });
                (double A, double B) leaves = (model.Parameters[2].Estimate, model.Parameters[3].Estimate);
                (double Told, bool Buys)[] told = [.. customers.Select(c => (model.ProbabilityOfPurchase(before.PatternOf(c)!.Value, Days), after.Occasions[c] > before.Occasions[c])).OrderBy(t => t.Item1)];
                double distance = told.Chunk((told.Length + Parts - 1) / Parts).Average(part => Math.Abs(part.Average(t => t.Told) - part.Average(t => t.Buys ? 1.0 : 0)));
                table.Row(
                    end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), rule == LeavingRule.AfterAnyPurchase ? "MBG/NBD" : "BG/NBD",
                    model.LogLikelihood.ToString("0.0", CultureInfo.InvariantCulture), (leaves.A / (leaves.A + leaves.B)).ToString("0.0000000", CultureInfo.InvariantCulture),
                    customers.Average(c => model.ProbabilityAlive(before.PatternOf(c)!.Value)).ToString("0.000", CultureInfo.InvariantCulture),
                    (-told.Average(t => Math.Log(t.Buys ? t.Told : 1 - t.Told))).ToString("0.0000", CultureInfo.InvariantCulture), distance.ToString("0.000", CultureInfo.InvariantCulture));
            }
        }

        return table.ToString();
    }

    private void AddRows(Markdown table, DateTime end)
    {
        CustomerRhythms before = CustomerRhythms.Of(_history, end.AddDays(-Days));
        CustomerRhythms after = CustomerRhythms.Of(_history, end);
        BgNbdModel model = BgNbdModel.Fit(before, new ValueOptions { Leaving = null });
        int[] customers = [.. Enumerable.Range(0, before.Count).Where(c => before.Occasions[c] > 0)];
        double[] expected = new double[before.Count];
        model.ExpectedPurchases(before, Days, expected);
        int[] actual = [.. Enumerable.Range(0, before.Count).Select(c => after.Occasions[c] - before.Occasions[c])];
        double[] asBefore = [.. Enumerable.Range(0, before.Count).Select(c => before.PatternOf(c) is { AgeDays: > 0 } p ? p.Frequency / p.AgeDays * Days : 0)];
        double[] buys = new double[before.Count];
        double[] alive = new double[before.Count];
        foreach (int c in customers)
        {
            PurchasePattern pattern = before.PatternOf(c)!.Value;
            buys[c] = model.ProbabilityOfPurchase(pattern, Days);
            alive[c] = model.ProbabilityAlive(pattern);
        }

        string to = end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        int tenth = 0;
        foreach (int[] part in customers.OrderBy(c => expected[c]).ThenBy(c => c).Chunk((customers.Length + Parts - 1) / Parts))
        {
            Row((++tenth).ToString(CultureInfo.InvariantCulture), part);
        }

        Row("all", customers);
        double squares = customers.Sum(c => Math.Pow(actual[c] - expected[c], 2));
        double naive = customers.Sum(c => Math.Pow(actual[c] - asBefore[c], 2));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  to {to}: actual over expected {customers.Sum(c => actual[c]) / customers.Sum(c => expected[c]):0.00}, squared error {squares / naive:0.00} of going on as before"));

        void Row(string name, int[] part) => table.Row(
            to, name, Two(part.Average(c => actual[c])), Two(part.Average(c => expected[c])), Two(part.Average(c => asBefore[c])),
            Two(part.Average(c => actual[c] > 0 ? 1.0 : 0)), Two(part.Average(c => buys[c])), Two(part.Average(c => alive[c])));
    }

    private static string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
