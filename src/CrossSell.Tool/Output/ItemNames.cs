using System.Runtime.InteropServices;
using System.Text;

namespace CrossSell.Tool;

/// <summary>The items' ids as bytes ready to write, each made when it is first needed.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ItemNames(IReadOnlyList<string> ids)
{
    private readonly CsvItem[] _csv = new CsvItem[ids.Count];
    private readonly byte[]?[] _json = new byte[]?[ids.Count];
    private ShortItems? _csvWords;
    private ShortItems? _fimiWords;

    /// <summary>The short items within a CSV field, those that need no quotes.</summary>
    public ShortItems CsvWords => _csvWords ??= new(ids.Count, CsvText.ItemSeparator, item => Csv(item) is { NeedsQuotes: false } csv ? csv.Utf8 : null);

    /// <summary>The short items in a line of FIMI.</summary>
    public ShortItems FimiWords => _fimiWords ??= new(ids.Count, (byte)' ', Fimi);

    /// <summary>An item within a CSV field: already quoted as an item, its quotes doubled when the field must stand in quotes.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct CsvItem(byte[] Utf8, bool NeedsQuotes);

    public CsvItem Csv(int item)
    {
        ref CsvItem slot = ref _csv[item];
        if (slot.Utf8 is null)
        {
            // An item without a quote is the same inside and outside of a quoted field; one with a quote always quotes its field.
            string text = CsvText.Item(ids[item]);
            slot = new CsvItem(Encoding.UTF8.GetBytes(CsvText.DoubleQuotes(text)), CsvText.NeedsQuotes(text));
        }

        return slot;
    }

    /// <summary>An item in a line of FIMI, which has nothing but blanks to tell items apart.</summary>
    /// <exception cref="FailureException">The item holds white space or begins as a count does.</exception>
    public byte[] Fimi(int item)
    {
        string id = ids[item];
        return id.Length == 0 || id[0] == '(' || id.Any(char.IsWhiteSpace)
            ? throw new FailureException($"the product '{id}' cannot stand in a line of FIMI, which parts products by blanks and ends with a count in parentheses; choose csv or jsonl.")
            : Encoding.UTF8.GetBytes(id);
    }

    /// <summary>An item as a JSON string, quotes included.</summary>
    public ReadOnlySpan<byte> Json(int item) => _json[item] ??= JsonText.Quoted(ids[item]);
}
