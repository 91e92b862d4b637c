namespace CrossSell.Tool.Tests.Mine;

/// <summary>Rules at and across the levels of categories.</summary>
public sealed class CategoryRulesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _baskets;
    private readonly string _products;

    public CategoryRulesTests()
    {
        _baskets = _folder.Write("b.dat", "rye milk\nwheat milk\nrye milk\nwheat\nsoap\nsoap\n");
        _products = _folder.Write("p.csv", "product,name,category\nrye,Rye bread,Food/Bread\nwheat,Wheat bread,Food/Bread\nmilk,Milk,Food/Dairy\nsoap,Soap,\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rules_hold_between_products_and_categories_of_every_level()
    {
        string output = (await Mine("--min-support", "3", "--by-category", "--products", _products, "--measures", "confidence")).Succeeds().Output;
        Assert.Equal(
            "antecedent,consequent,n11,n10,n01,n00,confidence\n"
            + "Food/Dairy*,Food/Bread*,3,0,1,2,1\nmilk,Food/Bread*,3,0,1,2,1\nFood/Bread*,Food/Dairy*,3,1,0,2,0.75\nFood/Bread*,milk,3,1,0,2,0.75\n",
            output);
    }

    [Fact]
    public async Task A_file_of_items_and_parents_says_what_belongs_to_what()
    {
        string tree = _folder.Write("tree.csv", "item,parent\nrye,BREAD\nwheat,BREAD\n");
        string output = (await Mine("--min-support", "3", "--hierarchy", tree, "--measures", "confidence")).Succeeds().Output;
        Assert.Equal("antecedent,consequent,n11,n10,n01,n00,confidence\nmilk,BREAD,3,0,1,2,1\nBREAD,milk,3,1,0,2,0.75\n", output);
    }

    [Fact]
    public async Task Rules_that_say_no_more_than_those_of_their_categories_are_left_out()
    {
        string tree = _folder.Write("tree.csv", "item,parent\nrye,BREAD\nwheat,BREAD\n");
        string all = (await Mine("--min-support", "1", "--hierarchy", tree)).Succeeds().Output;
        string kept = (await Mine("--min-support", "1", "--hierarchy", tree, "--min-interest", "1.1")).Succeeds().Output;
        Assert.Contains("\nwheat,milk,1,1,", all, StringComparison.Ordinal);
        Assert.DoesNotContain("\nwheat,milk,", kept, StringComparison.Ordinal);
        Assert.Contains("\nrye,milk,2,0,", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_category_can_be_asked_for_and_the_best_rules_taken()
    {
        string output = (await Mine(
            "--min-support", "3", "--by-category", "--products", _products, "--consequent", "Food/Bread*", "--top", "1", "--by", "lift", "--measures", "lift")).Succeeds().Output;
        Assert.Equal("antecedent,consequent,n11,n10,n01,n00,lift\nFood/Dairy*,Food/Bread*,3,0,1,2,1.5\n", output);
        (await Mine("--min-support", "3", "--by-category", "--products", _products, "--consequent", "Food/Bred*")).Fails(ExitCode.Failure, "did you mean 'Food/Bread*'?");
    }

    [Fact]
    public async Task A_page_shows_categories_beside_the_names_of_products()
    {
        (await Mine("--min-support", "3", "--by-category", "--products", _products, "--html", _folder["p.html"])).Succeeds();
        string page = await File.ReadAllTextAsync(_folder["p.html"]);
        Assert.Contains("Milk", page, StringComparison.Ordinal);
        Assert.Contains("Food/Bread*", page, StringComparison.Ordinal);
        Assert.Contains("--by-category", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hierarchy_of_other_products_brings_a_warning()
    {
        ToolRun run = (await Mine("--min-support", "2", "--hierarchy", _folder.Write("t.csv", "item,parent\nx,y\n"))).Succeeds();
        Assert.Contains("warning: no product of", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("item,parent\na,a\n", "line 2, column parent: saw 'a', expected a parent other than the item itself")]
    [InlineData("item,parent\nrye,bread\nbread,food\nfood,rye\n", "nothing may be its own ancestor: bread > food > rye > bread")]
    public async Task A_bad_hierarchy_is_refused_with_its_fault(string csv, string expected) =>
        (await Mine("--min-support", "1", "--hierarchy", _folder.Write("t.csv", csv))).Fails(ExitCode.Failure, "t.csv", expected);

    [Theory]
    [InlineData("product,category\nrye,\n", "has no categories")]
    [InlineData("product,category\nrye,A//B\n", "'A//B' has an empty level")]
    public async Task Bad_categories_are_refused(string csv, string expected) =>
        (await Mine("--min-support", "1", "--by-category", "--products", _folder.Write("q.csv", csv))).Fails(ExitCode.Failure, "q.csv", expected);

    [Theory]
    [InlineData("--by-category needs --products", "--by-category")]
    [InlineData("--by-category and --hierarchy do not go together", "--by-category", "--products", "p.csv", "--hierarchy", "t.csv")]
    [InlineData("--min-interest compares with rules of categories", "--min-interest", "1.1")]
    [InlineData("--min-interest is '0'", "--min-interest", "0", "--hierarchy", "t.csv")]
    [InlineData("--hierarchy belongs to rules, and --itemsets writes none", "--itemsets", "--hierarchy", "t.csv")]
    [InlineData("--catalog-category-column belongs to --products", "--catalog-category-column", "2")]
    [InlineData("--products and --hierarchy are both -", "--hierarchy", "-", "--products", "-", "--html", "x.html")]
    public async Task Options_that_do_not_fit_are_refused(string expected, params string[] options) =>
        (await Mine(["--min-support", "1", .. options])).Fails(ExitCode.Usage, expected);

    [Fact]
    public async Task The_best_rules_at_all_levels_need_a_support() =>
        (await Mine("--top", "3", "--hierarchy", "t.csv")).Fails(ExitCode.Usage, "not together with --hierarchy, which looks at all rules");

    private Task<ToolRun> Mine(params string[] options) => ToolRun.Of(["mine", "--input", _baskets, .. options]);
}
