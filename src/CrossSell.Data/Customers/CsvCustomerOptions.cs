using System.Globalization;
using System.Text;

namespace CrossSell;

/// <summary>How a CSV file of customers is read. The defaults fit most files; docs/formats.md tells what they are.</summary>
public sealed class CsvCustomerOptions
{
    /// <summary>What the columns are.</summary>
    /// <value>Default: every column is a feature whose kind is found by looking at its values.</value>
    public CustomerColumns Columns { get; } = new();

    /// <summary>What separates fields.</summary>
    /// <value>Default: null, which takes whichever of comma, semicolon, tab and <c>|</c> stands most often in the first line.</value>
    public char? Delimiter { get; set; }

    /// <summary>Whether the first line names the columns.</summary>
    /// <value>Default: true. Without a header the columns are called V1, V2, …</value>
    public bool HasHeader { get; set; } = true;

    /// <summary>The only notations taken of dates, as .NET writes them: <c>dd/MM/yyyy</c>.</summary>
    /// <value>Default: none, which takes <c>2024-03-31</c> and <c>31.03.2024</c> and what <see cref="Culture"/> writes.</value>
    public IList<string> DateFormats { get; } = [];

    /// <summary>The culture of numbers and dates, such as <c>de-DE</c> for decimal commas.</summary>
    /// <value>Default: null, which means a decimal point and no separators of thousands.</value>
    public CultureInfo? Culture { get; set; }

    /// <summary>The text's encoding; a byte order mark in the file goes before it.</summary>
    /// <value>Default: null, which means UTF-8.</value>
    public Encoding? Encoding { get; set; }

    /// <summary>What messages call the source.</summary>
    /// <value>Default: null, which takes the file's name.</value>
    public string? SourceName { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a file can be read.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [.. Columns.Validate(), .. Data.OptionFaults.Of(DateFormats)];
        if (Delimiter is '"' or '\r' or '\n' or '\0')
        {
            failures.Add($"{nameof(Delimiter)} is a quote or a line end; it must be another character, such as ',' or ';'.");
        }

        return failures;
    }
}
