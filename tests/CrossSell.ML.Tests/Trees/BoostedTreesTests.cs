using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.ML.Tests.Boosting;

public class BoostedTreesTests
{
    private static readonly BoostedTreesOptions Quick = new() { Depth = 3, MaxTrees = 60 };
    private static readonly LabeledCustomers Customers = Planted.Customers(3_000, seed: 1);
    private static readonly BoostedTreesPropensityModel Model = new BoostedTreesPropensityTrainer().Train(Customers);

    [Fact]
    public void What_was_planted_is_found()
    {
        LabeledCustomers others = Planted.Customers(3_000, seed: 2);
        PropensityReport report = PropensityReport.Of(Model.Predict(others.Table), others.Labels);

        Assert.True(report.Auc > 0.73, $"AUC {report.Auc}");
        Assert.True(report.CalibrationError < 0.04, $"calibration error {report.CalibrationError}");
        Assert.InRange(report.LogLoss - Model.ValidationLogLoss, -0.03, 0.03);
        Assert.Equal(1, Model.Importance.Sum(column => column.GainShare), 1e-12);
        Assert.Equal(["age", "contracts", "income", "region", "renter"], Model.Importance.Select(column => column.Column).Order(StringComparer.Ordinal));
        Assert.All(Model.Importance, column => Assert.True(column.GainShare > 0.02 && column.Questions > 0, column.ToString()));
    }

    [Fact]
    public void Calibration_in_the_large_holds_within_a_hundredth() =>
        Assert.InRange(Model.Predict(Customers.Table).Average() / Customers.BaseRate!.Value, 0.99, 1.01);

    [Fact]
    public void Contributions_add_up_to_the_logit_and_calibration_is_a_step_of_its_own() =>
        Prop.ForAll(Gen.Choose(0, Customers.Count - 1).ToArbitrary(), row =>
        {
            PropensityExplanation why = Model.Explain(Customers.Table, row);

            Assert.Equal(why.Logit, why.BaseLogit + why.Contributions.Sum(c => c.Contribution), 1e-12);
            Assert.Equal(why.Logit, Model.Logits(Customers.Table.Select([row]))[0]);
            Assert.Equal(1 / (1 + Math.Exp(-why.CalibratedLogit)), why.Probability, 1e-12);
            Assert.Equal(why.Probability, Model.Predict(Customers.Table.Select([row]))[0]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void The_base_is_the_mean_logit_of_the_training_customers() =>
        Assert.Equal(Model.Logits(Customers.Table).Average(), Model.Explain(Customers.Table, 0).BaseLogit, 1e-9);

    [Fact]
    public void A_reason_points_the_way_that_was_planted()
    {
        int west = Enumerable.Range(0, Customers.Count).First(r => Text("region", r) == "west");

        FeatureContribution region = Model.Explain(Customers.Table, west).Contributions.Single(c => c.Columns is ["region"]);

        Assert.Equal(["west"], region.Values);
        Assert.True(region.Contribution < -0.4, $"{region.Contribution}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_order_of_rows_and_columns_changes_no_bit(bool keys)
    {
        LabeledCustomers customers = Planted.Customers(700, seed: 3, keys);
        int[] order = [.. Enumerable.Range(0, 700).OrderBy(i => (i * 7919) % 701)];
        LabeledCustomers mixed = customers.Select(order);
        mixed = new LabeledCustomers(mixed.Table.SelectColumns(mixed.Table.Columns.Select(c => c.Name).Reverse()), mixed.Labels);

        Assert.Equal(new BoostedTreesPropensityTrainer(Quick).Train(customers).ToBytes(), new BoostedTreesPropensityTrainer(Quick).Train(mixed).ToBytes());
    }

    [Fact]
    public void The_unit_of_a_column_and_a_constant_column_change_no_prediction()
    {
        LabeledCustomers customers = Planted.Customers(700, seed: 4);
        CustomerTable other = Copy(customers.Table, number => (number * 64) - 512)
            .AddNumeric("constant", Enumerable.Repeat(7.0, 700).ToArray()).WithKeys(Enumerable.Range(0, 700).Select(r => customers.Table.Key(r)!)).Build();

        double[] a = new BoostedTreesPropensityTrainer(Quick).Train(customers).Predict(customers.Table);
        double[] b = new BoostedTreesPropensityTrainer(Quick).Train(new LabeledCustomers(other, customers.Labels)).Predict(other);

        Assert.Equal(a, b);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        // Enough rows and columns that fields are shared out.
        (double[] x, bool[] y) = Logistic.LogisticRegressionTests.Random(12_000, 40, seed: 9);
        var builder = new CustomerTableBuilder();
        for (int c = 0; c < 40; c++)
        {
            builder.AddNumeric($"c{c}", Enumerable.Range(0, 12_000).Select(i => x[(40 * i) + c]).ToArray());
        }

        var many = new LabeledCustomers(builder.Build(), y);
        byte[][] models = [.. new[] { 1, 2 }.Select(threads => new BoostedTreesPropensityTrainer(new BoostedTreesOptions { Depth = 2, MaxTrees = 10, MaxThreads = threads }).Train(many).ToBytes())];

        Assert.Equal(models[0], models[1]);
    }

    [Fact]
    public void Weights_move_the_base_rate_and_probabilities_follow()
    {
        LabeledCustomers few = Planted.Customers(700, seed: 5);
        double[] weights = [.. few.Labels.ToArray().Select(label => label ? 3.0 : 1)];
        var weighted = new LabeledCustomers(few.Table, few.Labels, weights);

        BoostedTreesPropensityModel model = new BoostedTreesPropensityTrainer(Quick).Train(weighted);
        double[] p = model.Predict(few.Table);

        Assert.Equal(weighted.BaseRate!.Value, model.BaseRate);
        Assert.InRange(p.Zip(weights, (a, w) => a * w).Sum() / weights.Sum() / model.BaseRate, 0.99, 1.01);
    }

    [Theory]
    [InlineData("income", Monotonicity.Decreasing)]
    [InlineData("contracts", Monotonicity.Increasing)]
    [InlineData("age", Monotonicity.Increasing)]
    public void Probabilities_keep_to_the_direction_of_a_column(string name, Monotonicity direction)
    {
        var options = new BoostedTreesOptions { Depth = 4, MaxTrees = 100, Monotone = { [name] = direction } };
        BoostedTreesPropensityModel model = new BoostedTreesPropensityTrainer(options).Train(Customers);

        CustomerTable ten = Customers.Table.Select([.. Enumerable.Range(0, 40)]);
        double[]? before = null;
        for (double value = -2000; value < 6000; value = value < 0 ? 0 : value < 100 ? value + 5 : value + 300)
        {
            double[] now = model.Predict(Copy(ten, number => number, name, value).Build());
            Assert.All(now.Zip(before ?? now), pair => Assert.True((int)direction * (pair.First - pair.Second) >= 0));
            before = now;
        }
    }

    [Fact]
    public void A_monotone_date_rises_with_later_days()
    {
        bool[] labels = [.. Enumerable.Range(0, 600).Select(i => (i * 7919 % 600) < i)];
        CustomerTable table = new CustomerTableBuilder().AddDate("since", Enumerable.Range(0, 600).Select(i => (DateOnly?)new DateOnly(2000, 1, 1).AddDays(i))).WithDate(new DateOnly(2024, 1, 1)).Build();
        double[] Along(Monotonicity direction) => new BoostedTreesPropensityTrainer(new BoostedTreesOptions { Depth = 2, Monotone = { ["since"] = direction } }).Train(new LabeledCustomers(table, labels)).Predict(table);

        double[] rising = Along(Monotonicity.Increasing);
        Assert.True(rising[^1] > rising[0] + 0.3);
        Assert.All(rising.Zip(rising.Skip(1)), pair => Assert.True(pair.Second >= pair.First));
        Assert.Single(Along(Monotonicity.Decreasing).Distinct());
    }

    [Fact]
    public void Directions_that_cannot_be_kept_are_refused()
    {
        Assert.Contains("'nowhere'", Refused("nowhere"), StringComparison.Ordinal);
        Assert.Contains("categorical", Refused("region"), StringComparison.Ordinal);
        Assert.Equal(6, new BoostedTreesOptions { Depth = 0, Folds = 1, LearningRate = 0, MaxTrees = 0, MaxThreads = 0, Monotone = { ["a"] = (Monotonicity)5 } }.Validate().Count);

        static string Refused(string name) =>
            Assert.Throws<ArgumentException>(() => new BoostedTreesPropensityTrainer(new BoostedTreesOptions { Monotone = { [name] = Monotonicity.Increasing } }).Train(Customers)).Message;
    }

    [Fact]
    public void Unknown_levels_and_gaps_are_scored_and_counted()
    {
        CustomerTable strange = new CustomerTableBuilder()
            .AddNumeric("income", [1e12, double.NaN]).AddNumeric("contracts", [double.NaN, -5]).AddCategorical("region", ["atlantis", null])
            .AddBoolean("renter", [null, null]).AddNumeric("age", [double.NaN, 30]).Build();

        Assert.All(Model.Predict(strange), p => Assert.True(p > 0 && p < 1));
        Assert.Equal([("region", 1)], Model.UnknownLevels(strange).Select(p => (p.Key, p.Value)));
        Assert.Throws<ArgumentException>(() => Model.Predict(strange, new double[1]));
        Assert.Contains("'age' (Numeric) is missing", Assert.Throws<ArgumentException>(() => Model.Predict(strange.SelectColumns("income"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Protected_columns_are_used_only_when_switched_on()
    {
        CustomerTable table = Copy(Customers.Table, n => n).Protect("age").Build();
        var customers = new LabeledCustomers(table, Customers.Labels);

        Assert.DoesNotContain("age", new BoostedTreesPropensityTrainer(Quick).Train(customers).Columns);
        BoostedTreesPropensityModel open = new BoostedTreesPropensityTrainer(new BoostedTreesOptions { UseProtected = true, Depth = 2, MaxTrees = 30 }).Train(customers);
        Assert.True(open.Explain(table, 0).Contributions.Single(c => c.Columns is ["age"]).IsProtected);
    }

    [Fact]
    public void Columns_that_say_nothing_give_everyone_the_base_rate()
    {
        CustomerTable table = new CustomerTableBuilder().AddNumeric("same", Enumerable.Repeat(1.0, 300).ToArray()).Build();
        bool[] labels = [.. Enumerable.Range(0, 300).Select(i => i % 3 == 0)];

        BoostedTreesPropensityModel model = new BoostedTreesPropensityTrainer(Quick).Train(new LabeledCustomers(
            new CustomerTableBuilder().AddNumeric("same", Enumerable.Repeat(1.0, 300).ToArray()).WithKeys(Enumerable.Range(0, 300).Select(i => $"k{i}")).Build(), labels));

        Assert.Equal(0, model.Trees);
        Assert.All(model.Predict(table), p => Assert.Equal(1.0 / 3, p, 1e-6));
        Assert.Empty(model.Explain(table, 0).Contributions);
    }

    [Fact]
    public void Tables_that_cannot_be_learned_from_say_why()
    {
        CustomerTable table = Customers.Table.Select([0, 1, 2, 3]);
        Assert.Contains("None of the 4", Fails(table, [false, false, false, false]), StringComparison.Ordinal);
        Assert.Contains("All 4", Fails(table, [true, true, true, true]), StringComparison.Ordinal);

        static string Fails(CustomerTable table, bool[] labels) =>
            Assert.Throws<PropensityTrainingException>(() => new BoostedTreesPropensityTrainer(Quick).Train(new LabeledCustomers(table, labels))).Message;
    }

    [Fact]
    public void A_cancelled_training_ends() =>
        Assert.ThrowsAny<OperationCanceledException>(() => new BoostedTreesPropensityTrainer(Quick).Train(Customers, new CancellationToken(canceled: true)));

    [Fact]
    public void A_saved_model_is_the_same_model()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{nameof(BoostedTreesTests)}-{Environment.ProcessId}.json");
        try
        {
            Model.Save(path);
            BoostedTreesPropensityModel loaded = BoostedTreesPropensityModel.Load(path);

            Assert.Equal(Model.Predict(Customers.Table), loaded.Predict(Customers.Table));
            Assert.Equal(Model.ToBytes(), loaded.ToBytes());
            Assert.Equal(Model.Choices, loaded.Choices);
            Assert.Equal(Model.Explain(Customers.Table, 5).Contributions.Select(c => c.Contribution), loaded.Explain(Customers.Table, 5).Contributions.Select(c => c.Contribution));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("[1]", "another kind of file")]
    [InlineData("{\"format\":\"crosssell-propensity\",\"version\":1}", "another kind of file")]
    [InlineData("{\"format\":\"crosssell-propensity-trees\",\"version\":2}", "later release")]
    [InlineData("{\"format\":\"crosssell-propensity-trees\",\"version\":1}", "")]
    public void A_file_that_is_no_model_says_so(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<ModelFormatException>(() => BoostedTreesPropensityModel.FromBytes(System.Text.Encoding.UTF8.GetBytes(text), "who.json")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"left\":1,", "\"left\":0,", "none or another's")]
    [InlineData("\"left\":1,", "\"left\":9999,", "none or another's")]
    [InlineData("\"left\":1,\"right\":2", "\"left\":1,\"right\":1", "none or another's")]
    [InlineData("\"column\":", "\"column\":77", "asks about column")]
    [InlineData("\"cover\":", "\"cover\":-", "cover")]
    [InlineData("\"bins\":", "\"bins\":99", "bins")]
    [InlineData("\"adds\":", "\"says\":", "")]
    public void A_damaged_tree_is_refused(string from, string to, string expected)
    {
        string text = System.Text.Encoding.UTF8.GetString(Model.ToBytes());
        int place = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(place > 0);
        byte[] damaged = System.Text.Encoding.UTF8.GetBytes(text[..place] + to + text[(place + from.Length)..]);

        Assert.Contains(expected, Assert.Throws<ModelFormatException>(() => BoostedTreesPropensityModel.FromBytes(damaged)).Message, StringComparison.Ordinal);
    }

    private static string? Text(string name, int row) => Customers.Table.TryGetColumn(name, out CustomerColumn? column) ? column.Text(row) : null;

    private static CustomerTableBuilder Copy(CustomerTable table, Func<double, double> change, string? name = null, double value = 0)
    {
        var builder = new CustomerTableBuilder();
        foreach (CustomerColumn column in table.Columns)
        {
            _ = column.Kind switch
            {
                CustomerColumnKind.Categorical => builder.AddCategorical(column.Name, Enumerable.Range(0, table.Count).Select(column.Text)),
                CustomerColumnKind.Boolean => builder.AddBoolean(column.Name, column.Numbers.ToArray().Select(n => double.IsNaN(n) ? (bool?)null : n != 0)),
                _ => builder.AddNumeric(column.Name, column.Numbers.ToArray().Select(n => column.Name == name ? value : change(n)).ToArray()),
            };
        }

        return builder;
    }
}
