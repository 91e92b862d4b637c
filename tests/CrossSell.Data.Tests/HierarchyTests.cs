using CrossSell.Mining;

namespace CrossSell.Data.Tests;

public class HierarchyTests
{
    [Fact]
    public void Items_have_the_parents_of_all_their_rows()
    {
        ProductHierarchy hierarchy = Load("item,parent\nrolls,bread\nbread,food\nrolls,breakfast\nfood,\n");

        Assert.Equal(["bread", "breakfast"], hierarchy.ParentsOf("rolls"));
        Assert.Equal(["bread", "breakfast", "food"], hierarchy.AncestorsOf("rolls"));
        Assert.Equal(2, hierarchy.Depth);
    }

    [Fact]
    public void Columns_are_found_by_name_in_any_order_and_others_are_passed_over()
    {
        ProductHierarchy hierarchy = Load("Warengruppe;Preis;Artikelnummer\n\"Tür; Tor\";1;A1\n");
        Assert.Equal(["Tür; Tor"], hierarchy.ParentsOf("A1"));
        Assert.Equal(["c"], Load("product,item,parent,category\nx,a,c,y\n").ParentsOf("a"));
    }

    [Fact]
    public void All_faults_are_told_with_line_and_value()
    {
        var e = Assert.Throws<CatalogFormatException>(() => Load("item,parent\na,a\n,b\nx\n\"y\"z,b\n"));

        Assert.Equal([(2L, "parent"), (3L, "item"), (4L, null), (5L, "item")], e.Faults.Select(f => (f.Line, f.Column)));
        Assert.Contains("tree.csv, line 2, column parent: saw 'a', expected a parent other than the item itself.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cycle_is_named()
    {
        var e = Assert.Throws<CatalogFormatException>(() => Load("item,parent\na,b\nb,c\nc,a\nx,y\ny,x\n"));
        Assert.Equal("tree.csv: expected a hierarchy; nothing may be its own ancestor: a > b > c > a; x > y > x.", e.Message);
    }

    [Theory]
    [InlineData("item,price\na,1\n", "one column 'parent'; the header has 'item', 'price'")]
    [InlineData("sku,article,parent\na,b,c\n", "one column 'item'")]
    public void A_missing_or_doubtful_column_is_named(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<CatalogFormatException>(() => Load(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Streams_and_files_are_read_alike()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "item,parent\ná,b\n");
            Assert.Equal(["b"], CsvHierarchy.Load(path).ParentsOf("á"));
            Assert.Contains("line 2", Assert.Throws<CatalogFormatException>(() => CsvHierarchy.Load(new MemoryStream([.. "item,parent\n"u8, 0xE1, .. ",b\n"u8]), "s")).Message, StringComparison.Ordinal);
            Assert.Throws<PurchaseFormatException>(() => CsvHierarchy.Load(new MemoryStream(), "s"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static ProductHierarchy Load(string text) => CsvHierarchy.Load(new StringReader(text), "tree.csv");
}
