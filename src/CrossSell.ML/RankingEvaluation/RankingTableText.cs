using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CrossSell.ML.RankingEvaluation;

/// <summary>A table of rankings as text.</summary>
internal static class RankingTableText
{
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteCsv(TextWriter writer, IReadOnlyList<RankingTableRow> rows)
    {
        writer.Write(string.Join(',', RankingTable.Columns) + "\n");
        foreach (RankingTableRow row in rows)
        {
            writer.Write(Field(row.Model));
            foreach (double? number in row.Numbers)
            {
                writer.Write(',');
                writer.Write(number is not { } known ? "" : double.IsInfinity(known) ? Infinite(known) : known.ToString("R", CultureInfo.InvariantCulture));
            }

            writer.Write('\n');
        }
    }

    public static void WriteJson(TextWriter writer, IReadOnlyList<RankingTableRow> rows)
    {
        writer.Write("[\n");
        for (int i = 0; i < rows.Count; i++)
        {
            writer.Write(Object(rows[i]));
            writer.Write(i + 1 < rows.Count ? ",\n" : "\n");
        }

        writer.Write("]\n");
    }

    public static void WriteText(TextWriter writer, IReadOnlyList<RankingTableRow> rows)
    {
        string[] header = ["model", $"NDCG@{rows[0].Report.Top}", "range", "recall", "hit rate", "MAP", "coverage", "to best", "p"];
        string[][] cells =
        [
            header,
            .. rows.Select(row => new[]
            {
                row.Model + (row.IsBest ? " *" : ""), Four(row.Report.Ndcg), $"{Four(row.Ndcg.Lower)} - {Four(row.Ndcg.Upper)}", Four(row.Report.Recall), Four(row.Report.HitRate),
                Four(row.Report.Map), Four(row.Report.Coverage), row.ToBest is { } best ? Four(best.Difference.Value) : "", row.ToBest is { } than ? Four(than.PValue) : "",
            }),
        ];
        int[] widths = [.. header.Select((_, column) => cells.Max(line => line[column].Length))];
        foreach (string[] line in cells)
        {
            string text = string.Join("  ", line.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
            writer.Write(text.TrimEnd() + "\n");
        }
    }

    private static string Object(RankingTableRow row)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_json))
        {
            json.WriteStartObject();
            json.WriteString(RankingTable.Columns[0], row.Model);
            IReadOnlyList<double?> numbers = row.Numbers;
            for (int column = 0; column < numbers.Count; column++)
            {
                json.WritePropertyName(RankingTable.Columns[column + 1]);
                if (numbers[column] is not { } known)
                {
                    json.WriteNullValue();
                }
                else if (double.IsInfinity(known))
                {
                    json.WriteStringValue(Infinite(known));
                }
                else
                {
                    json.WriteNumberValue(known);
                }
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Field(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Infinite(double number) => number > 0 ? "Inf" : "-Inf";

    private static string Four(double number) => number.ToString("0.0000", CultureInfo.InvariantCulture);
}
