namespace CrossSell.ML.Tests.Unknowns;

public class AttributeQuestionTests
{
    [Fact]
    public void A_missing_attribute_is_asked_for_by_what_each_value_would_change()
    {
        // Of four known cars three are there; of two customers it is not known. The first offer is for those with a car, the second for anybody.
        CustomerTable table = new CustomerTableBuilder().AddBoolean("car", [true, true, true, false, null, null]).AddNumeric("age", [30, 40, 50, 60, 35, 55]).Build();
        AttributeOffer[] offers =
        [
            new(new Line(t => Numbers(t, "car").Select(c => c > 0 ? 0.5 : 0.01)), Margin: 100, Cost: 10),
            new(new Line(t => Numbers(t, "age").Select(a => a > 50 ? 0.45 : 0.1)), Margin: 100, Cost: 10),
        ];
        var questions = new AttributeQuestions(table, ["car", "age"], offers);
        UnknownFact young = Assert.Single(questions.Of(4));

        // Shares with 20 customers of the share of all beside them are still 3 of 4.
        Assert.Equal([("no", 0.25), ("yes", 0.75)], young.Answers.Select(a => (a.Text, Math.Round(a.Probability, 9))));
        Assert.Equal([[-9.0, 0.0], [40.0, 0.0]], young.Answers.Select(a => a.Values.Select(v => Math.Round(v, 9)).ToArray()));

        // Young: 0.75 · 40 = 30 with the answer, 27.75 without. Old: 0.75 · 40 + 0.25 · 35, and 35 without.
        Assert.Equal(2.25, young.ValueOfKnowing(), 1e-9);
        Assert.Equal(3.75, Assert.Single(questions.Of(5)).ValueOfKnowing(), 1e-9);
        Assert.Empty(questions.Of(0));
        Assert.Equal("car", Assert.Single(UnknownsChecklist.Of(6, questions.Of).Rows).Fact);
    }

    [Fact]
    public void Peers_tell_how_probable_a_value_is_and_numbers_are_asked_for_in_bands()
    {
        double[] income = [.. Enumerable.Range(0, 100).Select(i => (double)i), double.NaN];
        string?[] region = [.. Enumerable.Range(0, 100).Select(i => i < 50 ? "north" : i < 90 ? "south" : $"rare {i}"), null];
        CustomerGroups peers = CustomerGroups.Of(Enumerable.Range(0, 101).Select(i => i is < 50 or 100 ? "x" : "y"));
        CustomerTable table = new CustomerTableBuilder().AddNumeric("income", income).AddCategorical("region", region).Build();
        var questions = new AttributeQuestions(table, ["income", "region"], [new AttributeOffer(new Line(t => Numbers(t, "income").Select(_ => 0.5)), 10)], peers, mostAnswers: 4);
        UnknownFact[] facts = [.. questions.Of(100)];

        Assert.Equal(["12", "37", "62", "87"], facts[0].Answers.Select(a => a.Text));
        Assert.Equal((25 + 5) / 70.0, facts[0].Answers[0].Probability, 1e-9);
        Assert.Equal(5 / 70.0, facts[0].Answers[3].Probability, 1e-9);
        Assert.Equal(["north", "south"], facts[1].Answers.Select(a => a.Text).Where(t => !t.StartsWith("rare", StringComparison.Ordinal)));
        Assert.All(facts, f => Assert.Equal(1, f.Answers.Sum(a => a.Probability), 1e-9));
        Assert.All(facts, f => Assert.Equal(0, f.ValueOfKnowing()));
    }

    [Fact]
    public void Offers_that_may_not_be_made_bring_nothing_and_bad_input_is_refused()
    {
        CustomerTable table = new CustomerTableBuilder().AddBoolean("car", [true, false, null]).AddDate("since", [new(2020, 1, 1), null, new(2021, 1, 1)]).WithDate(new(2026, 1, 1)).Build();
        AttributeOffer offer = new(new Line(t => Numbers(t, "car").Select(c => c > 0 ? 0.5 : 0.1)), 100, 20, MayBeOffered: row => row != 2);

        Assert.Equal(0, Assert.Single(new AttributeQuestions(table, ["car"], [offer]).Of(2)).ValueOfKnowing());
        Assert.Equal(["2020-01-01", "2021-01-01"], Assert.Single(new AttributeQuestions(table, ["since"], [offer]).Of(1)).Answers.Select(a => a.Text));
        Assert.Throws<ArgumentException>(() => new AttributeQuestions(table, ["boat"], [offer]));
        Assert.Throws<ArgumentException>(() => new AttributeQuestions(table, ["car"], []));
        Assert.Throws<ArgumentException>(() => new AttributeQuestions(table, ["car"], [offer with { Cost = -1 }]));
        Assert.Throws<ArgumentException>(() => new AttributeQuestions(table, ["car"], [offer], CustomerGroups.OneOf(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AttributeQuestions(table, ["car"], [offer]).Of(3));
    }

    private static double[] Numbers(CustomerTable table, string column) => table.TryGetColumn(column, out CustomerColumn? found) ? found.Numbers.ToArray() : throw new ArgumentException(column);

    private sealed class Line(Func<CustomerTable, IEnumerable<double>> chances) : IPropensityModel
    {
        public IReadOnlyList<string> Columns => ["car", "age", "income"];

        public double BaseRate => 0.2;

        public void Predict(CustomerTable customers, Span<double> probabilities) => chances(customers).ToArray().CopyTo(probabilities);
    }
}
