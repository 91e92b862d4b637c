using System.IO.Compression;
using System.Text;

namespace CrossSell.Data.Tests;

public sealed class PairTests
{
    [Fact]
    public void Pairs_have_their_baskets_and_times()
    {
        PurchaseMatrix matrix = Load("user,item,n_baskets,first,last\nu1,9,3,2024-01-02 10:00:00,2024-03-04 11:00:00\nu2,10,1,2024-01-05,\nu1,10,2,,\n");

        Assert.Equal(["9", "10"], matrix.Products);
        Assert.Equal([3, 2], matrix[0].Baskets.ToArray());
        Assert.Equal(new DateTime(2024, 3, 4, 11, 0, 0).Ticks, matrix[0].Last[0]);
        Assert.Equal(long.MinValue, matrix[0].First[1]);
        Assert.Equal(matrix[1].First[0], matrix[1].Last[0]);
        Assert.Equal(new DateTime(2024, 3, 4, 11, 0, 0).AddTicks(1), matrix.AsOf);
    }

    [Theory]
    [InlineData("Kundennr;Artikel;Warenkörbe;Erstmals\nk;a;2;31.01.2024\n")]
    [InlineData("customer_id\tproduct\tbaskets\tfirst\textra\nk\ta\t2\t2024-01-31\tx\n")]
    public void Columns_are_found_by_their_names(string text)
    {
        PurchaseMatrix matrix = Load(text);

        Assert.Equal(("k", "a", 2), (matrix.Customers[0], matrix.Products[0], matrix[0].Baskets[0]));
        Assert.Equal(new DateTime(2024, 1, 31).Ticks, matrix[0].First[0]);
    }

    [Fact]
    public void Packed_tables_are_unpacked()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write("user,item\nu,i\n"u8);
        }

        packed.Position = 0;
        Assert.Equal(1, CsvPairs.Load(packed, "pairs.csv.gz").Count);
    }

    [Theory]
    [InlineData("", "pairs.csv: expected a header line and rows; the file is empty")]
    [InlineData("user,item\n", "pairs.csv: expected rows below the header; there are none")]
    [InlineData("user,thing\nu,i\n", "line 1: expected a column 'item'; the header has 'user', 'thing'")]
    [InlineData("user,item,sku\nu,i,i\n", "line 1: expected one column 'item'; the header has 'item' and 'sku'")]
    [InlineData("user,item,last\nu,i,2024-01-01\n", "line 1: expected a column 'first' beside 'last'")]
    [InlineData("user,item\nu\n", "line 2: expected 2 fields as in the header, met 1")]
    [InlineData("user,item\nu, \n", "line 2, column item: saw ' ', expected the id of a product")]
    [InlineData("user,item\nu,i\nu,i\n", "line 3, column item: saw 'i', expected each pair once; customer 'u'")]
    [InlineData("user,item,n_baskets\nu,i,0\n", "line 2, column n_baskets: saw '0', expected a number of baskets, a whole number of 1 or more")]
    [InlineData("user,item,n_baskets\nu,i,2.5\n", "saw '2.5'")]
    [InlineData("user,item,first\nu,i,2024-13-01\n", "line 2, column first: saw '2024-13-01'")]
    [InlineData("user,item,first,last\nu,i,2024-02-01,2024-01-01\n", "column last: saw '2024-01-01', expected a time that is not before the first, 2024-02-01 00:00:00")]
    [InlineData("user,item,first,last\nu,i,,2024-01-01\n", "expected nothing, since the first time is not known")]
    [InlineData("user,item\nu,\"i\n", "a closing quote")]
    [InlineData("user,item\nu,i\0\n", "NUL")]
    public void A_bad_table_is_named_by_line_value_and_what_was_expected(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<PurchaseFormatException>(() => Load(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Wrong_options_are_told() =>
        Assert.Contains("Delimiter", Assert.Throws<ArgumentException>(() => CsvPairs.Load(new MemoryStream(), "x", new CsvPairOptions { Delimiter = '"' })).Message, StringComparison.Ordinal);

    private static PurchaseMatrix Load(string text) => CsvPairs.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)), "pairs.csv");
}
