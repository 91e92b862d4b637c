using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.ML.Tests.Learning;

public class LogisticPropensityTests
{
    private static readonly LabeledCustomers Customers = Planted.Customers(3_000, seed: 1);
    private static readonly LogisticPropensityModel Model = new LogisticPropensityTrainer().Train(Customers);

    [Fact]
    public void What_was_planted_is_found()
    {
        LabeledCustomers others = Planted.Customers(3_000, seed: 2);
        PropensityReport report = PropensityReport.Of(Model.Predict(others.Table), others.Labels);

        Assert.Contains(Model.Crosses, cross => cross is { First: "age", Second: "renter" });
        Assert.True(report.Auc > 0.73, $"AUC {report.Auc}");
        Assert.True(report.CalibrationError < 0.03, $"calibration error {report.CalibrationError}");
    }

    [Fact]
    public void Calibration_in_the_large_holds_within_a_hundredth()
    {
        double mean = Model.Predict(Customers.Table).Average();

        Assert.InRange(mean / Customers.BaseRate!.Value, 0.99, 1.01);
    }

    [Fact]
    public void Contributions_add_up_to_the_logit_and_calibration_is_a_step_of_its_own() =>
        Prop.ForAll(Gen.Choose(0, Customers.Count - 1).ToArbitrary(), row =>
        {
            PropensityExplanation why = Model.Explain(Customers.Table, row);

            Assert.Equal(why.Logit, why.BaseLogit + why.Contributions.Sum(c => c.Contribution), 1e-12);
            Assert.Equal(why.Logit, Model.Logits(Customers.Table.Select([row]))[0]);
            Assert.Equal(1 / (1 + Math.Exp(-why.CalibratedLogit)), why.Probability, 1e-12);
            Assert.Equal(why.Probability, Model.Predict(Customers.Table.Select([row]))[0]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Contributions_are_measured_against_the_population()
    {
        PropensityExplanation[] all = [.. Enumerable.Range(0, Customers.Count).Select(row => Model.Explain(Customers.Table, row))];

        for (int c = 0; c < all[0].Contributions.Count; c++)
        {
            Assert.Equal(0, all.Average(why => why.Contributions[c].Contribution), 1e-9);
        }

        FeatureContribution west = all[Enumerable.Range(0, Customers.Count).First(r => Text("region", r) == "west")].Contributions.Single(c => c.Columns is ["region"]);
        Assert.Equal(["west"], west.Values);
        Assert.True(west.Contribution < -0.5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_order_of_rows_and_columns_changes_nothing(bool keys)
    {
        LabeledCustomers customers = Planted.Customers(600, seed: 3, keys);
        int[] order = [.. Enumerable.Range(0, 600).OrderBy(i => (i * 7919) % 601)];
        LabeledCustomers mixed = customers.Select(order);
        mixed = new LabeledCustomers(mixed.Table.SelectColumns(mixed.Table.Columns.Select(c => c.Name).Reverse()), mixed.Labels);

        LogisticPropensityModel a = new LogisticPropensityTrainer().Train(customers);
        LogisticPropensityModel b = new LogisticPropensityTrainer().Train(mixed);

        Assert.Equal(a.Crosses, b.Crosses);
        Assert.All(a.Predict(customers.Table).Zip(b.Predict(customers.Table)), p => Assert.Equal(p.First, p.Second, 1e-9));
    }

    [Fact]
    public void The_unit_of_a_column_and_a_constant_column_change_nothing()
    {
        LabeledCustomers customers = Planted.Customers(600, seed: 4);
        CustomerTableBuilder builder = Copy(customers.Table, number => (number * 64) - 512);
        CustomerTable other = builder.AddNumeric("constant", Enumerable.Repeat(7.0, 600).ToArray()).WithKeys(Enumerable.Range(0, 600).Select(r => customers.Table.Key(r)!)).Build();

        double[] a = new LogisticPropensityTrainer().Train(customers).Predict(customers.Table);
        double[] b = new LogisticPropensityTrainer().Train(new LabeledCustomers(other, customers.Labels)).Predict(other);

        Assert.All(a.Zip(b), p => Assert.Equal(p.First, p.Second, 1e-9));
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        LogisticPropensityModel one = new LogisticPropensityTrainer(new LogisticPropensityOptions { MaxThreads = 1 }).Train(Customers);

        Assert.Equal(one.Choices, Model.Choices);
        Assert.Equal(one.Predict(Customers.Table), Model.Predict(Customers.Table));
    }

    [Fact]
    public void Unknown_levels_and_gaps_are_scored_and_counted()
    {
        CustomerTable strange = new CustomerTableBuilder()
            .AddNumeric("income", [1e12, double.NaN]).AddNumeric("contracts", [double.NaN, -5]).AddCategorical("region", ["atlantis", null])
            .AddBoolean("renter", [null, null]).AddNumeric("age", [double.NaN, 30]).Build();

        Assert.All(Model.Predict(strange), p => Assert.True(p > 0 && p < 1));
        Assert.Equal([("region", 1)], Model.UnknownLevels(strange).Select(p => (p.Key, p.Value)));
    }

    [Fact]
    public void Protected_columns_are_used_only_when_switched_on()
    {
        CustomerTable table = Copy(Customers.Table, n => n).Protect("age").Build();
        var customers = new LabeledCustomers(table, Customers.Labels);

        Assert.DoesNotContain("age", new LogisticPropensityTrainer().Train(customers).Columns);
        LogisticPropensityModel open = new LogisticPropensityTrainer(new LogisticPropensityOptions { UseProtected = true }).Train(customers);
        Assert.True(open.Explain(table, 0).Contributions.Single(c => c.Columns is ["age"]).IsProtected);
    }

    [Fact]
    public void Dates_count_as_time_up_to_the_day_on_which_the_customer_is_looked_at()
    {
        bool[] labels = [.. Enumerable.Range(0, 400).Select(i => i % 4 != 0 ? i < 200 : i >= 200)];
        CustomerTable Table(int years) => new CustomerTableBuilder()
            .AddDate("since", Enumerable.Range(0, 400).Select(i => (DateOnly?)new DateOnly(2000 + years, 1, 1).AddDays(i * 10)))
            .WithDate(new DateOnly(2024 + years, 1, 1)).WithKeys(Enumerable.Range(0, 400).Select(i => $"k{i}")).Build();

        LogisticPropensityModel model = new LogisticPropensityTrainer().Train(new LabeledCustomers(Table(0), labels));

        Assert.All(model.Predict(Table(0)).Zip(model.Predict(Table(8))), p => Assert.Equal(p.First, p.Second, 0.02));
        CustomerTable undated = new CustomerTableBuilder().AddDate("since", Enumerable.Repeat((DateOnly?)new DateOnly(2000, 1, 1), 400)).Build();
        Assert.Contains("'since'", Assert.Throws<PropensityTrainingException>(() => new LogisticPropensityTrainer().Train(new LabeledCustomers(undated, labels))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_that_cannot_be_learned_from_say_why()
    {
        CustomerTable table = Customers.Table.Select([0, 1, 2, 3]);
        Assert.Contains("None of the 4", Fails(table, [false, false, false, false]), StringComparison.Ordinal);
        Assert.Contains("1 of 2 customers bought", Fails(table.Select([0, 1]), [true, false]), StringComparison.Ordinal);
        Assert.Contains("no column", Fails(new CustomerTableBuilder().WithKeys(["a", "b"]).Build(), [true, false]), StringComparison.Ordinal);
        Assert.Equal(2, new LogisticPropensityOptions { Folds = 1, MaxThreads = 0 }.Validate().Count);
    }

    [Fact]
    public void A_saved_model_is_the_same_to_the_last_bit()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("crosssell-").FullName, "who.json");
        Model.Save(path);
        LogisticPropensityModel loaded = LogisticPropensityModel.Load(path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        Assert.Equal(Model.Predict(Customers.Table), loaded.Predict(Customers.Table));
        Assert.Equal(Model.ToBytes(), loaded.ToBytes());
        Assert.Equal(Model.Choices, loaded.Choices);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("[1]", "another kind of file")]
    [InlineData("{\"format\":\"crosssell-propensity\",\"version\":2}", "later release")]
    [InlineData("{\"format\":\"crosssell-propensity\",\"version\":1}", "")]
    public void A_file_that_is_no_model_says_so(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<ModelFormatException>(() => LogisticPropensityModel.FromBytes(System.Text.Encoding.UTF8.GetBytes(text), "who.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_model_file_with_too_few_effects_is_refused()
    {
        string text = System.Text.Encoding.UTF8.GetString(Model.ToBytes());
        int place = text.IndexOf("\"effects\":[", StringComparison.Ordinal) + "\"effects\":[".Length;
        string damaged = text[..place] + text[(text.IndexOf(',', place) + 1)..];

        Assert.Contains("effects where", Assert.Throws<ModelFormatException>(() => LogisticPropensityModel.FromBytes(System.Text.Encoding.UTF8.GetBytes(damaged))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Customers_without_the_columns_of_the_training_say_which()
    {
        CustomerTable wrong = new CustomerTableBuilder().AddNumeric("income", [1]).AddCategorical("contracts", ["two"]).AddCategorical("region", ["west"]).AddBoolean("renter", [true]).Build();

        string message = Assert.Throws<ArgumentException>(() => Model.Predict(wrong)).Message;

        Assert.Contains("'age' (Numeric) is missing", message, StringComparison.Ordinal);
        Assert.Contains("'contracts' is Categorical and was Numeric", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Model.Predict(Customers.Table, new double[3]));
    }

    private static string Fails(CustomerTable table, bool[] labels) =>
        Assert.Throws<PropensityTrainingException>(() => new LogisticPropensityTrainer().Train(new LabeledCustomers(table, labels))).Message;

    private static string? Text(string name, int row) => Customers.Table.TryGetColumn(name, out CustomerColumn? column) ? column.Text(row) : null;

    private static CustomerTableBuilder Copy(CustomerTable table, Func<double, double> change)
    {
        var builder = new CustomerTableBuilder();
        foreach (CustomerColumn column in table.Columns)
        {
            _ = column.Kind switch
            {
                CustomerColumnKind.Categorical => builder.AddCategorical(column.Name, Enumerable.Range(0, table.Count).Select(column.Text)),
                CustomerColumnKind.Boolean => builder.AddBoolean(column.Name, column.Numbers.ToArray().Select(n => double.IsNaN(n) ? (bool?)null : n != 0)),
                _ => builder.AddNumeric(column.Name, column.Numbers.ToArray().Select(change).ToArray()),
            };
        }

        return builder;
    }
}
