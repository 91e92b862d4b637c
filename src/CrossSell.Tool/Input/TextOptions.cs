using System.CommandLine;
using System.Globalization;
using System.Text;

namespace CrossSell.Tool;

/// <summary>How rows of text are written: what separates fields, letters, numbers and dates.</summary>
internal sealed class TextOptions
{
    private readonly Option<string> _delimiter = Opt.Text(
        "--delimiter", "C", "What separates fields, or the word tab. Default: found in the first line.");
    private readonly Option<string> _encoding = Opt.Text(
        "--encoding", "NAME", "The text's encoding, such as windows-1252. Default: utf-8, or what a byte order mark says.");
    private readonly Option<string> _culture = Opt.Text(
        "--culture", "NAME",
        "How numbers and dates are written, such as de-DE. Default: decimal point, dates like 2024-03-31 or 31.03.2024.");
    private readonly Option<string[]> _dateFormat = Opt.Texts(
        "--date-format", "FORMAT", "The only notation of dates that is taken, such as dd/MM/yyyy or 'MM/dd/yyyy HH:mm'. May be repeated.");

    public IReadOnlyList<Option> Options => [_delimiter, .. Notation];

    /// <summary>How letters, numbers and dates are written; what separates fields is found in each file's first line.</summary>
    public IReadOnlyList<Option> Notation => [_encoding, _culture, _dateFormat];

    /// <summary>Whether the bytes are in an encoding of which only the user knows.</summary>
    public bool NamesEncoding(OptionReader options) => options.Text(_encoding) is not null;

    /// <summary>Sets what was given.</summary>
    public void Apply(OptionReader options, CsvCustomerOptions csv)
    {
        csv.Delimiter = ReadDelimiter(options);
        csv.Encoding = ReadEncoding(options);
        csv.Culture = ReadCulture(options);
        foreach (string format in options.Texts(_dateFormat))
        {
            csv.DateFormats.Add(format);
        }
    }

    /// <summary>Sets what was given.</summary>
    public void Apply(OptionReader options, CsvPurchaseOptions csv)
    {
        csv.Delimiter = ReadDelimiter(options);
        csv.Encoding = ReadEncoding(options);
        csv.Culture = ReadCulture(options);
        foreach (string format in options.Texts(_dateFormat))
        {
            csv.DateFormats.Add(format);
        }
    }

    public char? ReadDelimiter(OptionReader options) => options.Text(_delimiter) switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        { Length: 1 } one when one[0] is not ('"' or '\r' or '\n' or '\0') => one[0],
        { } other => throw new UsageException($"--delimiter is '{other}'; it must be one character other than a quote or a line end, or the word tab."),
    };

    public Encoding? ReadEncoding(OptionReader options)
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

    public CultureInfo? ReadCulture(OptionReader options)
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

    public IReadOnlyList<string> DateFormats(OptionReader options) => options.Texts(_dateFormat);
}
