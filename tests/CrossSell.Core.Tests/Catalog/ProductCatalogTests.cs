namespace CrossSell.Tests;

public sealed class ProductCatalogTests
{
    private static Product P(string id) => new() { Id = new ProductId(id) };

    [Fact]
    public void Products_stand_in_the_order_in_which_they_were_listed()
    {
        var catalog = new ProductCatalog([P("b"), P("10"), P("a"), P("9")]);

        Assert.Equal(["b", "10", "a", "9"], catalog.Select(p => p.Id.Value));
        Assert.Equal(4, catalog.Count);
        Assert.Equal("a", catalog[2].Id.Value);
    }

    [Fact]
    public void A_product_is_found_by_its_exact_id_only()
    {
        var catalog = new ProductCatalog([P("7"), P("ä")]);

        Assert.True(catalog.TryGet(new ProductId("7"), out Product? found));
        Assert.Same(catalog[0], found);
        foreach (string absent in new[] { "007", " 7", "Ä", "a\u0308" })
        {
            Assert.False(catalog.TryGet(new ProductId(absent), out Product? none));
            Assert.Null(none);
        }

        Assert.False(catalog.TryGet(default, out _));
    }

    [Fact]
    public void Every_product_with_a_missing_or_repeated_id_is_named()
    {
        CatalogContradictionException e = Assert.Throws<CatalogContradictionException>(
            () => new ProductCatalog([P("a"), new Product { Id = default }, P("b"), P("a"), P("b")]));

        Assert.Equal(["Product 2 has no id.", "Product 4 has the id 'a' of product 1.", "Product 5 has the id 'b' of product 3."], e.Contradictions);
    }

    [Fact]
    public void A_catalogue_takes_a_copy_of_its_products()
    {
        var products = new List<Product> { P("a") };
        var catalog = new ProductCatalog(products);

        products[0] = P("b");

        Assert.Equal("a", catalog[0].Id.Value);
    }

    [Fact]
    public void Null_products_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new ProductCatalog(null!));
        ArgumentException e = Assert.Throws<ArgumentException>(() => new ProductCatalog([P("a"), null!]));
        Assert.Contains("Product 2 is null", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_empty_catalogue_lists_nothing()
    {
        Assert.Empty(ProductCatalog.Empty);
        Assert.False(ProductCatalog.Empty.TryGet(new ProductId("a"), out _));
    }

    [Fact]
    public void A_product_is_held_and_named_by_its_id_until_told_otherwise()
    {
        Assert.Equal(ProductKind.Held, P("a").Kind);
        Assert.Equal(new LocalizedText("a"), P("a").Name);
        Assert.Null(P("a").Margin);
        Assert.Null(P("a").Category);
    }
}
