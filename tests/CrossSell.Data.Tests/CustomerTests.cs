using System.Globalization;
using CrossSell.Tests;
using Microsoft.Data.Sqlite;

namespace CrossSell.Data.Tests;

public class CustomerTests
{
    [Theory]
    [InlineData("1\n2.5\n-3e2\n", CustomerColumnKind.Numeric)]
    [InlineData("0\n1\n1\n", CustomerColumnKind.Numeric)]
    [InlineData("yes\nNO\nyes\n", CustomerColumnKind.Boolean)]
    [InlineData("j\nn\n\n", CustomerColumnKind.Boolean)]
    [InlineData("2024-03-31\n01.02.1999\nNA\n", CustomerColumnKind.Date)]
    [InlineData("nurse\nclerk\n?\n", CustomerColumnKind.Categorical)]
    [InlineData("yes\nno\nmaybe\n", CustomerColumnKind.Categorical)]
    [InlineData("01067\n10115\n99998\n", CustomerColumnKind.Categorical)]
    [InlineData("NA\nNA\nnull\n", CustomerColumnKind.Numeric)]
    public void A_kind_is_found_by_looking_at_the_values(string rows, CustomerColumnKind kind) =>
        Assert.Equal(kind, Column(Load("x,y\n" + string.Concat(rows.TrimEnd('\n').Split('\n').Select(r => r + ",1\n"))), "x").Kind);

    [Fact]
    public void Roles_are_no_features_and_labels_stand_apart()
    {
        CsvCustomerOptions options = new() { Columns = { Key = "id", Label = "bought", Weight = "times", AsOf = "day" } };
        options.Columns.Ignored.Add("later");
        options.Columns.Protected.Add("age");

        LabeledCustomers customers = CsvCustomers.LoadLabeled(
            new StringReader("id;age;bought;times;day;later\n007;30;yes;2;2025-01-31;x\n8;;no;1.5;2025-02-01;y\n"), "c.csv", options);

        Assert.Equal(["age"], customers.Table.Columns.Select(c => c.Name));
        Assert.True(Column(customers.Table, "age").IsProtected);
        Assert.True(Column(customers.Table, "age").IsMissing(1));
        Assert.Equal(("007", new DateOnly(2025, 2, 1)), (customers.Table.Key(0), customers.Table.AsOf(1)));
        Assert.Equal([true, false], customers.Labels.ToArray());
        Assert.Equal([2, 1.5], customers.Weights.ToArray());
    }

    [Fact]
    public void A_column_of_labels_is_passed_over_where_customers_are_only_scored() =>
        Assert.Equal(["x"], CsvCustomers.Load(new StringReader("x,y\n1,?\n"), "c.csv", new CsvCustomerOptions { Columns = { Label = "y" } }).Columns.Select(c => c.Name));

    [Fact]
    public void Customers_to_be_scored_are_read_with_the_kinds_of_those_of_the_training()
    {
        var options = new CsvCustomerOptions();
        options.Columns.TakeKindsFrom(Load("zip,x\na1,1\n2,2\n3,3\nb4,4\n"));

        Assert.Equal(CustomerColumnKind.Categorical, Column(CsvCustomers.Load(new StringReader("zip,x\n1,1\n2,2\n"), "s.csv", options), "zip").Kind);
    }

    [Fact]
    public void A_file_without_header_gets_numbered_names()
    {
        CustomerTable table = CsvCustomers.Load(new StringReader("1\t2\n3\t4\n"), "c.txt", new CsvCustomerOptions { HasHeader = false });

        Assert.Equal(["V1", "V2"], table.Columns.Select(c => c.Name));
        Assert.Equal([1, 3], Column(table, "V1").Numbers.ToArray());
    }

    [Theory]
    [InlineData("a,y\n1,yes\n2,\n", 3, "y", "", "a label for every customer, yes or no")]
    [InlineData("a,y\n1,yes\n2,perhaps\n", 3, "y", "perhaps", "yes or no")]
    [InlineData("a,y\n1,yes,3\n", 2, null, null, "2 fields as in the first line, met 3")]
    [InlineData("a,a,y\n1,2,yes\n", 1, "a", null, "each name once")]
    [InlineData("a,,y\n1,2,yes\n", 1, null, null, "a name for every column; column 2 has none")]
    [InlineData("a,z\n1,yes\n", 1, null, null, "a column 'y' for the label; the columns are 'a', 'z'")]
    public void A_fault_names_line_column_value_and_what_was_expected(string text, long line, string? column, string? value, string expected)
    {
        BadRow fault = Assert.Single(Assert.Throws<CustomerFormatException>(() => Labeled(text)).Faults);

        Assert.Equal(("c.csv", line, column, value), (fault.Source, fault.Line, fault.Column, fault.Value));
        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_in_a_column_of_numbers_is_a_fault_with_its_line()
    {
        string rows = string.Concat(Enumerable.Range(1, 20).Select(i => i == 7 ? "forty,1\n" : $"{i},1\n"));

        BadRow fault = Assert.Single(Assert.Throws<CustomerFormatException>(() => Load("age,x\n" + rows)).Faults);

        Assert.Equal((8L, "age", "forty"), (fault.Line, fault.Column, fault.Value));
        Assert.Contains("as in 19 of 20 rows", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_given_kind_is_held_to()
    {
        var options = new CsvCustomerOptions { Columns = { Kinds = { ["a"] = CustomerColumnKind.Numeric, ["b"] = CustomerColumnKind.Boolean, ["c"] = CustomerColumnKind.Date, ["d"] = CustomerColumnKind.Ordinal } } };

        IReadOnlyList<BadRow> faults = Assert.Throws<CustomerFormatException>(() => CsvCustomers.Load(new StringReader("a,b,c,d\nx,2,soon,1\n"), "c.csv", options)).Faults;

        Assert.Equal(["a", "b", "c"], faults.Select(f => f.Column));
        Assert.Equal(["x", "2", "soon"], faults.Select(f => f.Value));
    }

    [Fact]
    public void Ten_thousand_levels_are_taken_for_a_mistake()
    {
        string rows = string.Concat(Enumerable.Range(1, 10_000).Select(i => $"name{i},1\n"));

        BadRow fault = Assert.Single(Assert.Throws<CustomerFormatException>(() => Load("who,x\n" + rows)).Faults);

        Assert.Equal((1002L, "who", "name1001"), (fault.Line, fault.Column, fault.Value));
        Assert.Contains("at most 1000 levels, but there are 10000", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_positive_label_that_never_stands_there_is_a_fault() =>
        Assert.Contains("'Ja!' in at least one row", Assert.Throws<CustomerFormatException>(() => CsvCustomers.LoadLabeled(
            new StringReader("a,y\n1,Ja\n"), "c.csv", new CsvCustomerOptions { Columns = { Label = "y", PositiveLabel = "Ja!" } })).Message, StringComparison.Ordinal);

    [Fact]
    public void Weights_and_dates_must_be_there()
    {
        var options = new CsvCustomerOptions { Columns = { Label = "y", Weight = "w", AsOf = "d" } };

        IReadOnlyList<BadRow> faults = Assert.Throws<CustomerFormatException>(() =>
            CsvCustomers.LoadLabeled(new StringReader("y,w,d\n1,1,2025-01-01\n0,1,\n"), "c.csv", options)).Faults;
        Assert.Equal((3L, "d"), (Assert.Single(faults).Line, faults[0].Column));

        faults = Assert.Throws<CustomerFormatException>(() => CsvCustomers.LoadLabeled(new StringReader("y,w,d\n1,-1,2025-01-01\n"), "c.csv", options)).Faults;
        Assert.Equal((2L, "w", "-1"), (Assert.Single(faults).Line, faults[0].Column, faults[0].Value));
    }

    [Fact]
    public void Options_that_contradict_each_other_are_refused_together()
    {
        var options = new CsvCustomerOptions { Delimiter = '"', Columns = { Key = "a", Label = "a", MaxLevels = 0, AsOf = "b", Snapshot = new DateOnly(2025, 1, 1) } };

        Assert.Equal(4, options.Validate().Count);
        Assert.Throws<ArgumentException>(() => CsvCustomers.Load(new StringReader("a\n1\n"), "c.csv", options));
        Assert.Throws<ArgumentException>(() => CsvCustomers.LoadLabeled(new StringReader("a\n1\n"), "c.csv", new CsvCustomerOptions()));
    }

    [Fact]
    public void Decimal_commas_are_read_with_a_culture()
    {
        CustomerTable table = CsvCustomers.Load(new StringReader("Einkommen;x\n1.234,5;1\n"), "c.csv", new CsvCustomerOptions { Culture = CultureInfo.GetCultureInfo("de-DE") });

        Assert.Equal(1234.5, Column(table, "Einkommen").Numbers[0]);
    }

    [Fact]
    public async Task A_query_gives_the_same_table_as_a_file()
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "select 7 as id, 0.1 as rate, 'nurse' as job, '2024-03-31' as since, 'yes' as bought union all select 8, null, 'clerk', null, 'no'";
        using SqliteDataReader reader = command.ExecuteReader();

        LabeledCustomers customers = await DbCustomers.LoadLabeledAsync(reader, new DbCustomerOptions { Columns = { Key = "id", Label = "bought" } });

        Assert.Equal(
            [("rate", CustomerColumnKind.Numeric), ("job", CustomerColumnKind.Categorical), ("since", CustomerColumnKind.Date)],
            customers.Table.Columns.Select(c => (c.Name, c.Kind)));
        Assert.Equal((0.1, "7"), (Column(customers.Table, "rate").Numbers[0], customers.Table.Key(0)));
        Assert.Equal([true, false], customers.Labels.ToArray());
    }

    [SharedDataFact("propensity/bank-marketing/bank-full.csv.gz")]
    public void The_bank_file_is_read_as_published()
    {
        CsvCustomerOptions options = new() { Columns = { Label = "y" } };
        options.Columns.Ignored.Add("duration");

        LabeledCustomers bank = CsvCustomers.LoadLabeled(SharedData.PathOf("propensity/bank-marketing/bank-full.csv.gz"), options);

        Assert.Equal((45_211, 5_289, 15), (bank.Count, bank.Positives, bank.Table.Columns.Count));
        Assert.Equal(12, Column(bank.Table, "job").Levels.Count);
        Assert.Equal(CustomerColumnKind.Boolean, Column(bank.Table, "housing").Kind);
    }

    private static CustomerColumn Column(CustomerTable table, string name) => table.TryGetColumn(name, out CustomerColumn? column) ? column : throw new InvalidOperationException(name);

    private static CustomerTable Load(string text) => CsvCustomers.Load(new StringReader(text), "c.csv");

    private static LabeledCustomers Labeled(string text) => CsvCustomers.LoadLabeled(new StringReader(text), "c.csv", new CsvCustomerOptions { Columns = { Label = "y" } });
}
