namespace CrossSell.Packages.Tests.House;

/// <summary>The checker itself, on small houses whose faults are known.</summary>
public sealed class HouseRulesTests
{
    private const string Miner = "namespace CrossSell.Mining;\npublic sealed class RuleMiner { private sealed class Node { } }";

    [Theory]
    [InlineData("namespace CrossSell;\npublic sealed class Shelf\n{\n    private RuleMiner? _miner;\n}", 4)]
    [InlineData("public sealed class Shelf : List<RuleMiner>;", 1)]
    [InlineData("public sealed class Shelf\n{\n    public object Make() => new RuleMiner();\n}", 3)]
    [InlineData("public sealed class Shelf { string A => $\"{nameof(RuleMiner)} or \\\"\"; }", 1)]
    [InlineData("public sealed class Shelf { string A => $$\"\"\"{ {{new RuleMiner()}} \"\"\"; }", 1)]
    [InlineData("public sealed class Shelf { char A = '\"'; RuleMiner B; char C = '\"'; }", 1)]
    [InlineData("/* a */\n// b\npublic sealed class Shelf { CrossSell.Mining.RuleMiner B; }", 3)]
    [InlineData("public sealed class Shelf { string RuleMiner { get; } RuleMiner Other; }", 1)]
    public void A_use_of_a_later_room_is_found_with_its_line(string earlier, int line)
    {
        IReadOnlyList<Trespass> found = Check(("History/Shelf.cs", earlier), ("Mining/RuleMiner.cs", Miner));

        Assert.Contains(new Trespass("History/Shelf.cs", line, "RuleMiner", "History", "Mining"), found);
    }

    [Theory]
    [InlineData("// RuleMiner reads this\npublic sealed class Shelf;")]
    [InlineData("/// <summary>See <see cref=\"RuleMiner\"/>.</summary>\npublic sealed class Shelf;")]
    [InlineData("/* RuleMiner\n RuleMiner */ public sealed class Shelf;")]
    [InlineData("public sealed class Shelf { string A = \"RuleMiner\"; string B = @\"a\"\"RuleMiner\"; }")]
    [InlineData("public sealed class Shelf { string A = \"\"\"a \" RuleMiner\"\"\"; string B = $\"{{RuleMiner}}\"; }")]
    [InlineData("public sealed class Shelf { object A(Shelf s) => s.RuleMiner; }")]
    [InlineData("public sealed class Shelf { string RuleMiner { get; set; } void B() { RuleMiner = \"\"; } }")]
    [InlineData("public sealed class Shelf { object A => new B { RuleMiner = 1, C = 2 }; }")]
    [InlineData("public interface IShelf { public void RuleMiner(in int a, int b); }")]
    [InlineData("public sealed class Shelf { Node A; }\npublic sealed class Node;")]
    public void A_mention_that_is_no_use_of_a_type_is_left_alone(string earlier) =>
        Assert.Empty(Check(("History/Shelf.cs", earlier), ("Mining/RuleMiner.cs", Miner)));

    [Fact]
    public void A_namespace_of_a_later_room_is_found()
    {
        Trespass found = Assert.Single(Check(("Catalog/Product.cs", "using CrossSell.Scoring;\nclass Product;")));

        Assert.Equal("Catalog/Product.cs(1): namespace CrossSell.Scoring belongs to Scoring, which Catalog must not use", found.ToString());
    }

    [Fact]
    public void A_shared_room_may_be_used_by_all_and_uses_none()
    {
        (string, string) kernel = ("Numerics/Kernel.cs", "internal static class Kernel;");

        Assert.Empty(Check(kernel, ("Catalog/Product.cs", "class Product { Kernel K; }")));
        Assert.Single(Check(("Numerics/Kernel.cs", "class Kernel { Product P; }"), ("Catalog/Product.cs", "class Product;")));
    }

    [Fact]
    public void Root_files_use_every_room_and_no_room_uses_them()
    {
        Assert.Empty(Check(("CrossSellModel.cs", "public sealed class CrossSellModel { RuleMiner M; }"), ("Mining/RuleMiner.cs", Miner)));
        Trespass found = Assert.Single(
            Check(("CrossSellModel.cs", "public sealed class CrossSellModel;"), ("Scoring/Scorer.cs", "class Scorer { CrossSellModel M; }")));
        Assert.Equal("Scoring/Scorer.cs(1): CrossSellModel belongs to the root, which Scoring must not use", found.ToString());
    }

    [Fact]
    public void The_last_room_uses_rooms_and_root_and_neither_uses_it()
    {
        (string, string) model = ("CrossSellModel.cs", "public sealed class CrossSellModel;");
        (string, string) slot = ("Serving/ModelSlot.cs", "public sealed class ModelSlot { CrossSellModel M; RuleMiner R; }");

        Assert.Empty(Check(model, slot, ("Mining/RuleMiner.cs", Miner)));
        Assert.Equal(
            "CrossSellModel.cs(1): ModelSlot belongs to Serving, which the root must not use",
            Assert.Single(Check(slot, ("CrossSellModel.cs", "public sealed class CrossSellModel { ModelSlot S; }"))).ToString());
        Assert.Single(Check(slot, ("Catalog/Product.cs", "class Product { ModelSlot S; }")));
    }

    [Theory]
    [InlineData("public readonly record struct ProductId(string Value);", "ProductId")]
    [InlineData("public sealed record Product\n{\n}", "Product")]
    [InlineData("public class Box<T> where T : class\n{ struct Inner { } }", "Box")]
    [InlineData("public delegate Task<List<int>> Step(int a);", "Step")]
    [InlineData("internal enum Kind { A }", "Kind")]
    [InlineData("file static class X;\npublic interface IY { }", "X", "IY")]
    public void Outer_types_are_recognised_whatever_their_kind(string code, params string[] names) =>
        Assert.Equal(names, HouseRules.TypesDeclaredIn(code));

    private static IReadOnlyList<Trespass> Check(params (string Path, string Text)[] files) =>
        HouseRules.Check([.. files.Select(file => new SourceFile(file.Path, file.Text))]);
}
