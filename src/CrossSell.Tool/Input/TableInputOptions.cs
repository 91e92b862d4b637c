using System.CommandLine;
using System.Globalization;

namespace CrossSell.Tool;

/// <summary>How a table of customers is read, and what its columns are; the same for every verb that reads one.</summary>
internal sealed class TableInputOptions
{
    private static readonly (string Word, CustomerColumnKind Value)[] s_kinds =
    [
        ("numeric", CustomerColumnKind.Numeric),
        ("ordinal", CustomerColumnKind.Ordinal),
        ("categorical", CustomerColumnKind.Categorical),
        ("boolean", CustomerColumnKind.Boolean),
        ("date", CustomerColumnKind.Date),
    ];

    private readonly TextOptions _text = new();
    private readonly Option<bool> _noHeader = Opt.Flag(
        "--no-header", "The first line is a row; columns are called V1, V2, ... or given by their numbers. Default: found in the first line.");

    private readonly Option<string> _key = Opt.Text("--key-column", "NAME", "The column with the customer's key; it is no feature. Default: none, rows have numbers.");
    private readonly Option<string> _date = Opt.Text(
        "--date-column", "NAME", "The column with the day on which a customer is looked at; it is no feature. Ages and tenures are counted up to it, and validation goes by time.");

    private readonly Option<string> _asOf = Opt.Text("--as-of", "DATE", "The one day on which all customers are looked at, such as 2024-12-31; not together with --date-column.");
    private readonly Option<string[]> _missing = Opt.Texts("--missing", "TEXT", "A further text that means that a value is not known, beside empty, NA, N/A, NaN, NULL and ?. May be repeated.");
    private readonly Option<string> _maxLevels = Opt.Text("--max-levels", "N", "End the run with an error rather than take a column of more different texts for a feature. Default: 1000.");

    private readonly Option<string> _label = Opt.Text("--label", "COLUMN", "The column with the answers: who bought.", required: true);
    private readonly Option<string> _positive = Opt.Text(
        "--positive", "TEXT", "The answer that means yes; all others mean no. Default: 1, true, yes, y, ja, j and t mean yes, their opposites no.");

    private readonly Option<string> _weight = Opt.Text("--weight-column", "NAME", "The column with the number of customers that a row stands for. Default: none, each row counts once.");
    private readonly Option<string[]> _ignore = Opt.Texts("--ignore", "COLUMN", "A column that is not read, such as what is known only after the sale. May be repeated.");
    private readonly Option<string[]> _protected = Opt.Texts(
        "--protected", "COLUMN", "A column such as age or gender: not learned from unless --use-protected is given, never named as a reason. May be repeated.");

    private readonly Option<string[]> _kind = Opt.Texts(
        "--kind", "COLUMN=KIND", "The kind of a column: numeric, ordinal, categorical, boolean or date. May be repeated. Default: found by looking at the values.");

    /// <summary>What is learned, for verbs that learn or judge.</summary>
    public IReadOnlyList<Option> LabelOptions => [_label, _positive, _weight];

    /// <summary>What the features are, for verbs that learn.</summary>
    public IReadOnlyList<Option> FeatureOptions => [_ignore, _protected, _kind];

    /// <summary>The key, which rows of a result are told apart by.</summary>
    public Option<string> Key => _key;

    /// <summary>The group for verbs that learn or judge.</summary>
    public OptionGroup Group => new("Reading tables", [_key, _date, _asOf, .. _text.Options, _noHeader, _missing, _maxLevels]);

    /// <summary>How customers with answers are read; without features for a table to be judged, whose columns a model says.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="input">The file.</param>
    /// <param name="reporter">Is told of a header that is none.</param>
    /// <exception cref="UsageException">An option has no such value.</exception>
    public CsvCustomerOptions ReadLabeled(OptionReader options, InputFile input, Reporter reporter)
    {
        CsvCustomerOptions csv = Read(options, input, reporter);
        csv.Columns.Label = Named(options, _label, csv);
        csv.Columns.PositiveLabel = options.Text(_positive);
        csv.Columns.Weight = Named(options, _weight, csv);
        foreach (string column in options.Texts(_ignore))
        {
            csv.Columns.Ignored.Add(Resolve(column, csv));
        }

        foreach (string column in options.Texts(_protected))
        {
            csv.Columns.Protected.Add(Resolve(column, csv));
        }

        foreach ((string column, CustomerColumnKind kind) in ReadKinds(options))
        {
            csv.Columns.Kinds[Resolve(column, csv)] = kind;
        }

        return Checked(csv);
    }

    /// <summary>How customers without answers are read.</summary>
    /// <inheritdoc cref="ReadLabeled"/>
    public CsvCustomerOptions Read(OptionReader options, InputFile input, Reporter reporter)
    {
        var csv = new CsvCustomerOptions { SourceName = input.Name };
        _text.Apply(options, csv);
        csv.HasHeader = HasHeader(options, input, csv);
        if (!csv.HasHeader && !options.Flag(_noHeader))
        {
            reporter.Detail($"{input.Name}: the first line holds numbers of which some are equal, so it is a row; columns are called V1, V2, ...");
        }

        csv.Columns.Key = Named(options, _key, csv);
        csv.Columns.AsOf = Named(options, _date, csv);
        csv.Columns.Snapshot = ReadAsOf(options);
        csv.Columns.MaxLevels = options.Whole(_maxLevels, 1) ?? csv.Columns.MaxLevels;
        foreach (string text in options.Texts(_missing))
        {
            csv.Columns.MissingTexts.Add(text);
        }

        if (csv.Columns.AsOf is not null && csv.Columns.Snapshot is not null)
        {
            throw new UsageException("--date-column and --as-of do not go together: only one of them can say the day.");
        }

        return Checked(csv);
    }

    /// <summary>What can be wrong is found before a file is opened.</summary>
    public void Check(OptionReader options)
    {
        _text.Apply(options, new CsvCustomerOptions());
        ReadAsOf(options);
        options.Whole(_maxLevels, 1);
        _ = ReadKinds(options).Count();
        foreach (Option<string> role in new[] { _label, _weight, _key, _date })
        {
            if (options.Text(role) is "")
            {
                throw new UsageException($"{role.Name} is empty; expected the name of a column.");
            }
        }
    }

    /// <summary>The name of a column that is given by its name or, where columns have none, by its number.</summary>
    public string ColumnName(OptionReader options, InputFile input, string column)
    {
        var csv = new CsvCustomerOptions();
        _text.Apply(options, csv);
        csv.HasHeader = HasHeader(options, input, csv);
        return Resolve(column, csv);
    }

    /// <summary>Whether a column is protected.</summary>
    public bool NamesProtected(OptionReader options) => options.Texts(_protected).Count > 0;

    /// <summary>Whether the bytes are in an encoding of which only the user knows.</summary>
    public bool NamesEncoding(OptionReader options) => _text.NamesEncoding(options);

    private bool HasHeader(OptionReader options, InputFile input, CsvCustomerOptions csv) => !options.Flag(_noHeader) && !TableHead.IsRow(input.FirstLine, csv.Delimiter);

    private static CsvCustomerOptions Checked(CsvCustomerOptions csv) =>
        csv.Validate() is { Count: > 0 } failures ? throw new UsageException(LibraryNames.InTable(string.Join(' ', failures))) : csv;

    private static string? Named(OptionReader options, Option<string> option, CsvCustomerOptions csv) => options.Text(option) is { } name ? Resolve(name, csv) : null;

    /// <summary>Where columns have no names they may be given by number.</summary>
    private static string Resolve(string name, CsvCustomerOptions csv) => !csv.HasHeader && name.Length > 0 && name.All(char.IsAsciiDigit) ? $"V{name.TrimStart('0')}" : name;

    private DateOnly? ReadAsOf(OptionReader options)
    {
        if (options.Text(_asOf) is not { } text)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw new UsageException($"--as-of is '{text}'; it must be a date such as 2024-12-31.");
    }

    private IEnumerable<(string Column, CustomerColumnKind Kind)> ReadKinds(OptionReader options)
    {
        foreach (string text in options.Texts(_kind))
        {
            int sign = text.LastIndexOf('=');
            (string Word, CustomerColumnKind Value) found = Array.Find(s_kinds, kind => string.Equals(kind.Word, text[(sign + 1)..], StringComparison.OrdinalIgnoreCase));
            yield return sign > 0 && found.Word is not null
                ? (text[..sign], found.Value)
                : throw new UsageException($"--kind is '{text}'; it must be COLUMN=KIND, and KIND one of {string.Join(", ", s_kinds.Select(kind => kind.Word))}.");
        }
    }
}
