using CrossSell.Tests;
using Xunit.Abstractions;

namespace CrossSell.ML.Tests.Value;

/// <summary>Real customers of a gift shop: fitted on what came before, judged on the ten weeks after. The season before Christmas no such model knows.</summary>
public class OnlineRetailHoldOutTests(ITestOutputHelper output)
{
    private const string File = "purchases/online-retail/transactions.csv.gz";
    private const int Days = 70;

    private static readonly Lazy<PurchaseHistory> _history = new(() => CsvPurchases.Load(SharedData.PathOf(File), new CsvPurchaseOptions()));

    [SharedDataTheory(File)]
    [InlineData("2011-12-10", 1.25, 1.45)]
    [InlineData("2011-09-10", 0.85, 1.2)]
    public void Expected_purchases_of_the_next_ten_weeks_come_nearer_than_going_on_as_before(string endsOn, double least, double most)
    {
        DateTime end = DateTime.ParseExact(endsOn, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        CustomerRhythms before = CustomerRhythms.Of(_history.Value, end.AddDays(-Days));
        CustomerRhythms after = CustomerRhythms.Of(_history.Value, end);
        BgNbdModel model = BgNbdModel.Fit(before);
        int[] customers = [.. Enumerable.Range(0, before.Count).Where(c => before.Occasions[c] > 0)];
        double[] expected = new double[before.Count];
        model.ExpectedPurchases(before, Days, expected);
        double[] actual = [.. Enumerable.Range(0, before.Count).Select(c => (double)(after.Occasions[c] - before.Occasions[c]))];

        // As often as so far: the occasions after the first a day, over the time since the first.
        double[] asBefore = [.. Enumerable.Range(0, before.Count).Select(c => before.PatternOf(c) is { AgeDays: > 0 } p ? p.Frequency / p.AgeDays * Days : 0)];
        var errors = (Model: 0.0, Naive: 0.0);
        double last = double.NegativeInfinity;
        int falls = 0;
        foreach (int[] tenth in customers.OrderBy(c => expected[c]).ThenBy(c => c).Chunk((customers.Length + 9) / 10))
        {
            (double seen, double told, double naive) = (tenth.Average(c => actual[c]), tenth.Average(c => expected[c]), tenth.Average(c => asBefore[c]));
            errors = (errors.Model + Math.Abs(seen - told), errors.Naive + Math.Abs(seen - naive));
            falls += seen < last ? 1 : 0;
            last = seen;
            output.WriteLine($"actual {seen:0.00} expected {told:0.00} as before {naive:0.00}");
        }

        double ratio = customers.Sum(c => actual[c]) / customers.Sum(c => expected[c]);
        double squares = customers.Sum(c => Math.Pow(actual[c] - expected[c], 2));
        double naiveSquares = customers.Sum(c => Math.Pow(actual[c] - asBefore[c], 2));
        double atLeastOne = customers.Average(c => 1 - model.CountsOf(before.PatternOf(c)!.Value, Days).Distribution(1e-9)[0]);
        output.WriteLine(string.Join('\n', model.Parameters));
        output.WriteLine($"{customers.Length} customers, actual / expected {ratio:0.00}, squares {squares:0} of {naiveSquares:0}, bought {customers.Average(c => actual[c] > 0 ? 1.0 : 0):0.000} of {atLeastOne:0.000}; alive {customers.Average(c => model.ProbabilityAlive(before.PatternOf(c)!.Value)):0.00}");

        Assert.InRange(ratio, least, most);
        Assert.True(errors.Model < errors.Naive, $"by tenths the model is off by {errors.Model:0.00}, going on as before by {errors.Naive:0.00}");
        Assert.True(squares < naiveSquares, $"the squares are {squares:0} and {naiveSquares:0}");
        Assert.InRange(falls, 0, 2);
    }
}
