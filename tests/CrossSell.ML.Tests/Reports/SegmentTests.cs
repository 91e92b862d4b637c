using CrossSell.ML.Segments;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.ML.Tests.Reports;

public class SegmentTests
{
    [Fact]
    public void Groups_have_their_mean_and_the_numbers_that_are_likely()
    {
        IReadOnlyList<SegmentPropensity> segments = CustomerSegments.Propensity([0.5, 0.5, 0.1, 0.2, 0.3], ["b", "b", "a", "a", "c"]);

        Assert.Equal(["b", "c", "a"], segments.Select(s => s.Name));
        Assert.Equal(new Interval(0.5, 0.5, 0.5), segments[0].MeanProbability);
        Assert.Equal(new Interval(1, 0, 2), segments[0].Buyers);
        Assert.Equal((0.3, 0.0, 1.0), (segments[1].MeanProbability.Value, segments[1].MeanProbability.Lower, segments[1].MeanProbability.Upper));
        Assert.Equal(0.15, segments[2].MeanProbability.Value, 12);
        Assert.Equal(0.15 + (1.959963985 * 0.0707106781 / Math.Sqrt(2)), segments[2].MeanProbability.Upper, 6);
    }

    [Fact]
    public void The_range_of_buyers_is_that_of_trying_all_outcomes() =>
        Prop.ForAll(Gen.Choose(0, 100).ListOf(8).ToArbitrary(), parts =>
        {
            double[] p = [.. parts.Select(v => v / 100.0)];
            double[] chance = new double[p.Length + 1];
            for (int outcome = 0; outcome < 1 << p.Length; outcome++)
            {
                double joint = 1;
                for (int i = 0; i < p.Length; i++)
                {
                    joint *= (outcome >> i & 1) == 1 ? p[i] : 1 - p[i];
                }

                chance[int.PopCount(outcome)] += joint;
            }

            (double lower, double upper) = PoissonBinomial.Range(p, 0.9);

            Assert.True(chance[..(int)lower].Sum() <= 0.05 + 1e-12);
            Assert.True(chance[((int)upper + 1)..].Sum() <= 0.05 + 1e-12);
            Assert.True(chance[..((int)lower + 1)].Sum() >= 0.05 - 1e-12);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Many_customers_are_reckoned_by_the_normal_curve_which_agrees()
    {
        double[] p = [.. Enumerable.Range(0, 2_000).Select(i => 0.02 + (0.3 * (i % 7) / 7))];
        (double lower, double upper) = PoissonBinomial.Range(p, 0.95);
        (double nextLower, double nextUpper) = PoissonBinomial.Range([.. p, 0.0], 0.95);

        Assert.InRange(nextLower, lower - 2, lower + 2);
        Assert.InRange(nextUpper, upper - 2, upper + 2);
    }

    [Fact]
    public void Numbers_are_cut_into_bands_and_everything_else_keeps_its_name()
    {
        CustomerTable table = new CustomerTableBuilder()
            .AddNumeric("age", [.. Enumerable.Range(0, 100).Select(i => 20.0 + i), double.NaN])
            .AddCategorical("region", [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? "north" : "south"), null])
            .AddBoolean("renter", Enumerable.Range(0, 101).Select(i => (bool?)(i % 2 == 0)))
            .AddDate("since", Enumerable.Range(0, 101).Select(i => (DateOnly?)new DateOnly(2020, 1, 1).AddDays(i)))
            .AddNumeric("same", Enumerable.Repeat(3.0, 101).ToArray()).Build();

        IReadOnlyList<string> bands = CustomerSegments.By(table, "age", bands: 4);

        Assert.Equal(("20 to 44", "45 to 69", "95 to 119", "(unknown)"), (bands[0], bands[25], bands[99], bands[100]));
        Assert.Equal(["(unknown)", "north", "south"], CustomerSegments.By(table, "region").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["false", "true"], CustomerSegments.By(table, "renter").Distinct().Order(StringComparer.Ordinal));
        Assert.StartsWith("2020-01-01 to 2020-", CustomerSegments.By(table, "since")[0], StringComparison.Ordinal);
        Assert.Equal(["3"], CustomerSegments.By(table, "same").Distinct());
        Assert.Contains("'region'", Assert.Throws<ArgumentException>(() => CustomerSegments.By(table, "gone")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_audit_shows_who_is_contacted_and_for_whom_the_model_is_wrong()
    {
        double[] p = [0.9, 0.8, 0.4, 0.4, 0.4, 0.1, 0.1, 0.1];
        bool[] y = [true, true, false, true, false, false, true, false];
        string[] groups = ["m", "m", "m", "f", "f", "f", "f", "m"];

        var audit = GroupAudit.Of(p, y, groups, contactedShare: 0.5);

        GroupAuditRow women = audit.Groups[0];
        GroupAuditRow men = audit.Groups[1];

        // Four are contacted: 0.9, 0.8, and of the three who tie two thirds each.
        Assert.Equal(("f", 4.0, 0.25, 0.5), (women.Group, women.Customers, women.MeanProbability, women.ObservedRate));
        Assert.Equal(2 * (2 / 3.0) / 4, women.SelectedShare, 12);
        Assert.Equal((2 + (2 / 3.0)) / 4, men.SelectedShare, 12);
        Assert.Equal(women.SelectedShare / men.SelectedShare, audit.SelectionRatio!.Value, 12);
        Assert.Equal(1.0, men.Auc);
        Assert.Equal(0.5, women.Auc!.Value, 12);
        Assert.Throws<ArgumentException>(() => GroupAudit.Of(p, y, ["a"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GroupAudit.Of(p, y, groups, contactedShare: 0));
    }
}
