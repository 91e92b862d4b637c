using System.Globalization;

namespace CrossSell;

/// <summary>How rows of a database are read as purchases.</summary>
public sealed class DbPurchaseOptions
{
    /// <summary>Which column plays which role.</summary>
    /// <value>Default: found by name.</value>
    public PurchaseColumns Columns { get; } = new();

    /// <summary>The only notations taken of dates that the database hands over as text, as .NET writes them: <c>dd/MM/yyyy HH:mm</c>.</summary>
    /// <value>Default: none, which takes <c>2024-03-31</c> and <c>31.03.2024</c>, each with or without a time, and what <see cref="Culture"/> writes.</value>
    public IList<string> DateFormats { get; } = [];

    /// <summary>The culture of numbers and dates that the database hands over as text.</summary>
    /// <value>Default: null, which means a decimal point and no separators of thousands.</value>
    public CultureInfo? Culture { get; set; }

    /// <summary>How rows become a history.</summary>
    public PurchaseHistoryOptions History { get; set; } = new();

    /// <summary>What messages call the source.</summary>
    /// <value>Default: <c>query</c>.</value>
    public string SourceName { get; set; } = "query";

    /// <summary>Is told every bad row that is skipped while rows are read one by one, where no report can list them.</summary>
    public Action<BadRow>? BadRowSkipped { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when rows can be read.</summary>
    public IReadOnlyList<string> Validate() =>
        [.. Data.OptionFaults.Of(DateFormats), .. Data.OptionFaults.Of(Columns, numbersOnly: false), .. Data.OptionFaults.Of(History)];
}
