using System.CommandLine;
using System.Globalization;
using System.Text;

namespace CrossSell.Tool;

/// <summary>How a file of purchases is read; the same for every verb that reads one.</summary>
internal sealed class PurchaseInputOptions
{
    private readonly Option<string> _format = Opt.Text(
        "--format", "csv|fimi",
        "What the input looks like: rows with a header (csv), or a basket a line, items separated by blanks (fimi). "
        + "Default: by the name (.csv, .tsv; .dat, .fimi), else by the first line. Either may be packed by gzip.");

    private readonly Option<string> _delimiter = Opt.Text(
        "--delimiter", "C", "What separates fields, or the word tab. Default: found in the first line.");
    private readonly Option<string> _encoding = Opt.Text(
        "--encoding", "NAME", "The text's encoding, such as windows-1252. Default: utf-8, or what a byte order mark says.");
    private readonly Option<string> _culture = Opt.Text(
        "--culture", "NAME",
        "How numbers and dates are written, such as de-DE. Default: decimal point, dates like 2024-03-31 or 31.03.2024.");
    private readonly Option<string[]> _dateFormat = Opt.Texts(
        "--date-format", "FORMAT", "The only notation of dates that is taken, such as dd/MM/yyyy or 'MM/dd/yyyy HH:mm'. May be repeated.");
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
            _delimiter, _encoding, _culture, _dateFormat, _noHeader, .. _columns.Select(c => c.Option),
            _asOf, _badRows, _maxBadRows, _returns, _duplicates,
        ]);

    /// <summary>The format asked for; null for the one that the input looks like.</summary>
    public InputFormat? ReadFormat(OptionReader options) => options.Choice(_format, ("csv", InputFormat.Csv), ("fimi", InputFormat.Fimi));

    /// <summary>The given options that say nothing of baskets, a line each.</summary>
    public IReadOnlyList<string> CsvOnly(OptionReader options) =>
    [
        .. new Option[] { _delimiter, _encoding, _culture, _dateFormat, _noHeader, _asOf, _returns, _duplicates }.Concat(_columns.Select(c => c.Option))
            .Where(options.IsGiven).Select(option => option.Name),
    ];

    /// <summary>Whether the bytes are in an encoding of which only the user knows.</summary>
    public bool NamesEncoding(OptionReader options) => options.Text(_encoding) is not null;

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
            Delimiter = ReadDelimiter(options),
            Encoding = ReadEncoding(options),
            Culture = ReadCulture(options),
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
        foreach (string format in options.Texts(_dateFormat))
        {
            csv.DateFormats.Add(format);
        }

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

    private char? ReadDelimiter(OptionReader options) => options.Text(_delimiter) switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        { Length: 1 } one => one[0],
        { } other => throw new UsageException($"--delimiter is '{other}'; it must be one character, or the word tab."),
    };

    private Encoding? ReadEncoding(OptionReader options)
    {
        if (options.Text(_encoding) is not { } name)
        {
            return null;
        }

        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            throw new UsageException($"--encoding is '{name}', which is not known; expected a name such as utf-8, windows-1252 or iso-8859-1.");
        }
    }

    private CultureInfo? ReadCulture(OptionReader options)
    {
        if (options.Text(_culture) is not { } name)
        {
            return null;
        }

        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            throw new UsageException($"--culture is '{name}', which is not known; expected a name such as de-DE or en-US.");
        }
    }

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
