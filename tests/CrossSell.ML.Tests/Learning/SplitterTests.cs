using CrossSell.ML.Learning;
using CrossSell.ML.Tests.Logistic;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.ML.Tests.Learning;

public class SplitterTests
{
    [Fact]
    public void By_time_no_part_sees_a_row_of_its_own_day_or_a_later_one() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), Gen.Choose(2, 8).ToArbitrary(), (seed, folds) =>
        {
            (double[] u, bool[] labels) = LogisticRegressionTests.Random(200, 1, seed);
            int[] days = [.. u.Select(value => 700_000 + (int)(value * (5 + (seed % 40))))];
            Split[]? splits = Splitter.ByTime(days, folds, labels);

            Assert.All(splits ?? [], split =>
            {
                Assert.True(split.Train.Max(row => days[row]) < split.Test.Min(row => days[row]));
                Assert.Contains(split.Train, row => labels[row]);
                Assert.Contains(split.Train, row => !labels[row]);
            });
            int[] tested = [.. (splits ?? []).SelectMany(split => split.Test)];
            Assert.Equal(tested.Length, tested.Distinct().Count());
            Assert.True(splits is null || tested.Length >= 80 || days.Distinct().Count() < 10);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void A_table_with_days_is_divided_by_them_and_one_without_by_keys()
    {
        bool[] labels = [.. Enumerable.Range(0, 100).Select(i => i % 3 == 0)];
        var builder = new CustomerTableBuilder().AddNumeric("x", Enumerable.Range(0, 100).Select(i => (double)i).ToArray()).WithKeys(Enumerable.Range(0, 100).Select(i => $"k{i}"));

        Split[] byKey = Splitter.Divide(new LabeledCustomers(builder.Build(), labels), 5);
        Split[] byDay = Splitter.Divide(new LabeledCustomers(builder.WithDates(Enumerable.Range(0, 100).Select(i => new DateOnly(2024, 1, 1).AddDays(99 - i))).Build(), labels), 5);

        Assert.Equal(Enumerable.Range(0, 100), byKey.SelectMany(split => split.Test).Order());
        Assert.All(byDay, split => Assert.True(split.Train.Min() > split.Test.Max()));
        Assert.Equal(Enumerable.Range(0, 60), byDay.SelectMany(split => split.Test).Order());
    }
}
