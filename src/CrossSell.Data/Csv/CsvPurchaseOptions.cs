using System.Globalization;
using System.Text;

namespace CrossSell;

/// <summary>How a CSV file of purchases is read. The defaults fit most files; docs/formats.md tells what they are.</summary>
public sealed class CsvPurchaseOptions
{
    /// <summary>What separates fields.</summary>
    /// <value>Default: null, which takes whichever of comma, semicolon, tab and <c>|</c> stands most often in the first line.</value>
    public char? Delimiter { get; set; }

    /// <summary>Whether the first line names the columns. Without a header every role is given by its column's number.</summary>
    /// <value>Default: true.</value>
    public bool HasHeader { get; set; } = true;

    /// <summary>Which column plays which role.</summary>
    /// <value>Default: found by name.</value>
    public PurchaseColumns Columns { get; } = new();

    /// <summary>The only notations of dates that are taken, as .NET writes them: <c>dd/MM/yyyy HH:mm</c>.</summary>
    /// <value>Default: none, which takes <c>2024-03-31</c> and <c>31.03.2024</c>, each with or without a time, and what <see cref="Culture"/> writes.</value>
    public IList<string> DateFormats { get; } = [];

    /// <summary>The culture of numbers and dates, such as <c>de-DE</c> for decimal commas.</summary>
    /// <value>Default: null, which means a decimal point and no separators of thousands.</value>
    public CultureInfo? Culture { get; set; }

    /// <summary>The text's encoding; a byte order mark in the file goes before it.</summary>
    /// <value>Default: null, which means UTF-8.</value>
    public Encoding? Encoding { get; set; }

    /// <summary>How rows become a history.</summary>
    public PurchaseHistoryOptions History { get; set; } = new();

    /// <summary>What messages call the source.</summary>
    /// <value>Default: null, which takes the file's name.</value>
    public string? SourceName { get; set; }

    /// <summary>Is told every bad row that is skipped while rows are read one by one, where no report can list them.</summary>
    public Action<BadRow>? BadRowSkipped { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a file can be read.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [.. Data.OptionFaults.Of(DateFormats), .. Data.OptionFaults.Of(Columns, numbersOnly: !HasHeader), .. Data.OptionFaults.Of(History)];
        if (Delimiter is '"' or '\r' or '\n' or '\0')
        {
            failures.Add($"{nameof(Delimiter)} is a quote or a line end; it must be another character, such as ',' or ';'.");
        }

        return failures;
    }
}
