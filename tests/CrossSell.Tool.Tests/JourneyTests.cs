using System.Text;

namespace CrossSell.Tool.Tests;

/// <summary>From a generated market to offers, as a newcomer goes.</summary>
public sealed partial class JourneyTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();

    private string Purchases => _folder["market/purchases.csv"];

    private string Model => _folder["m.model"];

    public async Task InitializeAsync()
    {
        (await ToolRun.Of("generate", "--customers", "400", "--seed", "3", "--output", _folder["market"])).Succeeds();
        (await ToolRun.Of("fit", "--purchases", Purchases, "--products", _folder["market/products.csv"], "--model", Model, "--rules-only")).Succeeds();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_customer_gets_offers_in_order_and_none_that_he_owns()
    {
        string[][] offers = Rows((await Recommend("--top", "4")).Succeeds().Output);
        string[][] purchases = Rows(await File.ReadAllTextAsync(Purchases));
        Dictionary<string, string> kinds = Rows(await File.ReadAllTextAsync(_folder["market/products.csv"])).ToDictionary(row => row[0], row => row[4], StringComparer.Ordinal);
        string now = purchases.Select(row => row[3]).Max(StringComparer.Ordinal)!;
        HashSet<(string, string)> owned =
            [.. from row in purchases
                where kinds[row[1]] == "held" && (row[6].Length == 0 || string.CompareOrdinal(row[6], now) > 0)
                select (row[0], row[1])];
        Assert.True(owned.Count > 500);
        Assert.All(offers, row => Assert.DoesNotContain((row[0], row[2]), owned));
        Assert.Equal(purchases.Select(row => row[0]).Distinct().Order(StringComparer.Ordinal), offers.Select(row => row[0]).Distinct().Order(StringComparer.Ordinal));
        foreach (IGrouping<string, string[]> customer in offers.GroupBy(row => row[0]))
        {
            Assert.Equal(Enumerable.Range(1, customer.Count()).Select(rank => $"{rank}"), customer.Select(row => row[1]));
            Assert.InRange(customer.Count(), 1, 4);
        }

        Assert.All(offers, row => Assert.Equal((13, ""), (row.Length, row[4])));
    }

    [Fact]
    public async Task Shares_of_the_customers_are_together_what_one_run_gives()
    {
        string[] whole = Lines((await Recommend("--top", "2")).Succeeds().Output);
        var parts = new List<string>();
        for (int share = 1; share <= 3; share++)
        {
            string[] lines = Lines((await Recommend("--top", "2", "--shard", $"{share}/3", "--threads", $"{share}")).Succeeds().Output);
            Assert.Equal(whole[0], lines[0]);
            Assert.InRange(lines.Length, 100, whole.Length / 2);
            parts.AddRange(lines.Skip(1));
        }

        Assert.Equal(whole.Skip(1).Order(StringComparer.Ordinal), parts.Order(StringComparer.Ordinal));
        string some = whole[1].Split(',')[0];
        string[] ofSome = [.. await Task.WhenAll(Enumerable.Range(1, 3).Select(async share => (await Recommend("--customer", some, "--top", "2", "--shard", $"{share}/3")).Succeeds().Output))];
        Assert.Equal(2, ofSome.Count(output => Lines(output).Length == 1));
    }

    [Theory, InlineData("0/3"), InlineData("4/3"), InlineData("three")]
    public async Task A_share_that_cannot_be_is_refused(string shard) =>
        (await Recommend("--shard", shard)).Fails(ExitCode.Usage, $"--shard is '{shard}'; expected a share such as 2/8");

    [Fact]
    public async Task The_header_is_the_documented_one()
    {
        ToolRun run = (await Recommend()).Succeeds();
        Assert.StartsWith(
            "customer,rank,product,score,probability,reason,moment_from,moment_until,moment_probability,moment_lower,moment_upper,moment_now,moment_reason\n", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"^\d+ customers, [\d,]+ offers, holdings as of \d{4}-\d\d-\d\d in \d+\.\d\d s\.$", run.ErrorLines[0]);
    }

    [Fact]
    public async Task Every_offer_says_its_best_moment_unless_told_otherwise()
    {
        string[][] offers = Rows((await Recommend("--top", "4")).Succeeds().Output);
        string without = (await Recommend("--top", "4", "--no-moment")).Succeeds().Output;
        string now = Rows(await File.ReadAllTextAsync(Purchases)).Select(row => row[3]).Max(StringComparer.Ordinal)!;

        Assert.StartsWith("customer,rank,product,score,probability,reason\n", without, StringComparison.Ordinal);
        Assert.Equal(Rows(without).Select(row => string.Join('|', row)), offers.Select(row => string.Join('|', row[..6])));
        Assert.All(offers, row => Assert.True(string.CompareOrdinal(row[6], now) >= 0 && string.CompareOrdinal(row[7], row[6]) > 0, string.Join(',', row)));
        Assert.All(offers, row =>
        {
            double[] numbers = [.. row[8..12].Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
            Assert.True(numbers[3] <= numbers[0] && numbers[1] <= numbers[0] && numbers[0] <= numbers[2], string.Join(',', row));
            Assert.Matches("most often|now is as good as later", row[12]);
        });
        Assert.Contains(offers, row => row[6] != now);
        string german = (await Recommend("--top", "4", "--language", "de")).Succeeds().Output;
        Assert.Contains("am häufigsten", german, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_timing_says_no_moments_and_settings_of_moments_need_it()
    {
        string model = _folder["timeless.model"];
        (await ToolRun.Of("fit", "--purchases", Purchases, "--model", model, "--rules-only", "--no-timing")).Succeeds();
        ToolRun run = (await ToolRun.Of("recommend", "--model", model, "--purchases", Purchases)).Succeeds();
        Assert.StartsWith("customer,rank,product,score,probability,reason\n", run.Output, StringComparison.Ordinal);

        (await ToolRun.Of("fit", "--purchases", Purchases, "--model", model, "--no-timing", "--moment-window", "7")).Fails(ExitCode.Usage, "--moment-window is about moments, and --no-timing learns none");
        (await ToolRun.Of("fit", "--purchases", Purchases, "--model", model, "--moment-within", "9999")).Fails(ExitCode.Usage, "--moment-within", "3660");
        string few = _folder["few.csv"];
        await File.WriteAllTextAsync(few, "customer,product\n1,a\n1,b\n2,a\n2,b\n");
        Assert.Contains("Offers say no best moment", (await ToolRun.Of("fit", "--purchases", few, "--model", model, "--verbose")).Succeeds().Error, StringComparison.Ordinal);

        // On one day nothing is bought after anything.
        await File.WriteAllTextAsync(few, "customer,product,date\n1,a,2024-01-01\n1,b,2024-01-01\n2,a,2024-01-01\n2,b,2024-01-01\n");
        Assert.Contains("nobody bought on a second day", (await ToolRun.Of("fit", "--purchases", few, "--model", model, "--verbose")).Succeeds().Error, StringComparison.Ordinal);
        Assert.StartsWith("customer,rank,product,score,probability,reason\n", (await ToolRun.Of("recommend", "--model", model, "--purchases", few)).Succeeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reasons_come_in_english_and_in_german()
    {
        string english = (await Recommend("--customer", "C00000001")).Succeeds().Output;
        string german = (await Recommend("--customer", "C00000001", "--language", "de")).Succeeds().Output;
        Assert.Contains(" of customers with ", english, StringComparison.Ordinal);
        Assert.Contains(" der Kunden mit ", german, StringComparison.Ordinal);
        Assert.Contains("versicherung", german, StringComparison.Ordinal);
        Assert.Equal(Rows(english).Select(row => (row[0], row[2], row[3])), Rows(german).Select(row => (row[0], row[2], row[3])));
    }

    [Fact]
    public async Task Named_customers_come_in_the_order_named_each_once()
    {
        string[][] offers = Rows((await Recommend("--customer", "C00000009", "C00000002", "--customer", "C00000009", "--top", "1")).Succeeds().Output);
        Assert.Equal(["C00000009", "C00000002"], offers.Select(row => row[0]));
    }

    [Fact]
    public async Task A_customer_without_purchases_gets_popular_products_and_the_tool_warns()
    {
        ToolRun run = (await Recommend("--customer", "nobody")).Succeeds();
        Assert.Equal(3, Rows(run.Output).Length);
        Assert.Contains("warning: customer 'nobody' is not in the purchases", run.Error, StringComparison.Ordinal);
        Assert.Equal("", (await Recommend("--customer", "nobody", "--quiet")).Succeeds().Error);
    }

    [Fact]
    public async Task The_same_bytes_come_out_for_any_number_of_threads()
    {
        Assert.Equal((await Recommend("--threads", "1")).Succeeds().Output, (await Recommend("--threads", "2")).Succeeds().Output);
        string fit(int threads) => _folder[$"model{threads}"];
        foreach (int threads in new[] { 1, 2 })
        {
            (await ToolRun.Of("fit", "--purchases", Purchases, "--model", fit(threads), "--threads", $"{threads}")).Succeeds();
        }

        Assert.Equal(await File.ReadAllBytesAsync(fit(1)), await File.ReadAllBytesAsync(fit(2)));
    }

    [Fact]
    public async Task Json_lines_hold_numbers_as_numbers_and_no_probability()
    {
        string[] lines = (await Recommend("--output-format", "jsonl", "--customer", "C00000001")).Succeeds().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        foreach (string line in lines)
        {
            using var json = System.Text.Json.JsonDocument.Parse(line);
            Assert.Equal([.. OfferWriter.Columns, .. OfferWriter.MomentColumns], json.RootElement.EnumerateObject().Select(p => p.Name));
            Assert.Equal(System.Text.Json.JsonValueKind.Null, json.RootElement.GetProperty("probability").ValueKind);
            Assert.InRange(json.RootElement.GetProperty("score").GetDouble(), 0, 1);
        }
    }

    [Fact]
    public async Task The_model_file_holds_no_customer()
    {
        string text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Model));
        Assert.DoesNotContain("C0000", text, StringComparison.Ordinal);
        Assert.Contains("household", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_none_or_damaged_is_refused()
    {
        byte[] bytes = await File.ReadAllBytesAsync(Model);
        (await RecommendWith(_folder["no.model"])).Fails(ExitCode.Failure, "there is no model", "crosssell fit");
        (await RecommendWith(_folder.Root)).Fails(ExitCode.Failure, "is a folder");
        (await RecommendWith(Purchases)).Fails(ExitCode.Failure, "cannot be read as a CrossSell model");
        (await RecommendWith(_folder.Write("e.model", ""))).Fails(ExitCode.Failure, "e.model");
        (await RecommendWith(_folder.Write("cut.model", bytes[..(bytes.Length / 2)]))).Fails(ExitCode.Failure, "cut");
        bytes[^20] ^= 1;
        (await RecommendWith(_folder.Write("bad.model", bytes))).Fails(ExitCode.Failure, "bad.model");
    }

    [Fact]
    public async Task Fit_refuses_what_is_no_model_file_and_what_names_no_customers()
    {
        (await ToolRun.Of("fit", "--purchases", Purchases, "--model", "-")).Fails(ExitCode.Usage, "a model goes to a file");
        (await ToolRun.Of("fit", "--purchases", Purchases, "--model", Purchases)).Fails(ExitCode.Usage, "is also an input");
        (await ToolRun.Of("fit", "--purchases", "-", "--products", "-", "--model", "x")).Fails(ExitCode.Usage, "standard input");
        (await ToolRun.Of("fit", "--purchases", Purchases, "--model", _folder["m"], "--max-length", "1")).Fails(ExitCode.Usage, "--max-length is '1'");
        (await ToolRun.Of("fit", "--purchases", Purchases, "--products", Purchases, "--model", _folder["m"])).FailsWithFaults(ExitCode.Failure, "each product once", "more faults.");
        string baskets = _folder.Write("b.csv", "basket,product\n1,x\n1,y\n");
        (await ToolRun.Of("fit", "--purchases", baskets, "--model", _folder["m"], "--unit", "customer")).Fails(ExitCode.Failure, "--customer-column");
        (await ToolRun.Of("recommend", "--purchases", baskets, "--model", Model)).Fails(ExitCode.Failure, "names no customers");
        (await ToolRun.Of("fit", "--purchases", _folder["market/products.csv"], "--model", _folder["m"])).Fails(ExitCode.Failure, "--customer-column");
        Assert.False(File.Exists(_folder["m"]));
    }

    [Fact]
    public async Task A_model_without_rules_is_made_with_a_warning()
    {
        ToolRun run = await ToolRun.Of("fit", "--purchases", Purchases, "--model", _folder["m2"], "--min-support", "0.99", "--rules-only");
        Assert.Contains("warning: no rule was found", run.Succeeds().Error, StringComparison.Ordinal);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Task<ToolRun> Recommend(params string[] more) => ToolRun.Of(["recommend", "--model", Model, "--purchases", Purchases, .. more]);

    private Task<ToolRun> RecommendWith(string model) => ToolRun.Of("recommend", "--model", model, "--purchases", Purchases);

    /// <summary>The rows below the header; good for fields whose quotes stand around the whole field.</summary>
    // A comma before each field, so that the first is like the others.
    private static string[][] Rows(string csv) =>
        [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line =>
            Field().Matches("," + line).Select(field => field.Groups[1].Success ? field.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : field.Groups[2].Value).ToArray())];

    [System.Text.RegularExpressions.GeneratedRegex(",(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))")]
    private static partial System.Text.RegularExpressions.Regex Field();
}
