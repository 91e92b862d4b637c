namespace CrossSell.Data.Tests;

public sealed class CatalogRelationFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosssell").FullName;

    [Fact]
    public void Sets_ladders_dates_regions_and_channels_are_read()
    {
        Product product = CsvCatalog.Load(
            new StringReader("product,list_price,equivalence set,ladder,rank,variant_of,exclusive group,available_from,available_until,regions,channels,stock key\n"
                + "a,12.50,s,l,2,b,x,2026-01-01,31.12.2026 12:00,DE|AT,phone;mail,k\nb,,,,,,,,,,,\n"),
            "products.csv")[0];

        Assert.Equal((12.50m, "s", "l", 2, "b", "x", "k"), (product.Price, product.EquivalenceSet, product.Ladder, product.Rank, product.VariantOf?.Value, product.ExclusiveGroup, product.StockKey));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), product.AvailableFrom);
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 12, 0, 0, TimeSpan.Zero), product.AvailableUntil);
        Assert.Equal(["DE", "AT"], product.Regions);
        Assert.Equal(["phone", "mail"], product.Channels);
    }

    [Fact]
    public void Columns_of_older_files_that_only_sound_alike_are_left_out()
    {
        Product product = Assert.Single(CsvCatalog.Load(new StringReader("product,price,rank,region,tier,from,until\na,12 EUR,first,?,gold,soon,later\n"), "products.csv"));

        Assert.Equal((null, null, null), (product.Price, product.Rank, product.AvailableFrom));
        Assert.Empty(product.Regions);
    }

    [Fact]
    public void Relations_and_categories_are_read_beside_the_products()
    {
        ProductCatalog catalog = Load(
            "product,category\nHH,Theft\nTC,Theft\nHP,\n",
            "from,kind,to,days\nTC,requires,HH,\nHH,Up-Sell to,HP,90\nTC,enthalten in,HP,\n",
            "category,parent\nTheft,Property\n");

        Assert.Equal(
            [(ProductRelationKind.Requires, null), (ProductRelationKind.UpSellTo, TimeSpan.FromDays(90)), (ProductRelationKind.CoveredBy, (TimeSpan?)null)],
            catalog.Relations.Select(r => (r.Kind, r.Window)));
        Assert.True(catalog.IsIn(catalog[0], "Property"));
    }

    [Fact]
    public void Faults_of_all_files_are_told_together_with_file_and_line()
    {
        var e = Assert.Throws<CatalogFormatException>(() => Load(
            "product,ladder,rank,available_from,list_price\na,l,x,12/05/2011,cheap\n",
            "from,kind,to,days\na,loves,b,0\n",
            "category,parent\n,x\n"));

        Assert.Equal(
            [("products.csv", 2L, "list_price"), ("products.csv", 2L, "rank"), ("products.csv", 2L, "available_from"), ("relations.csv", 2L, "to"), ("relations.csv", 2L, "kind"), ("relations.csv", 2L, "days"), ("categories.csv", 2L, "category")],
            e.Faults.Select(f => (Path.GetFileName(f.Source), f.Line, f.Column!)));
    }

    [Fact]
    public void Contradictions_are_told_together_with_the_names_of_the_products()
    {
        var e = Assert.Throws<CatalogFormatException>(() => Load(
            "product,name,ladder,rank\na,Alpha,l,1\nb,Beta,l,1\n",
            "from,kind,to\na,requires,b\nb,requires,a\n",
            null));

        Assert.Contains("expected a catalogue without contradictions. 'Alpha' (a) and 'Beta' (b) share the rank 1 of the ladder 'l'.", e.Message, StringComparison.Ordinal);
        Assert.Contains("Each requires the next in a circle: 'Alpha' (a) > 'Beta' (b) > 'Alpha' (a).", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relations_file_without_its_columns_says_which()
    {
        var e = Assert.Throws<CatalogFormatException>(() => Load("product\na\n", "x,kind\na,b\n", null));

        Assert.Equal(["one column 'from'; the header has 'x', 'kind'", "one column 'to'; the header has 'x', 'kind'"], e.Faults.Select(f => f.Expected));
        Assert.Throws<FileNotFoundException>(() => CsvCatalog.Load(new StringReader("product\na\n"), "p", new CsvCatalogOptions { RelationsFile = Path.Combine(_folder, "none") }));
    }

    [Theory]
    [MemberData(nameof(FormatsPageTests.RelationColumns), MemberType = typeof(FormatsPageTests))]
    public void Every_documented_column_of_relations_is_found(string column, string name)
    {
        string header = string.Join(',', new[] { "from", "kind", "to", "days" }.Select(c => c == column ? name : c));

        ProductRelation relation = Assert.Single(Load("product\na\nb\n", $"{header}\na,requires,b,3\n", null).Relations);

        Assert.Equal(("a", "b", 3), (relation.From.Value, relation.To.Value, relation.Window?.Days));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ProductCatalog Load(string products, string relations, string? categories)
    {
        File.WriteAllText(Path.Combine(_folder, "products.csv"), products);
        File.WriteAllText(Path.Combine(_folder, "relations.csv"), relations);
        File.WriteAllText(Path.Combine(_folder, "categories.csv"), categories ?? "");
        return CsvCatalog.Load(Path.Combine(_folder, "products.csv"), new CsvCatalogOptions
        {
            RelationsFile = Path.Combine(_folder, "relations.csv"),
            CategoriesFile = categories is null ? null : Path.Combine(_folder, "categories.csv"),
        });
    }
}
