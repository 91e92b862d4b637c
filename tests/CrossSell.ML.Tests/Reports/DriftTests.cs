namespace CrossSell.ML.Tests.Reports;

public class DriftTests
{
    private static readonly LabeledCustomers Customers = Planted.Customers(3_000, seed: 1);
    private static readonly LogisticPropensityModel Model = new LogisticPropensityTrainer().Train(Customers);

    [Fact]
    public void The_index_is_the_one_worked_out_by_hand()
    {
        // Shares 0.5 and 0.5 against 0.8 and 0.2, with half a customer in each bin.
        double expected = ((800.5 / 1001) - 0.5) * Math.Log(800.5 / 1001 / 0.5) + (((200.5 / 1001) - 0.5) * Math.Log(200.5 / 1001 / 0.5));

        Assert.Equal(expected, PopulationStability.Index([500, 500], [800, 200]), 12);
        Assert.Equal(0, PopulationStability.Index([500, 300, 0], [500, 300, 0]), 12);
        Assert.True(double.IsFinite(PopulationStability.Index([100, 0], [0, 100])));

        // The 99 % point of chi squared with 9 degrees of freedom is 21.666.
        Assert.Equal(21.666 * ((1 / 1000.0) + (1 / 500.0)), PopulationStability.ChanceLimit(10, 1000, 500), 1e-4);
        Assert.Equal(0, PopulationStability.ChanceLimit(1, 10, 10));
        Assert.Throws<ArgumentException>(() => PopulationStability.Index([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => PopulationStability.Index([1, -1], [1, 2]));
    }

    [Fact]
    public void Customers_of_the_training_and_others_of_their_kind_have_not_moved()
    {
        Assert.All(Model.Drift(Customers.Table).Columns, column => Assert.Equal(0, column.Index, 1e-12));
        Assert.Equal(0, Model.Drift(Customers.Table).Score.Index, 1e-12);
        Assert.Empty(Model.Drift(Planted.Customers(2_000, seed: 9).Table).Moved);
        Assert.Empty(Model.Drift(Customers.Table.Select([5])).Moved);
    }

    [Fact]
    public void What_has_moved_is_named_and_what_has_not_is_not()
    {
        int[] rich = [.. Enumerable.Range(0, 3_000).Where(row => Customers.Table.TryGetColumn("income", out CustomerColumn? income) && income.Numbers[row] > 3_300)];

        DriftReport drift = Model.Drift(Customers.Table.Select(rich));

        Assert.Equal(DriftLevel.Warning, drift.Columns.Single(column => column.Name == "income").Level);
        Assert.Equal(DriftLevel.None, drift.Columns.Single(column => column.Name == "renter").Level);
        Assert.Equal(DriftLevel.Warning, drift.Score.Level);
        Assert.Equal("income", drift.Moved.First().Name);
        Assert.Throws<ArgumentException>(() => Model.Drift(Customers.Table.Select([])));
    }

    [Fact]
    public void A_loaded_model_knows_its_training_too()
    {
        var loaded = LogisticPropensityModel.FromBytes(Model.ToBytes());
        CustomerTable others = Planted.Customers(200, seed: 9).Table;

        Assert.Equal(Model.Drift(others).Columns, loaded.Drift(others).Columns);
        Assert.Equal(Model.Drift(others).Score, loaded.Drift(others).Score);
        Assert.Equal(Model.Importance.Select(i => i.MeanAbsoluteContribution), loaded.Importance.Select(i => i.MeanAbsoluteContribution));
        Assert.Equal(Model.Columns.Count + Model.Crosses.Count, Model.Importance.Count);
        Assert.Equal(Model.Importance.Max(i => i.MeanAbsoluteContribution), Model.Importance[0].MeanAbsoluteContribution);
        double income = Enumerable.Range(0, Customers.Count).Average(row => Math.Abs(Model.Explain(Customers.Table, row).Contributions.Single(c => c.Columns is ["income"]).Contribution));
        Assert.Equal(income, Model.Importance.Single(i => i.Columns is ["income"]).MeanAbsoluteContribution, 1e-12);
    }
}
