namespace CrossSell.Tool.Tests.Propensity;

/// <summary>From a generated market with its customers to offers with probabilities.</summary>
public sealed class FitWithCustomersTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();

    private string Purchases => _folder["market/purchases.csv"];

    private string Customers => _folder["market/customers.csv"];

    private string Model => _folder["m.model"];

    public async Task InitializeAsync() => (await ToolRun.Of("generate", "--customers", "500", "--seed", "3", "--output", _folder["market"])).Succeeds();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Offers_carry_probabilities_that_are_their_scores_and_reasons_never_name_what_is_protected()
    {
        ToolRun fit = (await Fit("--customers", Customers, "--customer-protected", "gender", "--use-protected", "--verbose")).Succeeds();
        Assert.Contains("ranked by what customers bought next", fit.Error, StringComparison.Ordinal);
        Assert.Contains("propensity", fit.Error, StringComparison.Ordinal);
        Assert.Contains("Of customers without purchases attributes rank", fit.Error, StringComparison.Ordinal);

        string[][] offers = await Recommend("--customers", Customers);
        Assert.All(offers, row => Assert.Equal(row[3], row[4]));
        Assert.All(offers, row => Assert.InRange(double.Parse(row[4], System.Globalization.CultureInfo.InvariantCulture), 1e-6, 1));
        Assert.DoesNotContain(offers, row => row[5].Contains("gender", StringComparison.Ordinal));
        Assert.Contains(offers, row => row[5].Contains("What speaks most for it:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_number_of_threads_changes_no_byte_and_the_file_names_no_customer()
    {
        (await Fit("--customers", Customers, "--threads", "1")).Succeeds();
        byte[] one = await File.ReadAllBytesAsync(Model);
        (await Fit("--customers", Customers, "--threads", "2")).Succeeds();

        Assert.Equal(one, await File.ReadAllBytesAsync(Model));
        Assert.DoesNotContain("C0000", System.Text.Encoding.Latin1.GetString(one), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_table_a_model_that_learned_from_one_warns_and_still_answers()
    {
        (await Fit("--customers", Customers)).Succeeds();

        ToolRun run = (await ToolRun.Of("recommend", "--model", Model, "--purchases", Purchases)).Succeeds();

        Assert.Contains("warning: the model learned from age, car, ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_products_own_probability_can_rank_alone()
    {
        ToolRun fit = (await Fit("--customers", Customers, "--propensity", "--verbose")).Succeeds();

        Assert.Matches("probabilities of [12][0-9] products", fit.Error);
        Assert.Contains("Purchases within 365 days from ", fit.Error, StringComparison.Ordinal);
        Assert.Contains(await Recommend("--customers", Customers), row => row[5].Contains("What speaks most for it:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Models_are_judged_with_what_customers_are()
    {
        string[] split = ["evaluate", "--purchases", Purchases, "--cutoff", "2025-01-01", "--products", _folder["market/products.csv"], "--models", "hybrid", "--top", "3"];

        ToolRun without = (await ToolRun.Of(split)).Succeeds();
        ToolRun with = (await ToolRun.Of([.. split, "--customers", Customers, "--verbose"])).Succeeds();
        Assert.Contains("On held-out purchases", with.Error, StringComparison.Ordinal);

        Assert.True(Ndcg(with) > 1.05 * Ndcg(without), $"NDCG@3 is {Ndcg(with)} with the table and {Ndcg(without)} without.");

        static double Ndcg(ToolRun run) => double.Parse(run.Output.Split('\n')[1].Split(',')[7], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Probabilities_can_be_learned_from_purchases_alone()
    {
        ToolRun fit = (await Fit("--propensity", "--horizon", "180", "--verbose")).Succeeds();

        Assert.Contains("Purchases within 180 days from ", fit.Error, StringComparison.Ordinal);
        Assert.All(await Recommend(), row => Assert.NotEqual("", row[4]));
    }

    [Fact]
    public async Task A_customer_who_is_in_the_table_alone_gets_offers_that_suit_him()
    {
        (await Fit("--customers", Customers)).Succeeds();
        string header = (await File.ReadAllLinesAsync(Customers))[0];
        string table = _folder.Write("new.csv", $"{header}\nnewcomer,35,male,90000,Berlin,4,true,2,true,2025-12-01\n");

        ToolRun run = (await ToolRun.Of("recommend", "--model", Model, "--purchases", Purchases, "--customers", table, "--customer", "newcomer", "--top", "2")).Succeeds();

        Assert.Equal(3, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_book_too_small_to_learn_from_is_ranked_by_rules_and_says_so()
    {
        string few = _folder.Write("few.csv", "customer,product\na,p\na,q\nb,p\nb,q\nc,q\n");
        string table = _folder.Write("people.csv", "customer,age\na,30\nb,40\nc,50\n");

        ToolRun fit = (await ToolRun.Of("fit", "--purchases", few, "--customers", table, "--model", Model)).Succeeds();

        Assert.Contains($"warning: nothing can be learned from {table}, so offers are ranked by rules.", fit.Error, StringComparison.Ordinal);
        Assert.Contains("lower --min-buyers", fit.Error, StringComparison.Ordinal);
        Assert.Contains("c,1,p,", (await ToolRun.Of("recommend", "--model", Model, "--purchases", few)).Succeeds().Output, StringComparison.Ordinal);
        (await ToolRun.Of("fit", "--purchases", few, "--customers", table, "--model", Model, "--propensity")).Fails(ExitCode.Failure, "lower --min-buyers");
    }

    [Fact]
    public async Task What_does_not_fit_is_one_clear_line()
    {
        (await Fit("--customers", Customers, "--customer-key", "id")).Fails(ExitCode.Failure, "'id'");
        (await Fit("--customers", _folder.Write("key.csv", "id,age\nC00000001,3\n"))).Fails(ExitCode.Failure, "'customer' for the key", "--customer-key names the one");
        (await Fit("--customers", _folder["none.csv"])).Fails(ExitCode.Failure, "none.csv");
        (await Fit("--customer-key", "customer")).Fails(ExitCode.Usage, "--customer-key belongs to --customers");
        (await Fit("--horizon", "90")).Fails(ExitCode.Usage, "--horizon is about probabilities");
        (await Fit("--customers", Customers, "--horizon", "0")).Fails(ExitCode.Usage, "--horizon");
        (await Fit("--customers", Customers, "--horizon", "9000")).Fails(ExitCode.Failure, "a horizon of 9000 days needs twice as many");
        (await Fit("--customers", _folder.Write("twice.csv", "customer,age\nC00000001,3\nC00000001,4\n"))).Fails(ExitCode.Failure, "'C00000001' in rows 1 and 2");
        (await Fit("--customers", _folder.Write("others.csv", "customer,age\nx,3\ny,4\n"))).Fails(ExitCode.Failure, "customers of the purchases is in", "--customer-key");
        (await Fit("--customers", _folder.Write("clash.csv", "customer,purchases so far\nC00000001,3\n"))).Fails(ExitCode.Failure, "'purchases so far'");
        Assert.False(File.Exists(Model));
    }

    [Fact]
    public async Task Customers_that_a_model_cannot_use_are_refused()
    {
        (await Fit()).Succeeds();
        (await ToolRun.Of("recommend", "--model", Model, "--purchases", Purchases, "--customers", Customers)).Fails(ExitCode.Failure, "purchases alone", "fit --customers");
        (await Fit("--customers", Customers)).Succeeds();
        (await ToolRun.Of("recommend", "--model", Model, "--purchases", Purchases, "--customers", _folder.Write("few.csv", "customer,age\nC00000001,3\n")))
            .FailsWithFaults(ExitCode.Failure, "car");
    }

    private Task<ToolRun> Fit(params string[] more) => ToolRun.Of([.. new[] { "fit", "--purchases", Purchases, "--products", _folder["market/products.csv"], "--model", Model }, .. more]);

    private async Task<string[][]> Recommend(params string[] more)
    {
        ToolRun run = (await ToolRun.Of([.. new[] { "recommend", "--model", Model, "--purchases", Purchases }, .. more])).Succeeds();
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',', 6))];
    }
}
