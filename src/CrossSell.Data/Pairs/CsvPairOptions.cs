using System.Globalization;
using System.Text;

namespace CrossSell;

/// <summary>How a CSV file of pairs of customer and product is read. Columns are found by their names; docs/formats.md lists them.</summary>
/// <remarks>Not thread-safe while it is changed.</remarks>
public sealed class CsvPairOptions
{
    /// <summary>What separates fields.</summary>
    /// <value>Default: null, which takes whichever of comma, semicolon, tab and <c>|</c> stands most often in the header.</value>
    public char? Delimiter { get; set; }

    /// <summary>The only notations taken of dates, as .NET writes them: <c>dd/MM/yyyy</c>.</summary>
    /// <value>Default: none, which takes <c>2024-03-31</c> and <c>31.03.2024</c>, each with or without a time, and what <see cref="Culture"/> writes.</value>
    public IList<string> DateFormats { get; } = [];

    /// <summary>The culture of dates.</summary>
    /// <value>Default: null, which means the two notations above.</value>
    public CultureInfo? Culture { get; set; }

    /// <summary>The text's encoding; a byte order mark in the file goes before it.</summary>
    /// <value>Default: null, which means UTF-8.</value>
    public Encoding? Encoding { get; set; }

    /// <summary>The instant of looking: every time must lie before it.</summary>
    /// <value>Default: null, one tick after the last time of the file.</value>
    public DateTime? AsOf { get; set; }

    /// <summary>What was known before: a pair of this file must be of a customer and a product that stand there, and must be new.</summary>
    /// <value>Default: null, which takes every pair.</value>
    public PurchaseMatrix? NewSince { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a file can be read.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [.. Data.OptionFaults.Of(DateFormats)];
        if (Delimiter is '"' or '\r' or '\n' or '\0')
        {
            failures.Add($"{nameof(Delimiter)} is a quote or a line end; it must be another character, such as ',' or ';'.");
        }

        return failures;
    }
}
