using System.Text;

namespace CrossSell.Tool.Tests.Output;

public sealed class RecordWriterTests
{
    private static readonly string[] s_ids = ["bread", "a;b", "say \"hi\"", "x,y", "Müsli", "two\nlines"];

    [Theory]
    [InlineData(new[] { 0 }, "bread")]
    [InlineData(new[] { 0, 4 }, "bread;Müsli")]
    [InlineData(new[] { 0, 1 }, "\"bread;\"\"a;b\"\"\"")]
    [InlineData(new[] { 2 }, "\"\"\"say \"\"\"\"hi\"\"\"\"\"\"\"")]
    [InlineData(new[] { 3, 0 }, "\"x,y;bread\"")]
    [InlineData(new[] { 5 }, "\"two\nlines\"")]
    public void A_set_of_items_is_one_csv_field(int[] items, string expected) =>
        Assert.Equal($"items\n{expected}\n", Written(RecordFormat.Csv, ["items"], writer => writer.Items(new ItemNames(s_ids), items)));

    [Fact]
    public void A_set_of_items_reads_back_by_undoing_csv_and_then_the_list()
    {
        int[] items = [0, 1, 2, 3, 4, 5];
        string text = Written(RecordFormat.Csv, ["items"], writer => writer.Items(new ItemNames(s_ids), items));
        string field = text["items\n".Length..^1];
        string list = field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal);
        Assert.Equal(s_ids, SplitList(list));
    }

    [Fact]
    public void A_set_of_items_is_an_array_of_json_texts() =>
        Assert.Equal(
            """{"items":["bread","a;b","say \"hi\"","x,y","Müsli","two\nlines"]}""" + "\n",
            Written(RecordFormat.JsonLines, ["items"], writer => writer.Items(new ItemNames(s_ids), [0, 1, 2, 3, 4, 5])));

    [Theory]
    [InlineData(0.1, "0.1", "0.1")]
    [InlineData(1e-7, "1E-07", "1E-07")]
    [InlineData(double.PositiveInfinity, "Inf", "\"Inf\"")]
    [InlineData(double.NegativeInfinity, "-Inf", "\"-Inf\"")]
    [InlineData(null, "", "null")]
    public void A_measure_is_a_number_or_Inf_or_nothing(double? value, string csv, string json)
    {
        Assert.Equal($"a,b\n1,{csv}\n", Written(RecordFormat.Csv, ["a", "b"], Write));
        Assert.Equal($$"""{"a":1,"b":{{json}}}""" + "\n", Written(RecordFormat.JsonLines, ["a", "b"], Write));

        void Write(RecordWriter writer)
        {
            writer.Number(1);
            writer.Number(value);
        }
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("with, comma", "\"with, comma\"")]
    [InlineData("with \"quotes\"", "\"with \"\"quotes\"\"\"")]
    [InlineData("with\r\nlines", "\"with\r\nlines\"")]
    [InlineData("with; semicolon", "with; semicolon")]
    public void A_text_is_quoted_only_where_it_must(string text, string expected) =>
        Assert.Equal($"t\n{expected}\n", Written(RecordFormat.Csv, ["t"], writer => writer.Text(text)));

    [Fact]
    public void More_rows_than_the_buffer_holds_come_out_whole()
    {
        string long1 = new('x', 100_000);
        string text = Written(RecordFormat.Csv, ["t"], writer =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                writer.Text($"row {i}");
            }

            writer.Text(long1);
        });
        Assert.Equal($"t\n{string.Concat(Enumerable.Range(0, 20_000).Select(i => $"row {i}\n"))}{long1}\n", text);
    }

    private static string Written(RecordFormat format, string[] columns, Action<RecordWriter> write)
    {
        var stream = new MemoryStream();
        using (var sink = new Utf8Sink(stream))
        {
            write(RecordWriter.Create(format, sink, columns));
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static List<string> SplitList(string list)
    {
        var items = new List<string>();
        var item = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < list.Length; i++)
        {
            if (list[i] == '"' && quoted && i + 1 < list.Length && list[i + 1] == '"')
            {
                item.Append(list[++i]);
            }
            else if (list[i] == '"')
            {
                quoted = !quoted;
            }
            else if (list[i] == ';' && !quoted)
            {
                items.Add(item.ToString());
                item.Clear();
            }
            else
            {
                item.Append(list[i]);
            }
        }

        items.Add(item.ToString());
        return items;
    }
}
