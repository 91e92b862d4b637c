using System.Globalization;

namespace CrossSell;

/// <summary>How rows of a database are read as customers.</summary>
public sealed class DbCustomerOptions
{
    /// <summary>What the columns are.</summary>
    /// <value>Default: every column is a feature whose kind is found by looking at its values.</value>
    public CustomerColumns Columns { get; } = new();

    /// <summary>The only notations taken of dates that the database hands over as text, as .NET writes them.</summary>
    /// <value>Default: none, which takes <c>2024-03-31</c> and <c>31.03.2024</c> and what <see cref="Culture"/> writes.</value>
    public IList<string> DateFormats { get; } = [];

    /// <summary>The culture of numbers and dates that the database hands over as text.</summary>
    /// <value>Default: null, which means a decimal point and no separators of thousands.</value>
    public CultureInfo? Culture { get; set; }

    /// <summary>What messages call the source.</summary>
    /// <value>Default: <c>query</c>.</value>
    public string SourceName { get; set; } = "query";

    /// <summary>What is wrong with these options, one sentence each; empty when rows can be read.</summary>
    public IReadOnlyList<string> Validate() => [.. Columns.Validate(), .. Data.OptionFaults.Of(DateFormats)];
}
