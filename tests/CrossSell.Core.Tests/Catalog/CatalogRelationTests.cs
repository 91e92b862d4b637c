using static CrossSell.ProductRelationKind;

namespace CrossSell.Tests;

public sealed class CatalogRelationTests
{
    private static Product P(string id) => new() { Id = new ProductId(id), Name = new LocalizedText(id.ToUpperInvariant()) };

    private static ProductRelation R(string from, ProductRelationKind kind, string to, int? days = null) =>
        new(new ProductId(from), kind, new ProductId(to)) { Window = days is { } d ? TimeSpan.FromDays(d) : null };

    private static IReadOnlyList<string> Contradictions(IEnumerable<Product> products, IEnumerable<ProductRelation>? relations = null, IEnumerable<ProductCategory>? categories = null) =>
        Assert.Throws<CatalogContradictionException>(() => new ProductCatalog(products, relations ?? [], categories ?? [])).Contradictions;

    private static string Owners(ProductCatalog catalog, string product) =>
        string.Join(' ', catalog.OwnedThrough(new ProductId(product)).Select(o => $"{o.Product}:{o.Relation}").Order(StringComparer.Ordinal));

    [Fact]
    public void A_product_is_owned_through_itself_its_equivalents_variants_higher_steps_and_bundles()
    {
        var catalog = new ProductCatalog(
            [
                P("basic") with { Ladder = "card", Rank = 1 }, P("gold") with { Ladder = "card", Rank = 2 }, P("black") with { Ladder = "card", Rank = 3 },
                P("rival") with { EquivalenceSet = "g" }, P("twin") with { EquivalenceSet = "g" }, P("red") with { VariantOf = new ProductId("twin") }, P("pack"),
            ],
            [R("twin", CoveredBy, "pack")],
            []);

        Assert.Equal("basic:Same black:HigherTier gold:HigherTier", Owners(catalog, "basic"));
        Assert.Equal("black:Same", Owners(catalog, "black"));
        Assert.Equal("pack:Covering red:Equivalent rival:Equivalent twin:Same", Owners(catalog, "twin"));
        Assert.Equal("pack:Covering red:Equivalent rival:Same twin:Equivalent", Owners(catalog, "rival"));
        Assert.Equal("pack:Same", Owners(catalog, "pack"));
        Assert.Equal("alien:Same", Owners(catalog, "alien"));
    }

    [Fact]
    public void Chains_of_bundles_equivalents_and_ladders_are_followed_to_the_end()
    {
        var catalog = new ProductCatalog(
            [
                P("a"), P("b") with { EquivalenceSet = "s" }, P("c") with { EquivalenceSet = "s", Ladder = "l", Rank = 1 }, P("d") with { Ladder = "l", Rank = 2 }, P("e"),
            ],
            [R("a", CoveredBy, "b"), R("d", CoveredBy, "e")],
            []);

        Assert.Equal("a:Same b:Covering c:Covering d:Covering e:Covering", Owners(catalog, "a"));
        Assert.Equal("b:Same c:Equivalent d:HigherTier e:Covering", Owners(catalog, "b"));
    }

    [Fact]
    public void Categories_form_a_tree()
    {
        var catalog = new ProductCatalog([P("a") with { Category = "Theft" }, P("b")], [], [new("Theft", "Property"), new("Property", "All")]);

        Assert.Equal(["Theft", "Property", "All"], catalog.CategoryPath("Theft"));
        Assert.True(catalog.IsIn(catalog[0], "All"));
        Assert.False(catalog.IsIn(catalog[0], "all"));
        Assert.False(catalog.IsIn(catalog[1], "All"));
        Assert.Equal(["Other"], catalog.CategoryPath("Other"));
    }

    [Fact]
    public void All_contradictions_are_told_at_once_with_the_names_of_the_products()
    {
        IReadOnlyList<string> told = Contradictions(
            [
                P("a"), P("b"), P("c"), P("d") with { Ladder = "l", Rank = 1 }, P("e") with { Ladder = "l", Rank = 1 }, P("f") with { Rank = 7 },
                P("g") with { AvailableFrom = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), AvailableUntil = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) },
            ],
            [R("a", Requires, "b"), R("b", Requires, "c"), R("c", Requires, "a"), R("d", Requires, "x"), R("d", Requires, "f"), R("f", IncompatibleWith, "d")],
            [new("p", "q"), new("q", "p")]);

        Assert.Equal(
            [
                "Categories contain one another in a circle: 'p' > 'q' > 'p'.",
                "'F' (f) has the rank 7 but no ladder.",
                "'G' (g) is available from 2026-01-01 00:00 until 2026-01-01 00:00; the end must be later.",
                "'D' (d) and 'E' (e) share the rank 1 of the ladder 'l'.",
                "The relation 'd' Requires 'x' speaks of 'x', which is no product of the catalogue.",
                "Each requires the next in a circle: 'A' (a) > 'B' (b) > 'C' (c) > 'A' (a).",
                "'D' (d) requires 'F' (f) and is incompatible with it.",
            ],
            told);
    }

    [Fact]
    public void A_requirement_that_can_never_be_met_is_a_contradiction()
    {
        Assert.Equal(
            ["'A' (a) requires 'B' (b), whose owners count as owning it already."],
            Contradictions([P("a") with { EquivalenceSet = "s" }, P("b") with { EquivalenceSet = "s" }], [R("a", Requires, "b")]));
        Assert.Equal(
            ["'A' (a) requires 'B' (b), yet both are in the exclusive group 'x'."],
            Contradictions([P("a") with { ExclusiveGroup = "x" }, P("b") with { ExclusiveGroup = "x" }], [R("a", Requires, "b")]));
        Assert.Equal(
            ["'A' (a) requires 'B' (b) and 'C' (c), which nobody may own together."],
            Contradictions([P("a"), P("b"), P("c")], [R("a", Requires, "b"), R("a", Requires, "c"), R("c", IncompatibleWith, "b")]));
        Assert.Contains(
            "'A' (a) requires 'C' (c) and is incompatible with it.",
            Contradictions([P("a"), P("b"), P("c")], [R("a", Requires, "b"), R("b", Requires, "c"), R("c", IncompatibleWith, "a")]));
    }

    [Fact]
    public void Circles_of_bundles_and_variants_and_equivalent_steps_are_contradictions()
    {
        Assert.Contains("'A' (a) > 'B' (b) > 'A' (a)", Assert.Single(Contradictions([P("a"), P("b")], [R("a", CoveredBy, "b"), R("b", CoveredBy, "a")])), StringComparison.Ordinal);
        Assert.Contains("Variants of one another", Assert.Single(Contradictions([P("a") with { VariantOf = new("b") }, P("b") with { VariantOf = new("a") }])), StringComparison.Ordinal);
        Assert.Contains("variant of 'z'", Assert.Single(Contradictions([P("a") with { VariantOf = new("z") }])), StringComparison.Ordinal);
        Assert.Contains(
            "equivalent and yet two steps",
            Assert.Single(Contradictions([P("a") with { EquivalenceSet = "s", Ladder = "l", Rank = 1 }, P("b") with { EquivalenceSet = "s", Ladder = "l", Rank = 2 }])),
            StringComparison.Ordinal);
        Assert.Contains("two parents", Assert.Single(Contradictions([], [], [new("a", "b"), new("a", "c")])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_relation_with_itself_or_with_a_window_that_means_nothing_is_refused()
    {
        Assert.Contains("itself", Assert.Single(Contradictions([P("a")], [R("a", AccessoryOf, "a")])), StringComparison.Ordinal);
        Assert.Contains("absent for this kind", Assert.Single(Contradictions([P("a"), P("b")], [R("a", CoveredBy, "b", days: 3)])), StringComparison.Ordinal);
        Assert.Contains("more than zero", Assert.Single(Contradictions([P("a"), P("b")], [R("a", UpSellTo, "b", days: 0)])), StringComparison.Ordinal);
        Assert.Contains("9", Assert.Single(Contradictions([P("a"), P("b")], [R("a", (ProductRelationKind)9, "b")])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_relation_that_stands_twice_counts_once()
    {
        var catalog = new ProductCatalog([P("a"), P("b")], [R("a", Requires, "b"), R("a", Requires, "b")], []);

        Assert.Single(catalog.Relations);
        Assert.Single(catalog.RelationsOf(new ProductId("b")));
    }

    [Fact]
    public void Requirements_without_a_circle_are_no_contradiction_however_they_cross()
    {
        string[] ids = [.. Enumerable.Range(0, 40).Select(i => $"p{i:00}")];
        IEnumerable<ProductRelation> relations = from i in Enumerable.Range(0, 40) from j in Enumerable.Range(0, i) where (i * j) % 3 == 1 select R(ids[i], Requires, ids[j]);

        Assert.Equal(40, new ProductCatalog(ids.Select(P), relations, []).Count);
    }
}
