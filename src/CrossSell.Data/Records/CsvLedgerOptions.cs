using System.Globalization;
using System.Text;
using CrossSell.Data;

namespace CrossSell;

/// <summary>How CSV files of holdings, offers, answers, contacts, permissions and objections are read. Columns are found by their names; docs/formats.md lists them.</summary>
/// <remarks>Not thread-safe while it is changed.</remarks>
public sealed class CsvLedgerOptions
{
    /// <summary>What separates fields.</summary>
    /// <value>Default: null, which takes whichever of comma, semicolon, tab and <c>|</c> stands most often in the header.</value>
    public char? Delimiter { get; set; }

    /// <summary>The only notations taken of dates, as .NET writes them: <c>dd/MM/yyyy</c>.</summary>
    /// <value>Default: none, which takes <c>2024-03-31</c> and <c>31.03.2024</c> and what <see cref="Culture"/> writes. Dates without a zone are UTC.</value>
    public IList<string> DateFormats { get; } = [];

    /// <summary>The culture of prices and dates, such as <c>de-DE</c> for decimal commas.</summary>
    /// <value>Default: null, which means a decimal point and no separators of thousands.</value>
    public CultureInfo? Culture { get; set; }

    /// <summary>The text's encoding; a byte order mark in the file goes before it.</summary>
    /// <value>Default: null, which means UTF-8.</value>
    public Encoding? Encoding { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a file can be read.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [.. OptionFaults.Of(DateFormats)];
        if (Delimiter is '"' or '\r' or '\n' or '\0')
        {
            failures.Add($"{nameof(Delimiter)} is a quote or a line end; it must be another character, such as ',' or ';'.");
        }

        return failures;
    }
}
