using System.Globalization;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>Writes what was measured, and the lists.</summary>
internal static class RankingRows
{
    public static IReadOnlyList<string> ListColumns { get; } = ["user", "rank", "item", "score"];

    public static void Write(RecordFormat format, Utf8Sink sink, RankingTable table)
    {
        if (format == RecordFormat.JsonLines)
        {
            WriteLines(RecordWriter.Create(format, sink, RankingTable.Columns), table);
            return;
        }

        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Action<TextWriter> write = format switch
        {
            RecordFormat.Json => table.WriteJson,
            RecordFormat.Text => table.WriteText,
            _ => table.WriteCsv,
        };
        write(text);
        sink.Write(text.ToString());
    }

    private static void WriteLines(RecordWriter writer, RankingTable table)
    {
        foreach (RankingTableRow row in table.Rows)
        {
            writer.Text(row.Model);
            foreach (double? number in row.Numbers)
            {
                writer.Number(number);
            }
        }
    }

    public static void WriteLists(RecordWriter writer, RankedLists lists, PurchaseMatrix known)
    {
        for (int at = 0; at < lists.Customers.Length; at++)
        {
            string customer = known.Customers[lists.Customers[at]];
            for (int place = 0; place < lists.ProductsOf(at).Length; place++)
            {
                writer.Text(customer);
                writer.Number(place + 1L);
                writer.Text(known.Products[lists.ProductsOf(at)[place]]);
                writer.Number(lists.ScoresOf(at)[place]);
            }
        }
    }
}
