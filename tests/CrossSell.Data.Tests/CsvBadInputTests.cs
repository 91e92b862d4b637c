using System.IO.Compression;
using System.Text;

namespace CrossSell.Data.Tests;

public class CsvBadInputTests
{
    [Fact]
    public void A_bad_row_names_file_line_column_value_and_expectation()
    {
        string message = Assert.Throws<PurchaseFormatException>(() => Csv.Load("Kunde,Artikel,Menge\n1,a,1\n2,b,x\n")).Message;

        Assert.Equal("sales.csv, line 3, column Menge: saw 'x', expected a number such as 3 or 1234.5.", message);
    }

    [Fact]
    public void A_fault_that_the_history_finds_names_the_column_of_the_header()
    {
        Assert.Equal((3, "Artikel"), LineAndColumn(Csv.FaultOf("Kunde,Artikel\n1,a\n2,\n")));
        Assert.Equal((2, "Kunde"), LineAndColumn(Csv.FaultOf("Kunde,Artikel\n,a\n")));
        Assert.Equal((2, "Ende"), LineAndColumn(Csv.FaultOf("Kunde,Artikel,Beginn,Ende\n1,a,2024-02-01,2024-01-01\n")));
        Assert.Equal((2, "Datum"), LineAndColumn(Csv.FaultOf("Kunde,Artikel,Datum\n1,a,2024-02-01\n", o =>
            o.History = new PurchaseHistoryOptions { AsOf = new DateTime(2024, 1, 1), FutureRows = FutureHandling.Reject })));
        Assert.Equal((2, "Menge"), LineAndColumn(Csv.FaultOf("Kunde,Artikel,Menge\n1,a,-1\n", o =>
            o.History = new PurchaseHistoryOptions { Returns = ReturnHandling.Reject })));
        Assert.Equal((2, "Preis"), LineAndColumn(Csv.FaultOf("Kunde,Artikel,Menge,Preis\n1,a,1e300,1e300\n")));
    }

    [Fact]
    public void Skipped_rows_are_counted_and_the_first_of_them_listed()
    {
        LoadReport report = Csv.Load(
            "customer,product,quantity\n1,a,1\n2,b\n3,c,x\n,d,1\n4,,1\n5,e,2\n",
            o => o.History = new PurchaseHistoryOptions { BadRows = BadRowPolicy.Skip(reportAtMost: 3) }).Report;

        Assert.Equal((6, 2, 4), (report.RowsRead, report.RowsKept, report.BadRowCount));
        Assert.Equal([3L, 4L, 5L], report.BadRows.Select(b => b.Line));
    }

    [Fact]
    public void A_skipped_row_leaves_no_id_behind()
    {
        PurchaseHistory history = Csv.Load(
            "customer,product,quantity\nX,Y,x\n1,a,1\n",
            o => o.History = new PurchaseHistoryOptions { BadRows = BadRowPolicy.Skip() });

        Assert.Equal(["1"], history.Customers);
        Assert.Equal(["a"], history.Products);
    }

    [Fact]
    public void Too_many_bad_rows_end_the_load() =>
        Assert.Contains("bad row 2, and up to 1 are tolerated", Csv.FaultOf("customer,product\n1\n2\n3,a\n", o =>
            o.History = new PurchaseHistoryOptions { BadRows = BadRowPolicy.Skip(failAfter: 1) }).Expected, StringComparison.Ordinal);

    [Theory]
    [InlineData("customer,product\n1,a,x\n", "2 fields as in the header, met 3")]
    [InlineData("customer,product\n1\n", "2 fields as in the header, met 1")]
    [InlineData("customer,product\n1,a,\n", "2 fields as in the header, met 3")]
    public void A_row_of_another_length_than_the_header_is_bad(string text, string expected)
    {
        BadRow fault = Csv.FaultOf(text);
        Assert.Equal((2, expected), (fault.Line, fault.Expected));
    }

    [Fact]
    public void Line_numbers_count_line_ends_inside_quotes_and_blank_lines() =>
        Assert.Equal(8, Csv.FaultOf("customer,product\r\n1,\"a\r\nb\"\r\n\r\n2,\"c\nd\ne\"\r\n3,f,g\r\n").Line);

    [Fact]
    public void A_row_that_spans_lines_is_known_by_its_first() =>
        Assert.Equal(3, Csv.FaultOf("customer,product,quantity\n1,a,1\n2,\"b\nc\",x\n").Line);

    [Fact]
    public void Quotes_hold_separators_quotes_and_line_ends()
    {
        PurchaseHistory history = Csv.Load("customer,product\n1,\"a,b\"\n1,\"say \"\"hi\"\"\"\n1,\"two\nlines\"\n1,\"crlf\r\nline\"\n1,\"\"\"\"\n");

        Assert.Equal(["\"", "a,b", "crlf\r\nline", "say \"hi\"", "two\nlines"], history.Products.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("customer,product\n1,a\n2,\"b\n3,c\n4,d\n", 3)]
    [InlineData("customer,product\n1,\"a\nb\"\n2,\"b\n3,c", 4)]
    [InlineData("customer,product\n1,\"b\"\"", 2)]
    [InlineData("customer,product\n1,\"", 2)]
    [InlineData("customer,product\n1,\"x\ny\",\"z\n", 3)]
    public void A_quote_that_is_never_closed_is_an_error_with_its_line_even_when_bad_rows_are_skipped(string text, long line)
    {
        BadRow fault = Csv.FaultOf(text, o => o.History = new PurchaseHistoryOptions { BadRows = BadRowPolicy.Skip() });

        Assert.Equal(line, fault.Line);
        Assert.Contains("closing quote", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unclosed_quote_does_not_swallow_a_large_file()
    {
        var text = new StringBuilder("customer,product\n1,a\n2,\"b\n");
        for (int i = 0; i < 1_000_000; i++)
        {
            text.Append("3,c\n");
        }

        BadRow fault = Csv.FaultOf(text.ToString());

        Assert.Equal(3, fault.Line);
        Assert.Contains("quote", fault.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,a\"b\n")]
    [InlineData("1,\"a\"b\n")]
    [InlineData("1,\"a\" \n")]
    public void A_stray_quote_makes_a_bad_row(string row)
    {
        BadRow fault = Csv.FaultOf("customer,product\n" + row + "2,c\n");

        Assert.Equal((2, "product"), LineAndColumn(fault));
        Assert.Contains("quotes", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stray_quote_in_a_column_that_nobody_reads_does_no_harm() =>
        Assert.Equal("a", Csv.Single("customer,product,description\n1,a,5\" pipe\n").Product);

    [Fact]
    public void Blank_lines_are_passed_over()
    {
        PurchaseHistory history = Csv.Load("\n\r\ncustomer,product\n\n1,a\n  \n\r\n2,b\n\n");

        Assert.Equal((2, 2), (history.Count, (int)history.Report.RowsRead));
    }

    [Fact]
    public void The_last_line_needs_no_line_end() => Assert.Equal(2, Csv.Load("customer,product\n1,a\n2,b").Count);

    [Fact]
    public void Old_line_ends_are_read() => Assert.Equal(2, Csv.Load("customer,product\r1,a\r2,b\r").Count);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("  \r\n")]
    public void An_empty_file_is_an_error(string text) => Assert.Contains("empty", Csv.FaultOf(text).Expected, StringComparison.Ordinal);

    [Fact]
    public void A_header_without_rows_is_an_empty_history() => Assert.Equal(0, Csv.Load("customer,product\n").Count);

    [Fact]
    public void Binary_content_is_refused_with_its_line_and_ends_the_load_when_the_header_has_it()
    {
        void Skip(CsvPurchaseOptions o) => o.History = new PurchaseHistoryOptions { BadRows = BadRowPolicy.Skip() };
        Assert.Equal(1, Csv.FaultOf("customer\0,product\n1,a\n", Skip).Line);
        Assert.Equal([3L], Csv.Load("customer,product\n1,a\n2,b\0\n3,c\n", Skip).Report.BadRows.Select(b => b.Line));

        BadRow fault = Csv.FaultOf("customer,product\n1,a\n2,\0\n"u8.ToArray());

        Assert.Equal(3, fault.Line);
        Assert.Contains("binary", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Utf_16_without_a_byte_order_mark_is_refused_with_a_hint() =>
        Assert.Contains("UTF-16", Csv.FaultOf(Encoding.Unicode.GetBytes("customer,product\n1,a\n")).Expected, StringComparison.Ordinal);

    [Fact]
    public void A_folder_a_missing_file_and_a_missing_folder_say_so()
    {
        string folder = Directory.CreateTempSubdirectory("csv").FullName;
        try
        {
            Assert.Contains("is a folder", Assert.Throws<IOException>(() => CsvPurchases.Load(folder)).Message, StringComparison.Ordinal);
            Assert.Contains("no file", Assert.Throws<FileNotFoundException>(() => CsvPurchases.Load(Path.Combine(folder, "x.csv"))).Message, StringComparison.Ordinal);
            Assert.Contains(
                "folder does not exist",
                Assert.Throws<DirectoryNotFoundException>(() => CsvPurchases.Load(Path.Combine(folder, "y", "x.csv"))).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    [Fact]
    public void A_packed_file_is_known_by_its_first_bytes() => Assert.Equal(2, Csv.LoadBytes(Pack("customer,product\n1,a\n2,b\n")).Count);

    [Fact]
    public void A_packed_file_may_have_several_members_split_anywhere()
    {
        byte[] packed = [.. Pack("customer,product\n1,"), .. Pack(""), .. Pack("a\n2,b\n")];
        for (int chunk = 1; chunk <= packed.Length; chunk++)
        {
            Assert.Equal(2, CsvPurchases.Load(new Trickle(packed, chunk), Csv.Source).Count);
        }
    }

    [Fact]
    public void A_packed_file_cut_off_anywhere_is_an_error()
    {
        byte[] whole = Pack(string.Concat("customer,product\n", string.Concat(Enumerable.Range(0, 300).Select(i => $"{i * 7919 % 1009},{i * 104729 % 997}\n"))));
        Assert.Equal(300, Csv.LoadBytes(whole).Count);
        for (int length = 2; length < whole.Length; length++)
        {
            Assert.Contains("gzip", Csv.FaultOf(whole[..length]).Expected, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_row_cut_through_by_the_end_of_a_damaged_file_is_not_blamed()
    {
        byte[] whole = Pack(string.Concat("customer,product\n", string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i * 7919L % 100_003},{i * 104_729L % 99_991}\n"))));
        for (int part = 1; part < 16; part++)
        {
            Assert.Contains("gzip", Csv.FaultOf(whole[..(whole.Length * part / 16)]).Expected, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_second_member_cut_off_anywhere_is_an_error()
    {
        byte[] first = Pack("customer,product\n1,a\n");
        byte[] second = Pack("2,b\n3,c\n");
        for (int length = 1; length < second.Length; length++)
        {
            Assert.Contains("gzip", Csv.FaultOf([.. first, .. second[..length]]).Expected, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_packed_file_with_a_wrong_byte_in_its_checksum_is_an_error()
    {
        byte[] whole = Pack("customer,product\n1,a\n2,b\n");
        for (int at = whole.Length - 8; at < whole.Length; at++)
        {
            byte[] wrong = [.. whole];
            wrong[at] ^= 0x10;
            Assert.Contains("gzip", Csv.FaultOf(wrong).Expected, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_follows_a_packed_file_and_is_not_packed_is_an_error() =>
        Assert.Contains("gzip", Csv.FaultOf([.. Pack("customer,product\n1,a\n"), .. "3,c\n"u8]).Expected, StringComparison.Ordinal);

    private static (long Line, string? Column) LineAndColumn(BadRow badRow) => (badRow.Line, badRow.Column);

    private static byte[] Pack(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    /// <summary>Hands its bytes out a few at a time, as a pipe may.</summary>
    private sealed class Trickle(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(chunk, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(chunk, count));
    }
}
