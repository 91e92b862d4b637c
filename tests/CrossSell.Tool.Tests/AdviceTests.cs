using CrossSell.Testing;

namespace CrossSell.Tool.Tests;

/// <summary>What <c>fit</c> and <c>recommend</c> say about their input: the instant, unknown products, columns, nothing to learn from.</summary>
public sealed class AdviceTests : IDisposable
{
    private const string Purchases = "customer,product,date\nA,x,2024-01-01\nA,y,2024-02-01\nB,x,2024-03-01\nB,y,2024-03-01\nC,x,2024-05-06\n";

    private readonly TempFolder _folder = new();

    private string Model => _folder["m.model"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_empty_customer_is_a_wrong_command_line() =>
        (await ToolRun.Of("recommend", "--model", "m", "--purchases", "p", "--customer", "")).Fails(ExitCode.Usage, "--customer is empty; expected the id of a customer.");

    [Fact]
    public async Task The_summaries_name_the_instant_and_a_clock_behind_it_brings_a_warning()
    {
        string file = _folder.Write("p.csv", Purchases);
        DateTimeOffset after = new(2024, 5, 6, 8, 0, 0, TimeSpan.Zero);
        DateTimeOffset before = new(2024, 5, 5, 8, 0, 0, TimeSpan.Zero);
        ToolRun fit = (await At(after, "fit", "--purchases", file, "--model", Model)).Succeeds();
        Assert.Contains(", purchases up to 2024-05-06 in ", fit.Error, StringComparison.Ordinal);
        ToolRun offers = (await At(after, "recommend", "--purchases", file, "--model", Model)).Succeeds();
        Assert.Contains(", holdings as of 2024-05-06 in ", Assert.Single(offers.ErrorLines), StringComparison.Ordinal);

        const string warning = "warning: the last purchase is of 2024-05-06, later than the clock (2024-05-05)";
        ToolRun early = (await At(before, "recommend", "--purchases", file, "--model", Model)).Succeeds();
        Assert.Contains(warning, early.Error, StringComparison.Ordinal);
        Assert.Contains("--as-of", early.Error, StringComparison.Ordinal);
        Assert.Contains(warning, (await At(before, "fit", "--purchases", file, "--model", Model)).Succeeds().Error, StringComparison.Ordinal);
        ToolRun told = (await At(before, "recommend", "--purchases", file, "--model", Model, "--as-of", "2024-06-01T12:30")).Succeeds();
        Assert.Contains("holdings as of 2024-06-01T12:30:00", Assert.Single(told.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purchases_without_dates_have_no_instant()
    {
        string file = _folder.Write("p.csv", "customer,product\nA,x\nB,y\n");
        Assert.DoesNotContain("up to", (await ToolRun.Of("fit", "--purchases", file, "--model", Model)).Succeeds().Error, StringComparison.Ordinal);
        Assert.DoesNotContain("as of", (await ToolRun.Of("recommend", "--purchases", file, "--model", Model)).Succeeds().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Products_that_the_model_does_not_know_are_counted()
    {
        (await ToolRun.Of("fit", "--purchases", _folder.Write("p.csv", Purchases), "--model", Model)).Succeeds();
        string other = _folder.Write("o.csv", Purchases.Replace(",x,", ",X,", StringComparison.Ordinal));
        ToolRun one = (await ToolRun.Of("recommend", "--purchases", other, "--model", Model)).Succeeds();
        Assert.Contains("warning: 1 of 2 products of the purchases is unknown to the model; ", one.Error, StringComparison.Ordinal);
        string all = _folder.Write("a.csv", "customer,product\nA,1\nA,2\n");
        ToolRun both = (await ToolRun.Of("recommend", "--purchases", all, "--model", Model)).Succeeds();
        Assert.Contains("warning: 2 of 2 products of the purchases are unknown to the model; ", both.Error, StringComparison.Ordinal);
        ToolRun desk = (await ToolRun.Of("decide", "--purchases", other, "--model", Model, "--customer", "A")).Succeeds();
        Assert.Contains("warning: 1 of 2 products of the purchases is unknown to the model; ", desk.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_refuses_a_header_without_rows()
    {
        string file = _folder.Write("p.csv", "customer,product,date\n");
        (await ToolRun.Of("fit", "--purchases", file, "--model", Model)).Fails(ExitCode.Failure, "p.csv has a header but no rows");
        Assert.Equal(["p.csv"], _folder.Files());
    }

    [Theory]
    [InlineData("1 row later than --as-of, 1 bad row, 1 row of quantity 0", "customer,product,date,quantity\nA,x,2030-01-01,1\nA,,2024-01-01,1\nA,y,2024-01-01,0\n")]
    [InlineData("1 return, 1 purchase that was returned", "customer,product,date,quantity\nA,x,2024-01-01,1\nA,x,2024-01-02,-1\n")]
    public async Task Fit_puts_no_empty_model_in_the_place_of_a_good_one(string expected, string purchases)
    {
        (await ToolRun.Of("fit", "--purchases", _folder.Write("p.csv", Purchases), "--model", Model)).Succeeds();
        byte[] good = await File.ReadAllBytesAsync(Model);
        string[] none = ["--purchases", _folder.Write("n.csv", purchases), "--bad-rows", "skip", "--as-of", "2025-01-01", "--model", Model];

        ToolRun fitted = await ToolRun.Of(["fit", .. none]);

        Assert.Equal(ExitCode.Failure, fitted.ExitCode);
        Assert.Contains($"n.csv has no purchase that counts, but {expected}; expected one at least.", fitted.Error, StringComparison.Ordinal);
        Assert.Equal(good, await File.ReadAllBytesAsync(Model));
    }

    [Fact]
    public async Task Ignored_returns_are_not_said_to_lack_a_purchase()
    {
        string file = _folder.Write("p.csv", "customer,product,quantity\nA,x,2\nA,x,-1\nB,y,-1\n");
        ToolRun ignored = (await ToolRun.Of("fit", "--purchases", file, "--model", Model, "--returns", "ignore")).Succeeds();
        Assert.Contains("warning: 2 returns were left out, as --returns ignore says.", ignored.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("take back", ignored.Error, StringComparison.Ordinal);
        ToolRun net = (await ToolRun.Of("fit", "--purchases", file, "--model", Model)).Succeeds();
        Assert.Contains("warning: 1 return was without a purchase to take back and left out.", net.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_of_products_are_chosen_by_options_and_messages_name_those()
    {
        string file = _folder.Write("p.csv", Purchases);
        string products = _folder.Write("c.csv", "sku,code,product_type,how,text\nx,1,car,held,Ex\ny,2,boat,repurchasable,Why\n");
        string[] fit = ["fit", "--purchases", file, "--products", products, "--model", Model];
        (await ToolRun.Of([.. fit, "--catalog-product-column", "sku"])).Fails(ExitCode.Failure, "product_type", "held or repurchasable");
        (await ToolRun.Of([.. fit, "--catalog-product-column", "sku", "--catalog-kind-column", "how", "--catalog-name-column", "5"])).Succeeds();
        CrossSellModel model = CrossSellModel.Load(Model);
        Assert.Equal(
            [("x", "Ex", ProductKind.Held), ("y", "Why", ProductKind.Repurchasable)], model.Products.Select(p => (p.Id.Value, p.Name.Default, p.Kind)));

        string two = _folder.Write("two.csv", "product,type,kind\nx,held,held\n");
        ToolRun ambiguous = await ToolRun.Of("fit", "--purchases", file, "--products", two, "--model", Model);
        Assert.DoesNotContain("CsvCatalogOptions", ambiguous.Fails(ExitCode.Failure, "--catalog-kind-column").Error, StringComparison.Ordinal);
        ToolRun none = await ToolRun.Of("fit", "--purchases", file, "--products", _folder.Write("none.csv", "colour\nred\n"), "--model", Model);
        Assert.DoesNotContain("CsvCatalogOptions", none.Fails(ExitCode.Failure, "say --catalog-product-column").Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_of_products_without_a_file_of_products_are_a_wrong_command_line() =>
        (await ToolRun.Of("fit", "--purchases", "p", "--model", "m", "--catalog-margin-column", "m")).Fails(ExitCode.Usage, "--catalog-margin-column belongs to --products");

    private static Task<ToolRun> At(DateTimeOffset now, params string[] args) =>
        ToolRun.With(new ToolRunSettings { Clock = new ManualClock(now) }, args);
}
