using System.Runtime.InteropServices;
using System.Text;

namespace CrossSell.Tool;

/// <summary>The items' ids as bytes ready to write, each made when it is first needed.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ItemNames(IReadOnlyList<string> ids)
{
    private readonly CsvItem[] _csv = new CsvItem[ids.Count];
    private readonly byte[]?[] _json = new byte[]?[ids.Count];

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

    /// <summary>An item as a JSON string, quotes included.</summary>
    public ReadOnlySpan<byte> Json(int item) => _json[item] ??= JsonText.Quoted(ids[item]);
}
