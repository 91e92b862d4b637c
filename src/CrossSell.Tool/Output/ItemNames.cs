using System.Runtime.InteropServices;
using System.Text;

namespace CrossSell.Tool;

/// <summary>The items' ids as bytes ready to write, each made when it is first needed.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ItemNames(IReadOnlyList<string> ids)
{
    private const byte NotShort = byte.MaxValue;

    private readonly CsvItem[] _csv = new CsvItem[ids.Count];
    private readonly ulong[] _short = new ulong[ids.Count];
    private readonly byte[] _shortLength = new byte[ids.Count];
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

    /// <summary>
    /// A separator and the item within a CSV field as the bytes of one word, the first lowest, when they fit one and need no quotes: ids mostly do, and
    /// a word is written in one step.
    /// </summary>
    /// <returns>The number of bytes; 0 when the item has no such form.</returns>
    public int ShortCsv(int item, out ulong bytes)
    {
        int length = _shortLength[item];
        bytes = _short[item];
        return length is > 0 and not NotShort ? length : length == NotShort ? 0 : MakeShort(item, out bytes);
    }

    private int MakeShort(int item, out ulong bytes)
    {
        CsvItem csv = Csv(item);
        bytes = CsvText.ItemSeparator;
        if (csv.NeedsQuotes || csv.Utf8.Length > sizeof(ulong) - 1)
        {
            _shortLength[item] = NotShort;
            return 0;
        }

        for (int i = 0; i < csv.Utf8.Length; i++)
        {
            bytes |= (ulong)csv.Utf8[i] << (8 * (i + 1));
        }

        _short[item] = bytes;
        return _shortLength[item] = (byte)(csv.Utf8.Length + 1);
    }

    /// <summary>An item as a JSON string, quotes included.</summary>
    public ReadOnlySpan<byte> Json(int item) => _json[item] ??= JsonText.Quoted(ids[item]);
}
