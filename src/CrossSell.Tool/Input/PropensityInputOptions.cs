using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>Which file says what is known about customers, and what its columns are; read in the encoding and culture of the purchases.</summary>
/// <param name="namesUseProtected">Whether the verb has the option --use-protected.</param>
internal sealed class PropensityInputOptions(bool namesUseProtected = true)
{
    private const string DefaultKey = "customer";

    private readonly Option<string> _customers = Opt.Text(
        "--customers", "FILE", "What is known about customers, as CSV: one row each, one column a feature; - is standard input.");
    private readonly Option<string> _key = Opt.Text(
        "--customer-key", "NAME", $"The column of --customers with the customer's id, as it stands in the purchases. Default: {DefaultKey}.");
    private readonly Option<string[]> _ignore = Opt.Texts("--customer-ignore", "COLUMN", "A column of --customers that is not read. May be repeated.");
    private readonly Option<string[]> _protected = Opt.Texts(
        "--customer-protected", "COLUMN", $"A column of --customers such as age or gender: not learned from{(namesUseProtected ? " unless --use-protected is given" : "")}, never named in a reason. May be repeated.");

    public Option<string> Customers => _customers;

    public Option<string> Key => _key;

    public IReadOnlyList<Option> FeatureOptions => [_ignore, _protected];

    public string? Path(OptionReader options) => options.Text(_customers) is null ? null : options.RequiredFile(_customers);

    /// <summary>What stands alone without the file that it is about.</summary>
    /// <exception cref="UsageException">There is an option about --customers, and no such file.</exception>
    public void Check(OptionReader options, params ReadOnlySpan<Option> given)
    {
        foreach (Option option in given)
        {
            if (options.IsGiven(option) && options.Text(_customers) is null)
            {
                throw new UsageException($"{option.Name} belongs to --customers, which is missing.");
            }
        }
    }

    /// <summary>Reads customers to learn from.</summary>
    /// <exception cref="CustomerFormatException">A row is bad, or a column is not there.</exception>
    public CustomerTable Load(OptionReader options, string path, CsvPurchaseOptions purchases, ToolHost host)
    {
        CsvCustomerOptions csv = Reading(options, purchases);
        foreach (string column in options.Texts(_ignore))
        {
            csv.Columns.Ignored.Add(column);
        }

        foreach (string column in options.Texts(_protected))
        {
            csv.Columns.Protected.Add(column);
        }

        return Load(path, csv, host);
    }

    /// <summary>Reads customers to be scored: the columns that a model learned from, in the kinds that they had, and no others.</summary>
    /// <exception cref="CustomerFormatException">A row is bad, or a column is not there.</exception>
    public CustomerTable Load(OptionReader options, string path, CsvPurchaseOptions purchases, ToolHost host, IReadOnlyList<(string Name, CustomerColumnKind Kind)> columns)
    {
        CsvCustomerOptions csv = Reading(options, purchases);
        foreach ((string name, CustomerColumnKind kind) in columns)
        {
            csv.Columns.Features.Add(name);
            csv.Columns.Kinds[name] = kind;
        }

        // A level that the training had not is unknown, however many there are of them.
        csv.Columns.MaxLevels = int.MaxValue;
        return Load(path, csv, host);
    }

    private static CustomerTable Load(string path, CsvCustomerOptions csv, ToolHost host)
    {
        using InputFile input = InputFile.Open(path, host, csv.Encoding is not null, "a table of customers");
        csv.SourceName = input.Name;
        CustomerTable customers = LoadNamingKey(input, csv);
        return customers.Count > 0 ? customers : throw new FailureException($"{input.Name} has a header but no rows; expected a row for each customer.");
    }

    // Where the column of ids is missing, the option that names it is the remedy.
    private static CustomerTable LoadNamingKey(InputFile input, CsvCustomerOptions csv)
    {
        try
        {
            return CsvCustomers.Load(input.Stream, input.Name, csv);
        }
        catch (CustomerFormatException e) when (e.Faults.Any(IsOfKey))
        {
            throw new CustomerFormatException([.. e.Faults.Select(fault => IsOfKey(fault) ? fault with { Expected = $"{fault.Expected}; --customer-key names the one with the customers' ids" } : fault)]);
        }

        bool IsOfKey(BadRow fault) => fault.Expected.StartsWith($"a column '{csv.Columns.Key}' for the key;", StringComparison.Ordinal);
    }

    private CsvCustomerOptions Reading(OptionReader options, CsvPurchaseOptions purchases)
    {
        var csv = new CsvCustomerOptions { Encoding = purchases.Encoding, Culture = purchases.Culture };
        csv.Columns.Key = options.Text(_key) switch
        {
            null => DefaultKey,
            "" => throw new UsageException($"{_key.Name} is empty; expected the name of a column."),
            { } name => name,
        };
        return csv;
    }
}
