using CrossSell.ML.Tests.Logistic;

namespace CrossSell.ML.Tests.Learning;

/// <summary>Tables on which a learner easily fools itself.</summary>
public class RobustnessTests
{
    [Fact]
    public void Where_nothing_can_be_known_the_base_rate_is_said()
    {
        (CustomerTable table, bool[] labels) = Noise(1_400, seed: 3, buys: 0.1);
        LabeledCustomers all = new(table, labels);

        LogisticPropensityModel model = new LogisticPropensityTrainer().Train(all.Select([.. Enumerable.Range(0, 700)]));
        LabeledCustomers others = all.Select([.. Enumerable.Range(700, 700)]);
        PropensityReport report = PropensityReport.Of(model.Predict(others.Table), others.Labels);
        PropensityReport alone = PropensityReport.Of([.. Enumerable.Repeat(model.BaseRate, 700)], others.Labels);

        Assert.True(report.LogLoss < alone.LogLoss + 0.01, $"{report.LogLoss} against {alone.LogLoss}");
        Assert.Empty(model.Crosses);
    }

    [Fact]
    public void A_handful_of_buyers_among_thousands_gives_small_probabilities()
    {
        (CustomerTable table, bool[] labels) = Noise(4_000, seed: 5, buys: 0.005);

        double[] p = new LogisticPropensityTrainer().Train(new LabeledCustomers(table, labels)).Predict(table);

        Assert.InRange(p.Average() / labels.Average(bought => bought ? 1.0 : 0), 0.99, 1.01);
        Assert.All(p, probability => Assert.InRange(probability, 1e-6, 0.1));
    }

    [Fact]
    public void A_level_that_always_buys_and_columns_that_repeat_one_another_are_no_trouble()
    {
        double[] u = LogisticRegressionTests.Random(1_500, 1, seed: 8).Values;
        string[] level = [.. Enumerable.Range(0, 500).Select(i => i % 10 == 0 ? "always" : i % 10 == 1 ? "never" : "other")];
        bool[] labels = [.. Enumerable.Range(0, 500).Select(i => level[i] == "always" || (level[i] == "other" && u[i] > 0.3))];
        CustomerTable table = new CustomerTableBuilder().AddCategorical("level", level)
            .AddNumeric("a", u.AsSpan(500, 500)).AddNumeric("twice", [.. u.Skip(500).Take(500).Select(v => 2 * v)]).AddNumeric("nearly", [.. u.Skip(500).Take(500).Select(v => v + 1e-9)]).Build();

        double[] p = new LogisticPropensityTrainer().Train(new LabeledCustomers(table, labels)).Predict(table);

        Assert.True(p[0] > 0.8 && p[0] < 1);
        Assert.True(p[1] < 0.2 && p[1] > 0);
    }

    [Fact]
    public void Levels_of_five_customers_have_an_effect_and_rarer_ones_share_one()
    {
        string[] level = [.. Enumerable.Range(0, 400).Select(i => i < 5 ? "five" : i < 9 ? "four" : i < 12 ? "three" : $"many{i % 3}")];
        bool[] labels = [.. Enumerable.Range(0, 400).Select(i => i % 4 == 0)];

        LogisticPropensityModel model = new LogisticPropensityTrainer().Train(new LabeledCustomers(new CustomerTableBuilder().AddCategorical("level", level).Build(), labels));

        Assert.Contains("'level': 4 levels, one for all others.", model.Choices);
        Assert.Equal(7, model.UnknownLevels(new CustomerTableBuilder().AddCategorical("level", level).Build())["level"]);
    }

    private static (CustomerTable Table, bool[] Labels) Noise(int count, int seed, double buys)
    {
        double[] u = LogisticRegressionTests.Random(count * 12, 1, seed).Values;
        var table = new CustomerTableBuilder();
        for (int c = 0; c < 6; c++)
        {
            int column = c;
            table.AddNumeric($"n{c}", [.. Enumerable.Range(0, count).Select(i => u[(12 * i) + column])]);
            table.AddCategorical($"c{c}", Enumerable.Range(0, count).Select(i => $"v{(int)(Math.Abs(u[(12 * i) + column + 5]) * 997) % 20}"));
        }

        return (table.Build(), [.. Enumerable.Range(0, count).Select(i => (Math.Abs(u[(12 * i) + 11]) * 7919) % 1 < buys)]);
    }
}
