namespace CrossSell.Core.Tests.Propensity;

public class CustomerTableTests
{
    [Fact]
    public void Columns_keep_their_values_kinds_and_gaps()
    {
        CustomerTable table = Example();

        Assert.Equal(3, table.Count);
        Assert.Equal(["income", "grade", "job", "owner", "since"], table.Columns.Select(c => c.Name));
        Assert.Equal(
            [CustomerColumnKind.Numeric, CustomerColumnKind.Ordinal, CustomerColumnKind.Categorical, CustomerColumnKind.Boolean, CustomerColumnKind.Date],
            table.Columns.Select(c => c.Kind));
        Assert.Equal(["1.5", null, "-2"], Texts(table, "income"));
        Assert.Equal(["low", "high", null], Texts(table, "grade"));
        Assert.Equal(["nurse", "clerk", "nurse"], Texts(table, "job"));
        Assert.Equal(["true", null, "false"], Texts(table, "owner"));
        Assert.Equal([null, "2024-02-29", "1999-01-01"], Texts(table, "since"));
        Assert.All(table.Columns, c => Assert.Equal(c.Name == "job" ? 0 : 1, c.MissingCount));
    }

    [Fact]
    public void Levels_stand_in_ordinal_order_whatever_the_order_of_the_rows()
    {
        Assert.True(Example().TryGetColumn("job", out CustomerColumn? job));

        Assert.Equal(["clerk", "nurse"], job.Levels);
        Assert.Equal([1, 0, 1], job.LevelCodes.ToArray());
        Assert.Empty(job.Numbers.ToArray());
    }

    [Fact]
    public void Rows_can_be_picked_with_their_keys_and_dates()
    {
        CustomerTable picked = Example().Select([2, 0, 2]);

        Assert.Equal(["c", "a", "c"], Enumerable.Range(0, 3).Select(picked.Key));
        Assert.Equal(new DateOnly(2025, 1, 3), picked.AsOf(0));
        Assert.Equal(["-2", "1.5", "-2"], Texts(picked, "income"));
        Assert.Equal(["nurse", "nurse", "nurse"], Texts(picked, "job"));
        Assert.Throws<ArgumentOutOfRangeException>(() => picked.Select([3]));
    }

    [Fact]
    public void Columns_can_be_picked_by_name()
    {
        Assert.Equal(["job", "income"], Example().SelectColumns("job", "income").Columns.Select(c => c.Name));
        Assert.Contains("'incme'", Assert.Throws<ArgumentException>(() => Example().SelectColumns("incme")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Example().SelectColumns("job", "job"));
    }

    [Fact]
    public void Protection_is_marked_on_the_column_and_survives_picking_rows()
    {
        Assert.True(Example().Select([0]).TryGetColumn("since", out CustomerColumn? since));
        Assert.True(Example().TryGetColumn("job", out CustomerColumn? job));

        Assert.True(since.IsProtected);
        Assert.False(job.IsProtected);
    }

    [Fact]
    public void All_faults_of_a_table_are_told_together()
    {
        CustomerTableBuilder builder = new CustomerTableBuilder()
            .AddNumeric("a", [1, double.PositiveInfinity])
            .AddNumeric("a", [1])
            .AddOrdinal("grade", ["low", "odd"], ["low", "high"])
            .WithKeys(["k", ""])
            .WithDates([new DateOnly(2025, 1, 1)])
            .Protect("ghost");

        string message = Assert.Throws<ArgumentException>(builder.Build).Message;

        Assert.Contains("column 'a', row 2: the number is infinite", message, StringComparison.Ordinal);
        Assert.Contains("two columns are called 'a'", message, StringComparison.Ordinal);
        Assert.Contains("column 'a' has 1 rows where the first column has 2", message, StringComparison.Ordinal);
        Assert.Contains("'odd' is none of the classes low, high", message, StringComparison.Ordinal);
        Assert.Contains("row 2 has an empty key", message, StringComparison.Ordinal);
        Assert.Contains("the dates has 1 rows", message, StringComparison.Ordinal);
        Assert.Contains("'ghost' does not exist", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_and_weights_stand_apart_and_are_checked()
    {
        var customers = new LabeledCustomers(Example(), [true, false, true], [1, 2, 1]);

        Assert.Equal((2, 4.0, 0.5), (customers.Positives, customers.TotalWeight, customers.BaseRate));
        LabeledCustomers picked = customers.Select([1, 1]);
        Assert.Equal((0, 4.0, 0.0), (picked.Positives, picked.TotalWeight, picked.BaseRate));
        Assert.Null(customers.Select([]).BaseRate);
        Assert.Contains("2 labels for 3 customers", Assert.Throws<ArgumentException>(() => new LabeledCustomers(Example(), [true, false])).Message, StringComparison.Ordinal);
        Assert.Contains("2 weights for 3", Assert.Throws<ArgumentException>(() => new LabeledCustomers(Example(), [true, false, true], [1, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("row 2 is 0", Assert.Throws<ArgumentException>(() => new LabeledCustomers(Example(), [true, false, true], [1, 0, 1])).Message, StringComparison.Ordinal);
    }

    private static CustomerTable Example() => new CustomerTableBuilder()
        .AddNumeric("income", [1.5, double.NaN, -2])
        .AddOrdinal("grade", ["low", "high", null], ["low", "middle", "high"])
        .AddCategorical("job", ["nurse", "clerk", "nurse"])
        .AddBoolean("owner", [true, null, false])
        .AddDate("since", [null, new DateOnly(2024, 2, 29), new DateOnly(1999, 1, 1)])
        .WithKeys(["a", "b", "c"])
        .WithDates([new DateOnly(2025, 1, 1), new DateOnly(2025, 1, 2), new DateOnly(2025, 1, 3)])
        .Protect("since")
        .Build();

    private static List<string?> Texts(CustomerTable table, string name) =>
        table.TryGetColumn(name, out CustomerColumn? column) ? [.. Enumerable.Range(0, table.Count).Select(column.Text)] : throw new InvalidOperationException(name);
}
