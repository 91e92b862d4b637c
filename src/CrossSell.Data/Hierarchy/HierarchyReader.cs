using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Data;

/// <summary>Reads every line of a file of items and parents and collects what is wrong with any of them.</summary>
internal sealed class HierarchyReader(string source)
{
    private static readonly string[] s_itemNames =
        ["item", "itemid", "product", "productid", "child", "id", "sku", "article", "articleid", "artikel", "artikelnr", "artikelnummer", "produkt", "produktid"];

    private static readonly string[] s_parentNames =
        ["parent", "parentid", "category", "group", "productgroup", "class", "kategorie", "gruppe", "produktgruppe", "warengruppe", "sparte", "eltern"];

    private readonly List<BadRow> _faults = [];
    private readonly List<(string Child, string Parent)> _edges = [];

    /// <exception cref="CatalogFormatException">There are faults.</exception>
    public ProductHierarchy Read(TextReader text)
    {
        using var records = new CsvRecords(text, delimiter: null, source);
        records.Read();
        string[] header = [.. Enumerable.Range(0, records.Count).Select(i => records.Field(i, out _).Trim().ToString())];
        int item = Find(header, records.Line, "item", s_itemNames);
        int parent = Find(header, records.Line, "parent", s_parentNames);
        while (item >= 0 && parent >= 0 && records.Read())
        {
            if (records.HasNul)
            {
                Fail(records.Line, null, null, CsvRecords.NoNul);
            }
            else if (records.Count == header.Length)
            {
                ReadEdge(records, header, item, parent);
            }
            else
            {
                Fail(records.Line, null, null, string.Create(CultureInfo.InvariantCulture, $"{header.Length} fields as in the header, met {records.Count}"));
            }
        }

        return _faults.Count == 0 ? Build() : throw new CatalogFormatException(_faults);
    }

    private void ReadEdge(CsvRecords records, string[] header, int itemPlace, int parentPlace)
    {
        string item = Text(records, header, itemPlace);
        string parent = Text(records, header, parentPlace);
        if (string.IsNullOrWhiteSpace(item))
        {
            Fail(records.Line, header[itemPlace], item, "the id of a product or the name of a category");
        }
        else if (string.Equals(item, parent, StringComparison.Ordinal))
        {
            Fail(records.Line, header[parentPlace], parent, "a parent other than the item itself");
        }
        else if (!string.IsNullOrWhiteSpace(parent))
        {
            _edges.Add((item, parent));
        }
    }

    private ProductHierarchy Build()
    {
        try
        {
            return ProductHierarchy.FromEdges(_edges);
        }
        catch (ArgumentException e)
        {
            // No single line is wrong: the exception names every cycle.
            string cycles = e.Message.Replace($" (Parameter '{e.ParamName}')", "", StringComparison.Ordinal).TrimEnd('.');
            throw new CatalogFormatException([new BadRow(source, 0, null, null, $"a hierarchy; {char.ToLowerInvariant(cycles[0])}{cycles[1..]}")]);
        }
    }

    private int Find(string[] header, long line, string role, string[] names)
    {
        int[] found = [.. Enumerable.Range(0, header.Length).Where(p => names.Contains(HeaderName.Normalize(header[p]), StringComparer.Ordinal))];
        if (found.Length == 1)
        {
            return found[0];
        }

        // Of several, the one with the role's own name.
        int[] exact = [.. found.Where(p => string.Equals(HeaderName.Normalize(header[p]), role, StringComparison.Ordinal))];
        if (exact.Length == 1)
        {
            return exact[0];
        }

        Fail(line, null, null, $"one column '{role}'; the header has {string.Join(", ", header.Select(h => $"'{h}'"))}");
        return -1;
    }

    private string Text(CsvRecords records, string[] header, int place)
    {
        string text = records.Field(place, out bool damaged).ToString();
        if (damaged)
        {
            Fail(records.Line, header[place], text, "a field with its quotes in order");
        }
        else if (text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            Fail(records.Line, header[place], text, "text that can be decoded; the file may be in another encoding than the one it is read with");
        }

        return text;
    }

    private void Fail(long line, string? column, string? value, string expected) => _faults.Add(new BadRow(source, line, column, value, expected));
}
