using System.Globalization;

namespace CrossSell.Tool.Tests;

/// <summary>Offers in the order that was learned, as <c>fit</c> makes them unless told otherwise.</summary>
public sealed class RankedJourneyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Purchases => _folder["market/purchases.csv"];

    private string Model => _folder["m.model"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Offers_come_with_probabilities_in_falling_order_and_with_reasons()
    {
        (await ToolRun.Of("generate", "--customers", "400", "--seed", "3", "--output", _folder["market"])).Succeeds();
        ToolRun fit = (await ToolRun.Of("fit", "--purchases", Purchases, "--products", _folder["market/products.csv"], "--model", Model, "--verbose")).Succeeds();
        string english = (await ToolRun.Of("recommend", "--model", Model, "--purchases", Purchases, "--top", "4")).Succeeds().Output;
        string german = (await ToolRun.Of("recommend", "--model", Model, "--purchases", Purchases, "--top", "4", "--language", "de")).Succeeds().Output;

        Assert.Contains("ranked by what customers bought next", fit.Error, StringComparison.Ordinal);
        Assert.Contains("NDCG@10", fit.Error, StringComparison.Ordinal);
        string[][] rows = [.. english.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
        Assert.True(rows.Length > 1_000);
        Assert.All(rows, row => Assert.Equal(row[3], row[4]));
        Assert.All(rows, row => Assert.InRange(double.Parse(row[4], CultureInfo.InvariantCulture), 1e-9, 1 - 1e-9));
        Assert.All(rows.GroupBy(row => row[0]), customer => Assert.Equal(customer.OrderByDescending(row => double.Parse(row[4], CultureInfo.InvariantCulture)).Select(row => row[2]), customer.Select(row => row[2])));
        Assert.Contains("Whoever has bought ", english, StringComparison.Ordinal);
        Assert.Contains(" gekauft hat, kauft eher ", german, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Few_purchases_are_ranked_by_rules_and_two_orders_are_refused()
    {
        string few = _folder.Write("few.csv", "customer,product\n1,a\n1,b\n2,a\n2,b\n3,a\n");
        ToolRun fit = (await ToolRun.Of("fit", "--purchases", few, "--model", Model, "--verbose")).Succeeds();

        Assert.Contains("Offers are ranked by rules", fit.Error, StringComparison.Ordinal);
        (await ToolRun.Of("fit", "--purchases", few, "--model", Model, "--rules-only", "--propensity")).Fails(ExitCode.Usage, "--rules-only", "--propensity");
    }
}
