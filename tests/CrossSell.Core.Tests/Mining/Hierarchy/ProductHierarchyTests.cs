using CrossSell.Mining;

namespace CrossSell.Core.Tests.Mining;

public class ProductHierarchyTests
{
    private static readonly ProductHierarchy Shop = ProductHierarchy.FromEdges(
        [("rolls", "Bread"), ("baguette", "Bread"), ("Bread", "Food"), ("milk", "Dairy"), ("milk", "Drinks"), ("Dairy", "Food"), ("Drinks", "Food"), ("soap", "Care")]);

    [Fact]
    public void Ancestors_are_those_of_all_branches()
    {
        Assert.Equal(["Dairy", "Drinks"], Shop.ParentsOf("milk"));
        Assert.Equal(["Dairy", "Drinks", "Food"], Shop.AncestorsOf("milk"));
        Assert.Empty(Shop.AncestorsOf("Food"));
        Assert.Empty(Shop.AncestorsOf("unknown"));
        Assert.Equal([0, 1, 2, 0], new[] { "Food", "Bread", "rolls", "unknown" }.Select(Shop.LevelOf));
        Assert.Equal(2, Shop.Depth);
        Assert.True(Shop.Contains("Care"));
        Assert.False(Shop.Contains("unknown"));
    }

    [Fact]
    public void All_cycles_are_named_at_once()
    {
        ArgumentException failure = Assert.Throws<ArgumentException>(
            () => ProductHierarchy.FromEdges([("a", "b"), ("b", "c"), ("c", "a"), ("x", "x"), ("below", "a"), ("y", "z")]));
        Assert.Contains("a > b > c > a; x > x", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Edge 2", Assert.Throws<ArgumentException>(() => ProductHierarchy.FromEdges([("a", "b"), ("a", "")])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_diamond_is_no_cycle() =>
        Assert.Equal(["left", "right", "top"], ProductHierarchy.FromEdges([("a", "left"), ("a", "right"), ("left", "top"), ("right", "top")]).AncestorsOf("a"));

    [Fact]
    public void Transactions_are_extended_by_each_ancestor_once_and_keep_their_weights()
    {
        Transactions extended = Shop.Extend(Baskets.Of("rolls baguette", "milk tape", "").WithWeights([3, 1, 2]));
        Assert.Equal(["Bread Food baguette rolls", "Dairy Drinks Food milk tape", ""], Text(extended));
        Assert.Equal([3, 1, 2], extended.Weights.ToArray());
    }

    [Theory]
    [InlineData(0, "Food", "Food tape", "Care Food")]
    [InlineData(1, "Bread", "Dairy Drinks tape", "Bread Care")]
    [InlineData(2, "baguette rolls", "milk tape", "baguette soap")]
    public void Aggregation_replaces_items_by_their_ancestors_of_a_level(int level, params string[] expected)
    {
        // Soap stands below a root of its own: at level 1 it is itself.
        string[] found = Text(Shop.Aggregate(Baskets.Of("rolls baguette", "milk tape", "baguette soap"), level));
        Assert.Equal(level == 1 ? [expected[0], expected[1], "Bread soap"] : expected, found);
        Assert.Throws<ArgumentOutOfRangeException>(() => Shop.Aggregate(Baskets.Of("rolls"), 3));
    }

    [Fact]
    public void A_catalogue_gives_categories_as_paths()
    {
        ProductCatalog catalog = new(
        [
            new Product { Id = new ProductId("rolls"), Category = "Food/Bread" },
            new Product { Id = new ProductId("Bread"), Category = "Food/Bread" },
            new Product { Id = new ProductId("soap"), Category = "Care" },
            new Product { Id = new ProductId("tape") },
        ]);
        ProductHierarchy levels = ProductHierarchy.FromCatalog(catalog, separator: '/');
        Assert.Equal(["Food*", "Food/Bread*"], levels.AncestorsOf("Bread"));
        Assert.Equal(["Care*"], levels.AncestorsOf("soap"));
        Assert.Empty(levels.AncestorsOf("tape"));
        Assert.Equal(["Food/Bread*"], ProductHierarchy.FromCatalog(catalog).AncestorsOf("rolls"));
    }

    [Fact]
    public void Blanks_around_a_level_make_no_other_level()
    {
        ProductCatalog catalog = new(
        [
            new Product { Id = new ProductId("rolls"), Category = "Food / Bread" },
            new Product { Id = new ProductId("toast"), Category = " Food/Bread " },
            new Product { Id = new ProductId("milk"), Category = "Food/Fresh dairy" },
        ]);
        ProductHierarchy levels = ProductHierarchy.FromCatalog(catalog, separator: '/');
        Assert.Equal(["Food*", "Food/Bread*"], levels.AncestorsOf("rolls"));
        Assert.Equal(["Food*", "Food/Bread*"], levels.AncestorsOf("toast"));
        Assert.Equal(["Food*", "Food/Fresh dairy*"], levels.AncestorsOf("milk"));
        Assert.Equal(["Food/Bread*"], ProductHierarchy.FromCatalog(catalog).AncestorsOf("toast"));
    }

    [Theory]
    [InlineData("Food/ /Bread")]
    [InlineData("Food//Bread")]
    [InlineData("/Food")]
    [InlineData("Food/ ")]
    [InlineData(" ")]
    public void A_level_without_a_name_is_refused(string category)
    {
        ProductCatalog catalog = new([new Product { Id = new ProductId("rolls"), Category = category }]);
        string message = Assert.Throws<ArgumentException>(() => ProductHierarchy.FromCatalog(catalog, '/')).Message;
        Assert.Contains($"'{category}' has an empty level", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Categories_that_make_no_hierarchy_are_all_named()
    {
        ProductCatalog catalog = new(
        [
            new Product { Id = new ProductId("coffee"), Category = "coffee" },
            new Product { Id = new ProductId("tea"), Category = "Food/" },
        ]);
        string message = Assert.Throws<ArgumentException>(() => ProductHierarchy.FromCatalog(catalog, '/', suffix: "")).Message;
        Assert.Contains("'Food/' has an empty level", message, StringComparison.Ordinal);
        Assert.Contains("the category 'coffee' is named like a product", message, StringComparison.Ordinal);
    }

    private static string[] Text(Transactions transactions) =>
        [.. Enumerable.Range(0, transactions.Count).Select(t => string.Join(' ', transactions[t].ToArray().Select(item => transactions.ItemIds[item])))];
}
