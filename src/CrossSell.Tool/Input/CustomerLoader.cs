using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>Reads tables of customers.</summary>
/// <param name="options">The command line.</param>
/// <param name="reading">How tables are read.</param>
/// <param name="reporter">Takes what is said beside.</param>
internal sealed class CustomerLoader(OptionReader options, TableInputOptions reading, Reporter reporter)
{
    /// <summary>Opens a table.</summary>
    /// <exception cref="FailureException">It cannot be read.</exception>
    public InputFile Open(string path, ToolHost host) => InputFile.Open(path, host, reading.NamesEncoding(options), "a table of customers");

    /// <summary>Reads customers with their answers, to learn from.</summary>
    /// <exception cref="CustomerFormatException">A row is bad, or a column is not there.</exception>
    public async Task<LabeledCustomers> LoadLabeledAsync(InputFile input)
    {
        CsvCustomerOptions csv = reading.ReadLabeled(options, input, reporter);
        return await ReadAsync(input, () => CsvCustomers.LoadLabeled(input.Stream, input.Name, csv), customers => customers.Table).ConfigureAwait(false);
    }

    /// <summary>Reads customers with their answers, to judge a model by: as the model's own were, and no other columns.</summary>
    /// <param name="input">The file.</param>
    /// <param name="model">Says which columns there must be.</param>
    /// <param name="more">Further columns to read, such as those that are audited.</param>
    /// <exception cref="CustomerFormatException">A row is bad, or a column is not there.</exception>
    public async Task<LabeledCustomers> LoadJudgedAsync(InputFile input, IExplainablePropensityModel model, params IEnumerable<CustomerColumn> more)
    {
        CsvCustomerOptions csv = reading.ReadLabeled(options, input, reporter);
        csv.Columns.Ignored.Clear();
        csv.Columns.Protected.Clear();
        csv.Columns.Kinds.Clear();
        TakeColumns(csv.Columns, model);
        foreach (CustomerColumn column in more)
        {
            csv.Columns.Features.Add(column.Name);
            csv.Columns.Kinds[column.Name] = column.Kind;
            if (column.IsProtected)
            {
                csv.Columns.Protected.Add(column.Name);
            }
        }

        return await ReadAsync(input, () => CsvCustomers.LoadLabeled(input.Stream, input.Name, csv), customers => customers.Table).ConfigureAwait(false);
    }

    /// <summary>Reads customers to be scored, as the model's own were, and no other columns.</summary>
    /// <param name="input">The file.</param>
    /// <param name="model">Says which columns there must be.</param>
    /// <param name="more">Further columns to read.</param>
    /// <exception cref="CustomerFormatException">A row is bad, or a column is not there.</exception>
    public async Task<CustomerTable> LoadAsync(InputFile input, IExplainablePropensityModel model, params IEnumerable<string> more)
    {
        CsvCustomerOptions csv = reading.Read(options, input, reporter);
        TakeColumns(csv.Columns, model);
        csv.Columns.Features.UnionWith(more);
        return await ReadAsync(input, () => CsvCustomers.Load(input.Stream, input.Name, csv), customers => customers).ConfigureAwait(false);
    }

    private static void TakeColumns(CustomerColumns columns, IExplainablePropensityModel model)
    {
        foreach ((string name, CustomerColumnKind kind) in model.ColumnKinds)
        {
            columns.Features.Add(name);
            columns.Kinds[name] = kind;
        }

        // A level that the training had not is unknown, however many there are of them.
        columns.MaxLevels = int.MaxValue;
    }

    private async Task<T> ReadAsync<T>(InputFile input, Func<T> load, Func<T, CustomerTable> tableOf)
    {
        Stage stage = reporter.Begin($"reading {input.Name}", "customers");
        await using (stage.ConfigureAwait(false))
        {
            T customers = load();
            CustomerTable table = tableOf(customers);
            if (table.Count == 0)
            {
                throw new FailureException($"{input.Name} has a header but no rows; expected a row for each customer.");
            }

            reporter.Detail($"{input.Name}: {Reporter.Count(table.Count, "customer")}, {Reporter.Count(table.Columns.Count, "column")}");
            return customers;
        }
    }
}
