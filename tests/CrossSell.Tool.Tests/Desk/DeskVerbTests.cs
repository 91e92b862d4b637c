using System.Text.Json;
using CrossSell.Testing;

namespace CrossSell.Tool.Tests.Desk;

/// <summary><c>crosssell decide</c> and <c>crosssell followups</c>.</summary>
public sealed class DeskVerbTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2025, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    private string[] Input => ["--model", _folder["m"], "--purchases", _folder["p.csv"], "--products", _folder["c.csv"]];

    private string[] Ledger => ["--ledger", "sqlite:" + _folder["l.db"], "--key-file", _folder["key"]];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_screen_tells_what_is_owned_missing_and_to_be_offered_in_two_languages()
    {
        await MarketAsync();
        string screen = (await Run([.. Input, "--customer", "K5"], "decide")).Succeeds().Output;
        Assert.Contains("Customer K5\n1 of 2 categories owned (50 %)\nGaps: people\n", screen, StringComparison.Ordinal);
        Assert.Contains("Offer now:\n  1. Liability (", screen, StringComparison.Ordinal);
        string german = (await Run([.. Input, "--customer", "K5", "--language", "de", "--top", "1"], "decide")).Succeeds().Output;
        Assert.Contains("1 von 2 Kategorien vorhanden (50 %)\nLücken: people\n", german, StringComparison.Ordinal);
        Assert.Single(german.Split('\n'), line => line.StartsWith("  1. ", StringComparison.Ordinal));
        Assert.DoesNotContain("  2. ", german, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_as_json_names_every_product_that_is_not_offered_with_its_reasons()
    {
        await MarketAsync();
        ToolRun run = (await Run([.. Input, "--customer", "K5", "--output", _folder["d.json"]], "decide")).Succeeds();
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder["d.json"]));
        Assert.True(json.RootElement.GetProperty("known").GetBoolean());
        Assert.Equal(3, json.RootElement.GetProperty("offers").GetArrayLength() + json.RootElement.GetProperty("not_offered").GetArrayLength());
        Assert.Contains("OWN.SAME", json.RootElement.GetProperty("not_offered").GetRawText(), StringComparison.Ordinal);
        Assert.Contains("not offered; as of 2024-01-05T00:00:00Z", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_ledger_knows_is_spoken_of_first_and_a_stranger_is_told()
    {
        await MarketAsync();
        await InitAsync();
        (await Run(["record", .. Ledger, "--customer", "K5", "--product", "liability", "--answer", "declined", "--reason", "price"], "ledger")).Succeeds();
        string screen = (await Run([.. Input, .. Ledger, "--customer", "K5"], "decide")).Succeeds().Output;
        Assert.Contains("Do not offer:\n  Liability: The customer declined Liability on 3 March 2025 as too expensive.", screen, StringComparison.Ordinal);
        ToolRun stranger = (await Run([.. Input, .. Ledger, "--customer", "X9"], "decide")).Succeeds();
        Assert.Contains("Customer X9: no purchases and no contacts are known.", stranger.Output, StringComparison.Ordinal);
        Assert.Contains("warning: customer 'X9'", stranger.Error, StringComparison.Ordinal);
        (await Run([.. Input, "--customer", "K5", "--offer", "o"], "decide")).Fails(ExitCode.Usage, "--offer belongs to");
        (await Run([.. Input, "--customer", "K5", "--occasion", "party"], "decide")).Fails(ExitCode.Usage, "--occasion is 'party'");
    }

    [Fact]
    public async Task Open_offers_are_listed_by_worth_and_left_out_with_a_reason()
    {
        await MarketAsync();
        await InitAsync();
        (await Run([.. Input], "followups")).Fails(ExitCode.Usage, "--ledger and --key-file are missing");
        string answers = _folder.Write("a.csv", "customer,product,at,answer,until\nK5,liability,2025-02-01,postponed,2025-03-01\nK6,household,2025-02-01,postponed,2025-04-01\n");
        (await Run(["import", .. Ledger, "--answers", answers], "ledger")).Succeeds();
        ToolRun list = (await Run([.. Input, .. Ledger], "followups")).Succeeds();
        string[] lines = list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("customer,kind,product,offer,due_at,until,worth,expected,urgency,made,channel,state,code,again_at,text", lines[0]);
        Assert.Matches("^K5,call-back,liability,[^,]+,2025-03-01T00:00:00Z,,32,32,1,0,phone,due,,2025-03-01T00:00:00Z,$", Assert.Single(lines[1..]));
        Assert.Contains("1 due, 1 left out", list.Error, StringComparison.Ordinal);
        Assert.Contains(",left-out,FUP.NOT_DUE,2025-04-01T00:00:00Z,", (await Run([.. Input, .. Ledger, "--all"], "followups")).Succeeds().Output, StringComparison.Ordinal);
        (await Run([.. Input, .. Ledger, "--declines", answers], "followups")).Fails(ExitCode.Usage, "there is no option '--declines'");
    }

    private async Task MarketAsync()
    {
        _folder.Write("p.csv", "customer,product,date\n" + string.Concat(Enumerable.Range(1, 5).Select(i =>
            $"K{i},building,2024-01-0{i}\n{(i < 5 ? $"K{i},liability,2024-01-0{i}\n" : "")}{(i < 3 ? $"K{i},household,2024-01-0{i}\n" : "")}")));
        _folder.Write("c.csv", "product,name,category,margin\nbuilding,Building,home,200\nhousehold,Household,home,50\nliability,Liability,people,40\n");
        (await Run(["--purchases", _folder["p.csv"], "--products", _folder["c.csv"], "--model", _folder["m"]], "fit")).Succeeds();
    }

    private async Task InitAsync()
    {
        _folder.Write("key", "0123456789abcdef-secret\n");
        (await Run(["init", "--ledger", "sqlite:" + _folder["l.db"]], "ledger")).Succeeds();
    }

    private static Task<ToolRun> Run(string[] args, string verb) => ToolRun.With(new ToolRunSettings { Clock = new ManualClock(s_now) }, [verb, .. args]);
}
