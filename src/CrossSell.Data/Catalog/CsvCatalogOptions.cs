using System.Globalization;
using System.Text;
using CrossSell.Data;

namespace CrossSell;

/// <summary>How a CSV file of products is read. The defaults fit most files; docs/formats.md tells what they are.</summary>
public sealed class CsvCatalogOptions
{
    /// <summary>What separates fields.</summary>
    /// <value>Default: null, which takes whichever of comma, semicolon, tab and <c>|</c> stands most often in the header.</value>
    public char? Delimiter { get; set; }

    /// <summary>The column with the product's id, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name.</value>
    public string? Product { get; set; }

    /// <summary>The column with the product's name, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name. Empty: no column says it.</value>
    public string? Name { get; set; }

    /// <summary>The column with the product's category, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name. Empty: no column says it.</value>
    public string? Category { get; set; }

    /// <summary>The column that says held or repurchasable, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name. Empty: no column says it.</value>
    public string? Kind { get; set; }

    /// <summary>The column with the margin of one sale, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name. Empty: no column says it.</value>
    public string? Margin { get; set; }

    /// <summary>The column with the price at which the product is offered, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name. Empty: no column says it.</value>
    public string? Price { get; set; }

    /// <summary>The column with the name of the set of products that count as the same, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name. Empty: no column says it.</value>
    public string? EquivalenceSet { get; set; }

    /// <summary>The column with the name of the upgrade ladder, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name. Empty: no column says it.</value>
    public string? Ladder { get; set; }

    /// <summary>The column with the step of the ladder, a whole number, higher is better, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name and only beside a ladder. Empty: no column says it.</value>
    public string? Rank { get; set; }

    /// <summary>The column with the id of the product of which this is a variant, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name. Empty: no column says it.</value>
    public string? VariantOf { get; set; }

    /// <summary>The column with the name of the group of which a customer may own one product at most, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name. Empty: no column says it.</value>
    public string? ExclusiveGroup { get; set; }

    /// <summary>The column with the date from which the product may be offered, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name. Empty: no column says it.</value>
    public string? AvailableFrom { get; set; }

    /// <summary>The column with the date from which the product may not be offered any more, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name. Empty: no column says it.</value>
    public string? AvailableUntil { get; set; }

    /// <summary>The column with the regions where it may be offered, separated by <c>|</c> or <c>;</c>, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name. Empty: no column says it.</value>
    public string? Regions { get; set; }

    /// <summary>The column with the channels by which it may be offered, separated by <c>|</c> or <c>;</c>, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name. Empty: no column says it.</value>
    public string? Channels { get; set; }

    /// <summary>The column with the key under which stock is counted, by name or by number from 1.</summary>
    /// <value>Default: null, which finds it by name. Empty: no column says it.</value>
    public string? StockKey { get; set; }

    /// <summary>The file of relations between products; its faults are told together with those of the products.</summary>
    /// <value>Default: null, no relations. docs/formats.md tells its columns.</value>
    public string? RelationsFile { get; set; }

    /// <summary>The file of categories and their parents; its faults are told together with those of the products.</summary>
    /// <value>Default: null: every category stands at the top. docs/formats.md tells its columns.</value>
    public string? CategoriesFile { get; set; }

    /// <summary>The only formats of dates taken, such as <c>dd/MM/yyyy</c>.</summary>
    /// <value>Default: none, which takes the notations of docs/formats.md.</value>
    public IList<string> DateFormats { get; } = [];

    /// <summary>The kind of products whose field is empty or that have no column for it.</summary>
    /// <value>Default: <see cref="ProductKind.Held"/>.</value>
    public ProductKind DefaultKind { get; set; } = ProductKind.Held;

    /// <summary>The culture of margins, such as <c>de-DE</c> for decimal commas.</summary>
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
        var failures = new List<string>();
        if (Delimiter is '"' or '\r' or '\n' or '\0')
        {
            failures.Add($"{nameof(Delimiter)} is a quote or a line end; it must be another character, such as ',' or ';'.");
        }

        if (!Enum.IsDefined(DefaultKind))
        {
            failures.Add($"{nameof(DefaultKind)} is {DefaultKind:D}; it must be one of {string.Join(", ", Enum.GetNames<ProductKind>())}.");
        }

        failures.AddRange(OptionFaults.Of(DateFormats));
        return failures;
    }
}
