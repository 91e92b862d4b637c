namespace CrossSell.Tool.Tests.Eligible;

/// <summary><c>recommend</c> with holdings and declines: what is owned or declined is left out, and the next best comes in its place.</summary>
public sealed class EligibleOffersTests : IDisposable
{
    // Bought by 6, 5, 4, 3, 2 and 1 customers: the order of offers to a customer of whom nothing is known.
    private static readonly string[] s_products = ["a", "b", "c", "d", "e", "f"];

    private readonly TempFolder _folder = new();

    private string Purchases => _folder.Write("p.csv", "customer,product,date\n" + string.Concat(
        s_products.SelectMany((product, place) => Enumerable.Range(0, 6 - place).Select(customer => $"K{customer},{product},2024-01-0{customer + 1}\n"))) + "New,z,2024-02-01\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_held_ordered_or_with_a_competitor_leaves_its_place_to_the_next()
    {
        Assert.Equal(["a", "b", "c"], await OffersAsync());
        string holdings = _folder.Write("h.csv", "customer,product,from,until,source\nX,a,2023-01-01,,own\nX,b,2024-06-01,,pending\nX,c,2023-01-01,2030-01-01,competitor\nX,d,2020-01-01,2023-01-01,own\n");
        Assert.Equal(["d", "e", "f"], await OffersAsync("--holdings", holdings));
    }

    [Fact]
    public async Task German_headers_and_words_are_understood()
    {
        string holdings = _folder.Write("h.csv", "Kundennr;Artikel;von;bis;Herkunft\nX;a;01.01.2023;;Bestand\nX;b;;;beantragt\n");
        string declines = _folder.Write("d.csv", "Kunde;Produkt;Grund;am\nX;c;kein Bedarf;01.02.2024\n");
        Assert.Equal(["d", "e", "f"], await OffersAsync("--holdings", holdings, "--declines", declines));
    }

    [Fact]
    public async Task Declined_once_is_declined_for_ever_or_for_its_time()
    {
        string declines = _folder.Write("d.csv", "customer,product,reason,at\nX,a,price,2024-01-01\n");
        Assert.Equal(["b", "c", "d"], await OffersAsync("--declines", declines, "--as-of", "2029-01-01"));
        Assert.Equal(["b", "c", "d"], await OffersAsync("--declines", declines, "--preset", "cooldown", "--as-of", "2024-06-28"));
        Assert.Equal(["a", "b", "c"], await OffersAsync("--declines", declines, "--preset", "cooldown", "--as-of", "2024-06-29"));
    }

    [Fact]
    public async Task A_decline_after_the_last_purchase_counts_unless_now_is_before_it()
    {
        string declines = _folder.Write("d.csv", "customer,product,reason,at\nX,a,no need,2024-05-01\n");
        Assert.Equal(["b", "c", "d"], await OffersAsync("--declines", declines));
        ToolRun early = await RecommendAsync("--declines", declines, "--as-of", "2024-04-01");
        Assert.Contains("1 answer of " + declines + " is later than --as-of and left out", early.Succeeds().Error, StringComparison.Ordinal);
        Assert.Equal(["a", "b", "c"], Products(early));
    }

    [Fact]
    public async Task Relations_make_purchases_bar_equivalents_lower_steps_and_bundled_products()
    {
        string products = _folder.Write("products.csv", "product,equivalence_set,ladder,rank\na,same,,\nb,same,,\nc,,steps,1\nd,,steps,2\ne,,,\nf,,,\nz,,,\n");
        string relations = _folder.Write("relations.csv", "from,kind,to\nf,covered by,e\n");
        string holdings = _folder.Write("h.csv", "customer,product\nX,a\nX,d\nX,e\n");
        ToolRun run = (await RecommendAsync("--products", products, "--relations", relations, "--holdings", holdings, "--explain", _folder["why.csv"])).Succeeds();
        Assert.Equal(["z"], Products(run));
        string[] why = File.ReadAllLines(_folder["why.csv"]);
        Assert.Equal("customer,product,code,evidence,until,eligible_again_at,text", why[0]);
        Assert.Equal(["a OWN.SAME", "b OWN.EQUIVALENT", "c OWN.HIGHER_TIER", "d OWN.SAME", "e OWN.SAME", "f OWN.COVERED"], why.Skip(1).Select(row => row.Split(',')).Select(row => $"{row[1]} {row[2]}"));
    }

    [Fact]
    public async Task Every_reason_is_told_with_its_end_in_the_language_asked_for()
    {
        string holdings = _folder.Write("h.csv", "customer,product,until\nX,a,2025-01-01\n");
        string declines = _folder.Write("d.csv", "customer,product,reason,at\nX,a,price,2024-02-02\n");
        string[] args = ["--holdings", holdings, "--declines", declines, "--preset", "cooldown", "--explain", _folder["why.jsonl"]];
        (await RecommendAsync([.. args, "--language", "de"])).Succeeds();
        string[] why = File.ReadAllLines(_folder["why.jsonl"]);
        Assert.Equal(2, why.Length);
        Assert.Contains("\"code\":\"OWN.SAME\",\"evidence\":\"a\",\"until\":\"2025-01-01T00:00:00Z\",\"eligible_again_at\":\"2025-01-01T00:00:00Z\"", why[0], StringComparison.Ordinal);
        Assert.Contains("\"code\":\"DEC.COOLDOWN\"", why[1], StringComparison.Ordinal);
        Assert.Contains("\"until\":\"2024-07-31T00:00:00Z\",\"eligible_again_at\":\"2025-01-01T00:00:00Z\"", why[1], StringComparison.Ordinal);
        string english = _folder["english.jsonl"];
        (await RecommendAsync([.. args[..^1], english])).Succeeds();
        Assert.NotEqual(why, File.ReadAllLines(english));
    }

    [Fact]
    public async Task The_same_bytes_for_any_number_of_threads_with_and_without_explanation()
    {
        string declines = _folder.Write("d.csv", "customer,product,reason,at\nK5,b,never product,2024-02-02\nK4,c,bad moment,2024-02-02\n");
        string model = await ModelAsync();
        string[] args = ["recommend", "--model", model, "--purchases", _folder["p.csv"], "--declines", declines];
        string one = (await ToolRun.Of([.. args, "--threads", "1"])).Succeeds().Output;
        Assert.Contains("K5,1,", one, StringComparison.Ordinal);
        Assert.DoesNotContain(",b,", string.Concat(one.Split('\n').Where(row => row.StartsWith("K5,", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Equal(one, (await ToolRun.Of([.. args, "--threads", "4", "--explain", _folder["why.csv"]])).Succeeds().Output);
    }

    [Fact]
    public async Task Every_fault_of_a_file_is_told_with_its_line_and_nothing_is_written()
    {
        string model = await ModelAsync();
        string holdings = _folder.Write("h.csv", "customer,product,from,until,source\nX,a,soon,,own\nX,,2024-01-01,2023-01-01,rented\n");
        string[] args = ["recommend", "--model", model, "--purchases", _folder["p.csv"], "--output", _folder["o.csv"]];
        (await ToolRun.Of([.. args, "--holdings", holdings])).FailsWithFaults(ExitCode.Failure, "h.csv, line 2, column from: saw 'soon', expected a date", "line 3, column product", "rented");
        (await ToolRun.Of([.. args, "--declines", _folder.Write("d.csv", "customer,product,reason,at\nX,a,whim,2024-01-01\n")]))
            .Fails(ExitCode.Failure, "d.csv, line 2, column reason: saw 'whim', expected a reason: bad moment");
        (await ToolRun.Of([.. args, "--declines", _folder.Write("d.csv", "customer,product,reason\nX,a,price\n")])).Fails(ExitCode.Failure, "one column 'at'");
        (await ToolRun.Of([.. args, "--holdings", _folder["none.csv"]])).Fails(ExitCode.Failure, "there is no file");
        Assert.DoesNotContain("o.csv", _folder.Files());
    }

    [Fact]
    public async Task Options_that_belong_to_others_and_clashing_files_are_a_wrong_command_line()
    {
        string model = await ModelAsync();
        string[] args = ["recommend", "--model", model, "--purchases", _folder["p.csv"]];
        (await ToolRun.Of([.. args, "--relations", "r.csv"])).Fails(ExitCode.Usage, "--relations belongs to --products");
        (await ToolRun.Of([.. args, "--preset", "lax"])).Fails(ExitCode.Usage, "--preset is 'lax'; it must be strict or cooldown");
        (await ToolRun.Of([.. args, "--output", _folder["o.csv"], "--explain", _folder["o.csv"]])).Fails(ExitCode.Usage, "--output and --explain are both");
        (await ToolRun.Of([.. args, "--holdings", "-", "--declines", "-"])).Fails(ExitCode.Usage, "--holdings and --declines are both -");
    }

    private static string[] Products(ToolRun run) => [.. run.Output.Split('\n').Skip(1).Where(row => row.Length > 0).Select(row => row.Split(',')[2])];

    private async Task<string> ModelAsync()
    {
        (await ToolRun.Of("fit", "--purchases", Purchases, "--model", _folder["m.model"])).Succeeds();
        return _folder["m.model"];
    }

    private async Task<string[]> OffersAsync(params string[] more) => Products((await RecommendAsync(more)).Succeeds());

    private async Task<ToolRun> RecommendAsync(params string[] more) =>
        await ToolRun.Of(["recommend", "--model", await ModelAsync(), "--purchases", _folder["p.csv"], "--customer", "X", .. more]);
}
