using System.Globalization;

namespace CrossSell.Data.Tests;

public class CatalogTests
{
    [Fact]
    public void A_catalogue_has_names_in_languages_a_category_a_kind_and_a_margin()
    {
        ProductCatalog catalog = Load("product,name,name_de,category,kind,margin\nHH,Household,Hausrat,Property,held,45.50\nTR,\"Travel, short\",,Travel,repurchasable,\n007,,,,,\n");

        Assert.Equal(["HH", "TR", "007"], catalog.Select(p => p.Id.Value));
        Assert.Equal(("Household", "Hausrat"), (catalog[0].Name.Default, catalog[0].Name.For(CultureInfo.GetCultureInfo("de-AT"))));
        Assert.Equal(("Property", ProductKind.Held, 45.50m), (catalog[0].Category, catalog[0].Kind, catalog[0].Margin));
        Assert.Equal(("Travel, short", ProductKind.Repurchasable, null), (catalog[1].Name.For(CultureInfo.GetCultureInfo("de")), catalog[1].Kind, catalog[1].Margin));
        Assert.Equal(("007", null, ProductKind.Held), (catalog[2].Name.Default, catalog[2].Category, catalog[2].Kind));
    }

    [Fact]
    public void German_headers_kinds_and_numbers_are_read()
    {
        Product product = Assert.Single(Load("Artikelnummer;Bezeichnung;Warengruppe;Art;Marge\nA1;Tür;Bau;Wiederkaufbar;1.234,5\n", new CsvCatalogOptions { Culture = CultureInfo.GetCultureInfo("de-DE") }));

        Assert.Equal(("A1", "Tür", "Bau"), (product.Id.Value, product.Name.Default, product.Category));
        Assert.Equal((ProductKind.Repurchasable, 1234.5m), (product.Kind, product.Margin));
    }

    [Fact]
    public void All_faults_of_a_file_are_told_together_each_with_its_place()
    {
        var e = Assert.Throws<CatalogFormatException>(() => Load("product,kind,margin\na,held,1\na,held,1\nb,lent,x\n,held,1\nc\nd,held,\"1,5\"\n"));

        Assert.Equal(
            [(3L, "product"), (4L, "kind"), (4L, "margin"), (5L, "product"), (6L, null), (7L, "margin")],
            e.Faults.Select(f => (f.Line, f.Column)));
        Assert.Contains("products.csv, line 4, column kind: saw 'lent', expected held or repurchasable.", e.Message, StringComparison.Ordinal);
        Assert.Contains("line 2 too", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void At_most_twenty_faults_are_listed_and_all_are_counted()
    {
        string text = "product,kind\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"p{i},x\n"));

        var e = Assert.Throws<CatalogFormatException>(() => Load(text));

        Assert.Equal(30, e.Faults.Count);
        Assert.EndsWith("and 10 more.", e.Message, StringComparison.Ordinal);
        Assert.Equal(21, e.Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void A_header_without_a_product_or_with_two_says_so()
    {
        Assert.Contains("a column for the product", Assert.Throws<CatalogFormatException>(() => Load("x,y\n1,2\n")).Message, StringComparison.Ordinal);
        Assert.Contains("'sku' (column 1) and 'item' (column 2)", Assert.Throws<CatalogFormatException>(() => Load("sku,item\n1,2\n")).Message, StringComparison.Ordinal);
        Assert.Equal("2", Assert.Single(Load("sku,item\n1,2\n", new CsvCatalogOptions { Product = "item" })).Id.Value);
        Assert.Equal("1", Assert.Single(Load("x,y\n1,2\n", new CsvCatalogOptions { Product = "1" })).Id.Value);
    }

    [Fact]
    public void An_empty_file_is_an_error_and_a_header_alone_an_empty_catalogue()
    {
        Assert.Throws<PurchaseFormatException>(() => Load(""));
        Assert.Empty(Load("product,name\n"));
    }

    private static ProductCatalog Load(string text, CsvCatalogOptions? options = null) => CsvCatalog.Load(new StringReader(text), "products.csv", options);

    [Fact]
    public void A_role_with_an_empty_column_name_is_taken_from_no_column()
    {
        ProductCatalog catalog = CsvCatalog.Load(new StringReader("product,product_type\na,ICE - CRUSHED\n"), "shop.csv", new CsvCatalogOptions { Kind = "" });

        Assert.Equal(ProductKind.Held, catalog[0].Kind);
    }
}
