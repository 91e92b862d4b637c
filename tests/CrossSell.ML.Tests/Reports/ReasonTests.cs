using System.Globalization;

namespace CrossSell.ML.Tests.Reports;

public class ReasonTests
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de");

    [Fact]
    public void Reasons_are_named_as_people_call_them()
    {
        PropensityExplanation why = Of(One("building_sum", "2", 0.5), One("building_years", "7", 0.4), One("age_group", "30-40", 0.6), One("region", "west", -0.3), One("car", "no", 0.01));
        ReasonNames names = new ReasonNames()
            .Add("building_sum", "the building insurance", "der Gebäudeversicherung")
            .Add("building_years", "the building insurance", "der Gebäudeversicherung")
            .Add("age_group", "the age group", "der Altersgruppe");

        PropensityReasons reasons = why.Reasons(names);

        Assert.Equal("because of the building insurance and the age group", reasons.ToString());
        Assert.Equal("wegen der Gebäudeversicherung und der Altersgruppe", reasons.In(German));
        Assert.Equal(["building_sum", "building_years"], reasons.For[0].Columns);
        Assert.Equal(0.9, reasons.For[0].Contribution, 12);
        Assert.Equal(["region (west)"], reasons.Against.Select(reason => reason.English));
        Assert.Equal("because of the building insurance", reasons.In(CultureInfo.InvariantCulture, most: 1));
    }

    [Fact]
    public void What_two_columns_say_together_is_shared_between_them()
    {
        PropensityReasons reasons = Of(One("a", null, 0.2), One("b", "x", 0.1), new FeatureContribution(["a", "b"], [null, "x"], 1, IsProtected: false)).Reasons();

        Assert.Equal([0.7, 0.6], reasons.For.Select(reason => Math.Round(reason.Contribution, 12)));
        Assert.Equal("because of a (unknown) and b (x)", reasons.ToString());
        Assert.Equal("wegen a (unbekannt) und b (x)", reasons.In(German));
    }

    [Fact]
    public void Where_nothing_speaks_for_it_the_text_says_so()
    {
        Assert.Equal("for no reason that stands out", Of(One("a", "1", -2), One("b", "1", 0.04)).Reasons().ToString());
        Assert.Equal("ohne einen Grund, der herausragt", Of().Reasons().In(German));
    }

    [Fact]
    public void Protected_columns_are_never_named_not_even_beside_others_nor_after_loading()
    {
        LabeledCustomers planted = Planted.Customers(3_000, seed: 1);
        var table = new CustomerTableBuilder();
        planted.Table.TryGetColumn("age", out CustomerColumn? age);
        planted.Table.TryGetColumn("renter", out CustomerColumn? renter);
        table.AddNumeric("age", age!.Numbers).AddBoolean("renter", renter!.Numbers.ToArray().Select(n => double.IsNaN(n) ? (bool?)null : n != 0));
        var customers = new LabeledCustomers(table.Protect("age").Build(), planted.Labels);
        LogisticPropensityModel trained = new LogisticPropensityTrainer(new LogisticPropensityOptions { UseProtected = true }).Train(customers);
        var model = LogisticPropensityModel.FromBytes(trained.ToBytes());

        // The customers to be scored are read without the mark: the model remembers it.
        var unmarked = new CustomerTableBuilder();
        unmarked.AddNumeric("age", age.Numbers).AddBoolean("renter", renter.Numbers.ToArray().Select(n => double.IsNaN(n) ? (bool?)null : n != 0));
        CustomerTable scored = unmarked.Build();

        Assert.Contains(("age", "renter"), model.Crosses);
        Assert.Equal(["age"], model.ProtectedColumns);
        Assert.All(Enumerable.Range(0, 200), row =>
        {
            PropensityExplanation why = model.Explain(scored, row);
            PropensityReasons reasons = why.Reasons();
            Assert.DoesNotContain(reasons.For.Concat(reasons.Against), reason => reason.Columns.Contains("age"));
            Assert.DoesNotContain("age", reasons.ToString(), StringComparison.Ordinal);
            Assert.All(why.Contributions.Where(c => c.Columns.Contains("age")), c => Assert.True(c.IsProtected));
            Assert.Equal(why.Contributions.Where(c => c.Columns is ["renter"]).Sum(c => c.Contribution), reasons.For.Concat(reasons.Against).Sum(r => r.Contribution), 0.0500001);
        });
    }

    [Fact]
    public void A_column_has_one_name()
    {
        ReasonNames names = new ReasonNames().Add("a", "x", "y");
        Assert.Throws<ArgumentException>(() => names.Add("a", "z", "z"));
        Assert.Throws<ArgumentException>(() => names.Add("b", " ", "z"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of().Reasons().In(German, most: 0));
    }

    private static FeatureContribution One(string column, string? value, double contribution) => new([column], [value], contribution, IsProtected: false);

    private static PropensityExplanation Of(params FeatureContribution[] contributions) => new(0, contributions, 0, 0, 0.5);
}
