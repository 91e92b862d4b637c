using System.IO.Compression;
using System.Text;

namespace CrossSell.Data.Tests;

public class FimiTests
{
    [Fact]
    public void A_line_is_a_basket_and_blanks_part_its_items()
    {
        PurchaseHistory history = Load("3 1\t2\n  10   2 \r\n1\n");

        Assert.Equal(["1", "2", "3", "10"], history.Products);
        Assert.Equal([["1", "2", "3"], ["2", "10"], ["1"]], Baskets(history));
    }

    [Fact]
    public void An_empty_line_is_an_empty_basket_but_not_at_the_end() =>
        Assert.Equal([[], ["1"], [], [], ["2"]], Baskets(Load("\n1\n\n \r\n2\n\n\r\n  \n")));

    [Theory]
    [InlineData("1 2\n3", 2)]
    [InlineData("1 2\n3\n", 2)]
    [InlineData("1 2\r\n3\r\n", 2)]
    public void The_last_line_needs_no_line_end(string text, int baskets) => Assert.Equal(baskets, Load(text).BasketCount);

    [Fact]
    public void Items_are_exact_tokens()
    {
        PurchaseHistory history = Load("007 7 07 a A Käse 😀 123456789012 999999 1000000 0 00\n");

        Assert.Equal(["0", "7", "999999", "1000000", "123456789012", "00", "007", "07", "A", "Käse", "a", "😀"], history.Products);
    }

    [Fact]
    public void The_same_item_twice_in_a_line_is_two_rows_of_one_basket_and_is_counted()
    {
        PurchaseHistory history = Load("1 1 2\n");

        Assert.Equal((3, 1), (history.Count, (int)history.Report.DuplicateRows));
        Assert.Equal(2, Load("1 1 2\n", new PurchaseHistoryOptions { Duplicates = DuplicateHandling.Drop }).Count);
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_first_item() => Assert.Equal(["1"], Load("\uFEFF1\n1\n").Products);

    [Theory]
    [InlineData("")]
    public void An_empty_file_is_an_error(string text) => Assert.Contains("empty", FaultOf(Encoding.UTF8.GetBytes(text)).Expected, StringComparison.Ordinal);

    [Fact]
    public void Binary_content_is_refused_with_its_line_and_ends_the_load_when_the_first_line_has_it()
    {
        var skip = new PurchaseHistoryOptions { BadRows = BadRowPolicy.Skip() };
        Assert.Throws<PurchaseFormatException>(() => FimiBaskets.Load(new MemoryStream("\0\n1\n"u8.ToArray()), "a.dat", skip));
        Assert.Equal(1, FimiBaskets.Load(new MemoryStream("1\n\0\n"u8.ToArray()), "a.dat", skip).Report.BadRowCount);

        BadRow fault = FaultOf("1 2\n3 \0 4\n"u8.ToArray());

        Assert.Equal(2, fault.Line);
        Assert.Contains("binary", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_no_utf_8_is_bad_and_can_be_skipped()
    {
        byte[] bytes = [.. "1\n2 "u8, 0xFC, .. "\n3\n"u8];
        Assert.Equal(2, FaultOf(bytes).Line);

        PurchaseHistory history = FimiBaskets.Load(new MemoryStream(bytes), "a.dat", new PurchaseHistoryOptions { BadRows = BadRowPolicy.Skip() });

        Assert.Equal([["1"], ["3"]], Baskets(history));
        Assert.Equal(1, history.Report.BadRowCount);
    }

    [Fact]
    public void Lines_longer_than_any_block_are_read_whole()
    {
        string line = string.Join(' ', Enumerable.Range(0, 60_000));

        PurchaseHistory history = Load($"{line}\n5 {line}\n");

        Assert.Equal((2, 120_001), (history.BasketCount, history.Count));
    }

    [Fact]
    public void A_packed_file_is_known_by_its_first_bytes_and_refused_when_cut_off()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write("1 2\n3\n"u8);
        }

        byte[] bytes = packed.ToArray();
        Assert.Equal(2, FimiBaskets.Load(new MemoryStream(bytes), "a.dat").BasketCount);
        Assert.Contains("gzip", FaultOf(bytes[..^3]).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_and_a_missing_file_say_so()
    {
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => FimiBaskets.Load(AppContext.BaseDirectory)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => FimiBaskets.Load(Path.Combine(AppContext.BaseDirectory, "none.dat")));
    }

    internal static string[][] Baskets(PurchaseHistory history) =>
        [.. Enumerable.Range(0, history.BasketCount).Select(b => history.RowsOfBasket(b).Select(r => history.Products[history.ProductOfRow[r]]).ToArray())];

    private static PurchaseHistory Load(string text, PurchaseHistoryOptions? options = null) =>
        FimiBaskets.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)), "a.dat", options);

    private static BadRow FaultOf(byte[] bytes) =>
        Assert.Throws<PurchaseFormatException>(() => FimiBaskets.Load(new MemoryStream(bytes), "a.dat")).BadRow;
}
