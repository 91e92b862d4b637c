using System.CommandLine;
using System.Globalization;

namespace CrossSell.Tool;

/// <summary>How a file of purchases is read; the same for every verb that reads one.</summary>
internal sealed class PurchaseInputOptions
{
    private readonly Option<string> _format = Opt.Text(
        "--format", "csv|fimi",
        "What the input looks like: rows with a header (csv), or a basket a line, items separated by blanks (fimi). "
        + "Default: by the name (.csv, .tsv; .dat, .fimi), else by the first line. Either may be packed by gzip.");

    private readonly TextOptions _text = new();
    private readonly Option<bool> _noHeader = Opt.Flag("--no-header", "The first line is a row; columns are given by their numbers.");
    private readonly Option<string> _asOf = Opt.Text(
        "--as-of", "T",
        "What is 'now', such as 2024-12-31: rows after it are left out, and holdings are judged at it. Default: the last purchase.");

    private readonly Option<string> _badRows = Opt.Text(
        "--bad-rows", "stop|skip",
        "What a row that cannot be read does: end the run (stop, the default), or be left out and reported (skip).");
    private readonly Option<string> _maxBadRows = Opt.Text(
        "--max-bad-rows", "N", "With --bad-rows skip: how many bad rows are tolerated; one more ends the run. Default: any number.");
    private readonly Option<string> _returns = Opt.Text(
        "--returns", "net|ignore|reject",
        "What a negative quantity does: take back earlier purchases (net, the default), nothing (ignore), or be a bad row (reject).");
    private readonly Option<string> _duplicates = Opt.Text(
        "--duplicates", "keep|drop", "Whether rows equal in every column all stay (keep, the default) or only one of them (drop).");

    private readonly IReadOnlyList<(Option<string> Option, Action<PurchaseColumns, string> Set)> _columns =
    [
        (Column("--product-column", "product"), (c, v) => c.Product = v),
        (Column("--customer-column", "customer"), (c, v) => c.Customer = v),
        (Column("--basket-column", "basket, invoice or contract"), (c, v) => c.Basket = v),
        (Column("--time-column", "date of purchase"), (c, v) => c.Time = v),
        (Column("--quantity-column", "quantity"), (c, v) => c.Quantity = v),
        (Column("--revenue-column", "revenue"), (c, v) => c.Revenue = v),
        (Column("--until-column", "end of the holding"), (c, v) => c.HeldUntil = v),
    ];

    /// <summary>The format option, for the verbs that take baskets as well.</summary>
    public Option<string> Format => _format;

    /// <summary>How the file is written.</summary>
    public OptionGroup Group => new(
        "Reading purchases",
        [
            .. _text.Options, _noHeader, .. _columns.Select(c => c.Option),
            _asOf, _badRows, _maxBadRows, _returns, _duplicates,
        ]);

    /// <summary>The format asked for; null for the one that the input looks like.</summary>
    public InputFormat? ReadFormat(OptionReader options) => options.Choice(_format, ("csv", InputFormat.Csv), ("fimi", InputFormat.Fimi));

    /// <summary>The given options that say nothing of baskets, a line each.</summary>
    public IReadOnlyList<string> CsvOnly(OptionReader options) =>
    [
        .. _text.Options.Concat([_noHeader, _asOf, _returns, _duplicates]).Concat(_columns.Select(c => c.Option))
            .Where(options.IsGiven).Select(option => option.Name),
    ];

    /// <summary>The given options that say nothing of a table of pairs, by name.</summary>
    public IReadOnlyList<string> PurchasesOnly(OptionReader options) =>
    [
        .. new Option[] { _noHeader, _asOf, _badRows, _maxBadRows, _returns, _duplicates }.Concat(_columns.Select(c => c.Option))
            .Where(options.IsGiven).Select(option => option.Name),
    ];

    /// <summary>Whether the bytes are in an encoding of which only the user knows.</summary>
    public bool NamesEncoding(OptionReader options) => _text.NamesEncoding(options);

    /// <summary>What is "now"; null for the last purchase.</summary>
    public DateTime? ReadAsOf(OptionReader options)
    {
        if (options.Text(_asOf) is not { } text)
        {
            return null;
        }

        string[] formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];
        return DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)
            ? time
            : throw new UsageException($"--as-of is '{text}'; it must be a date such as 2024-12-31, or a date and time such as 2024-12-31T18:00.");
    }

    /// <summary>Every option that was given, as the reader of CSV wants it.</summary>
    /// <exception cref="UsageException">An option has no such value.</exception>
    public CsvPurchaseOptions Read(OptionReader options)
    {
        var csv = new CsvPurchaseOptions
        {
            HasHeader = !options.Flag(_noHeader),
            History = new PurchaseHistoryOptions
            {
                BadRows = ReadBadRows(options),
                Returns = ReadReturns(options),
                Duplicates = options.Choice(_duplicates, ("keep", DuplicateHandling.Keep), ("drop", DuplicateHandling.Drop))
                    ?? DuplicateHandling.Keep,
                AsOf = ReadAsOf(options),
            },
        };
        _text.Apply(options, csv);
        foreach ((Option<string> option, Action<PurchaseColumns, string> set) in _columns)
        {
            if (options.Text(option) is { } column)
            {
                set(csv.Columns, column);
            }
        }

        if (csv.Validate() is { Count: > 0 } failures)
        {
            throw new UsageException(string.Join(' ', failures));
        }

        return csv;
    }

    private static Option<string> Column(string name, string role) =>
        Opt.Text(name, "NAME", $"The column with the {role}, by name or number. Default: found by its name.");

    private ReturnHandling ReadReturns(OptionReader options) =>
        options.Choice(_returns, ("net", ReturnHandling.Net), ("ignore", ReturnHandling.Ignore), ("reject", ReturnHandling.Reject))
        ?? ReturnHandling.Net;

    private BadRowPolicy ReadBadRows(OptionReader options)
    {
        long? most = options.Whole(_maxBadRows, 0, long.MaxValue);
        bool? skip = options.Choice(_badRows, ("stop", false), ("skip", true));
        if (most is not null && skip == false)
        {
            throw new UsageException("--max-bad-rows belongs to --bad-rows skip; with --bad-rows stop the first bad row ends the run.");
        }

        return skip == true || most is not null
            ? BadRowPolicy.Skip(reportAtMost: Reporter.BadRowsShown, most ?? long.MaxValue)
            : BadRowPolicy.StopAtFirst;
    }
}
