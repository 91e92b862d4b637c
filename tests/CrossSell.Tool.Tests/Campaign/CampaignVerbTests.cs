using System.Globalization;
using CrossSell.Ledger;
using CrossSell.Storage.Sqlite;
using CrossSell.Testing;

namespace CrossSell.Tool.Tests.Campaigns;

/// <summary>A campaign from plan to report through the tool.</summary>
public sealed class CampaignVerbTests : IDisposable
{
    private const string Settings =
        """
        {
          "id": "autumn",
          "offers": [ { "product": "home" }, { "product": "life", "margin": 200 } ],
          "channels": [ { "name": "phone", "cost": 5, "capacity": 20 }, { "name": "letter", "cost": 1 } ],
          "slots": [ { "name": "week 10", "start": "2025-03-03T10:00:00+01:00" }, { "name": "week 11", "start": "2025-03-10T10:00:00+01:00" } ],
          "budget": 120,
          "holdout": { "salt": "s", "universalShare": 0, "controlShare": 0.4 }
        }
        """;

    private readonly TempFolder _folder = new();
    private readonly ManualClock _clock = new(new DateTimeOffset(2025, 3, 3, 8, 0, 0, TimeSpan.Zero));

    private string Key => _folder.Write("key", "0123456789abcdef-secret\n");

    private string Policy => _folder.Write("p.json", new PolicySetBuilder().Add(ContactRule.AtMost(1).Within(TimeSpan.FromDays(7)).Named("weekly")).Build().ToJson());

    private string Products => _folder.Write("products.csv", "product,name,category,margin\nhome,Home,property,100\nlife,Life,person,150\n");

    private string Campaign => _folder.Write("autumn.json", Settings);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_campaign_is_planned_taken_handed_over_once_and_measured()
    {
        await InitAsync();
        string candidates = Candidates(100);
        ToolRun planned = (await PlanAsync(candidates, "--fallen", _folder["fallen.csv"], "--limits", _folder["limits.csv"], "--write-lp", _folder["autumn.lp"])).Succeeds();
        Assert.Contains("nothing taken without --commit", planned.Error, StringComparison.Ordinal);
        Assert.StartsWith("customer,products,channel,slot,at,arm,value,cost,key\n", planned.Output, StringComparison.Ordinal);
        Assert.StartsWith("limit,minimum,maximum,used,missing,worth_of_one_more\nphone in week 10,,20,", File.ReadAllText(_folder["limits.csv"]), StringComparison.Ordinal);
        Assert.Contains("Maximize", File.ReadAllText(_folder["autumn.lp"]), StringComparison.OrdinalIgnoreCase);

        string taken = (await PlanAsync(candidates, "--commit")).Succeeds().Output;
        Assert.Equal(planned.Output.Split('\n').Order(StringComparer.Ordinal), taken.Split('\n').Order(StringComparer.Ordinal));
        int contacts = taken.Split(",Treated,").Length - 1, ghosts = taken.Split(",Control,").Length - 1;
        Assert.InRange(ghosts, 10, 70);
        Assert.Equal("customer,products,channel,slot,at,arm,value,cost,key\n", (await PlanAsync(candidates, "--commit")).Succeeds().Output);
        Assert.Contains("PLN.ALREADY", (await PlanAsync(candidates)).Succeeds().Error, StringComparison.Ordinal);

        string outbox = _folder["outbox.csv"];
        Assert.Contains("0 contacts written, the next is due at 2025-03-03T09:00:00Z", (await DispatchAsync(outbox)).Succeeds().Error, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromHours(2));
        (await DispatchAsync(outbox)).Succeeds();
        _clock.Advance(TimeSpan.FromDays(7));
        (await DispatchAsync(outbox)).Succeeds();
        Assert.Contains("0 contacts written", (await DispatchAsync(outbox)).Succeeds().Error, StringComparison.Ordinal);
        string[] rows = File.ReadAllLines(outbox);
        Assert.Equal("contact,customer,channel,products,at", rows[0]);
        Assert.Equal(contacts, rows.Skip(1).Select(row => row.Split(',')[1]).Distinct().Count());
        Assert.Equal(contacts, rows.Length - 1);

        string purchases = _folder.Write("sales.csv", "customer,product,at,revenue,margin\n" + string.Concat(rows.Skip(1).Take(contacts / 2).Select(row => $"{row.Split(',')[1]},home,2025-03-12,500,100\n")));
        _clock.Advance(TimeSpan.FromDays(40));
        ToolRun measured = (await RunAsync(["campaign", "measure", "--campaign", Campaign, "--purchases", purchases, "--html", _folder["page.html"], .. Ledger])).Succeeds();
        Assert.Contains($"autumn,customers,{contacts},{ghosts},", measured.Output, StringComparison.Ordinal);
        Assert.Contains("'autumn' Works", measured.Error, StringComparison.Ordinal);
        Assert.Contains("More customers bought because of the campaign.", File.ReadAllText(_folder["page.html"]), StringComparison.Ordinal);
        (await RunAsync(["campaign", "measure", "--campaign", Campaign, "--purchases", purchases, "--html", _folder["seite.html"], "--language", "de", .. Ledger])).Succeeds();
        string german = System.Net.WebUtility.HtmlDecode(File.ReadAllText(_folder["seite.html"]));
        Assert.Contains("<html lang=\"de\">", german, StringComparison.Ordinal);
        Assert.Contains("Wegen der Kampagne haben mehr Kunden gekauft.", german, StringComparison.Ordinal);
        Assert.All(measured.Output.Split('\n')[1..^1], row => Assert.DoesNotContain($"<td>{row.Split(',')[1].Trim('"')}", german, StringComparison.Ordinal));
        (await RunAsync(["campaign", "measure", "--campaign", Campaign, "--purchases", purchases, "--language", "de", .. Ledger])).Fails(ExitCode.Usage, "--language belongs to --html");
        string json = (await RunAsync(["campaign", "measure", "--campaign", Campaign, "--purchases", purchases, "--output-format", "json", .. Ledger])).Succeeds().Output;
        using var parsed = System.Text.Json.JsonDocument.Parse(json);
        Assert.Equal(contacts, parsed.RootElement[0].GetProperty("treated").GetInt32());
    }

    [Theory]
    [InlineData("C-")]
    [InlineData("\"C\nof two lines")]
    [InlineData("\"C\n")]
    public async Task A_row_of_a_run_that_died_counts_and_a_torn_one_is_taken_away(string torn)
    {
        await InitAsync();
        string taken = (await PlanAsync(Candidates(30), "--commit")).Succeeds().Output;
        int contacts = taken.Split(",Treated,").Length - 1;

        // One was begun and written, one begun and not written, and the process died in the middle of a row.
        Contact[] due;
        await using (SqliteLedgerStore store = await SqliteLedgerStore.OpenAsync(_folder["l.db"], new SqliteLedgerOptions { Clock = _clock }))
        {
            var ledger = new ContactLedger(store, PolicySet.FromJson(File.ReadAllText(Policy)), new ContactLedgerOptions { ContactPointKey = "0123456789abcdef-secret"u8.ToArray() });
            IGrouping<DateTimeOffset, Contact> slot = (await store.FindAsync(new ContactQuery { Tenant = "main", State = ContactState.Planned, Campaign = "autumn" })).GroupBy(c => c.At).MaxBy(g => g.Count())!;
            due = [.. slot.Take(2)];
            _clock.Advance(slot.Key.AddHours(1) - _clock.GetUtcNow());
            foreach (Contact contact in due)
            {
                Assert.True((await ledger.BeginDispatchAsync(contact)).IsBegun);
            }
        }

        string outbox = _folder.Write("outbox.csv", $"contact,customer,channel,products,at\n{due[0].Id},{due[0].Customer},letter,home,2025-03-03T09:00:00Z\n{due[1].Id},{torn}");
        _clock.Advance(TimeSpan.FromMinutes(20));
        ToolRun run = (await DispatchAsync(outbox)).Succeeds();
        Assert.Contains("1 contact of an earlier run stands in the outbox and counts as sent", run.Error, StringComparison.Ordinal);
        Assert.Contains($"1 contact of an earlier run is Unknown and will not be handed over again: {due[1].Id}", run.Error, StringComparison.Ordinal);
        string[] rows = File.ReadAllLines(outbox);
        Assert.Equal(rows.Length, rows.Distinct().Count());
        Assert.DoesNotContain(rows, row => row.StartsWith(due[1].Id.ToString(), StringComparison.Ordinal));
        Assert.InRange(rows.Length, 2, contacts);
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_its_place()
    {
        await InitAsync();
        string candidates = Candidates(5);
        string wrong = _folder.Write("wrong.json", """{ "id": "x", "offers": [ { "produkt": "home" } ], "channels": [ { "name": "phone", "cost": "much" } ], "slots": [ { "name": "s", "start": "2025-03-03" } ] }""");
        ToolRun run = (await RunAsync(["campaign", "plan", "--campaign", wrong, "--candidates", candidates, "--products", Products, "--policy", Policy, .. Ledger])).FailsWithFaults(ExitCode.Failure);
        Assert.Contains("$.offers[0].produkt: the name 'produkt' is unknown", run.Error, StringComparison.Ordinal);
        Assert.Contains("$.channels[0].cost", run.Error, StringComparison.Ordinal);

        (await PlanAsync(_folder.Write("c.csv", "customer,product,propensity\nC-1,home,1.5\n"))).Fails(ExitCode.Failure, "line 2", "1.5", "a probability from 0 to 1");
        (await PlanAsync(_folder.Write("c.csv", "customer,product,propensity\nC-1,home,0.5\nC-1,home,0.4\n"))).Fails(ExitCode.Failure, "line 3", "once");
        (await PlanAsync(candidates, "--solution", _folder.Write("a.sol", "what is this\n"))).Fails(ExitCode.Failure, "a.sol", "what is this");
        (await DispatchAsync(_folder.Write("other.csv", "a,b\n1,2\n"))).Fails(ExitCode.Failure, "is no outbox", "'a,b'");
        (await RunAsync(["campaign", "measure", "--campaign", Campaign, "--purchases", _folder.Write("s.csv", "customer\nC-1\n"), .. Ledger])).Fails(ExitCode.Failure, "autumn", "each arm needs two or more");
        string alone = _folder.Write("alone.json", Settings[..Settings.LastIndexOf(",\n  \"holdout\"", StringComparison.Ordinal)] + "}");
        ToolRun measured = await RunAsync(["campaign", "measure", "--campaign", alone, "--purchases", _folder.Write("s.csv", "customer\nC-1\n"), .. Ledger]);
        Assert.Contains("Give it a \"holdout\" before it is planned.", measured.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", measured.Error, StringComparison.Ordinal);
    }

    private string[] Ledger => ["--ledger", "sqlite:" + _folder["l.db"], "--key-file", Key];

    private string Candidates(int count) => _folder.Write(
        "candidates.csv",
        "customer,product,propensity\n" + string.Concat(Enumerable.Range(0, count).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"C-{i:000},home,{0.05 + (i * 37 % 100 / 500.0):0.###}\nC-{i:000},life,{0.02 + (i * 61 % 100 / 1000.0):0.###}\n"))));

    private async Task InitAsync() => (await RunAsync("ledger", "init", "--ledger", "sqlite:" + _folder["l.db"])).Succeeds();

    private Task<ToolRun> RunAsync(params string[] args) => ToolRun.With(new ToolRunSettings { Clock = _clock }, args);

    private Task<ToolRun> PlanAsync(string candidates, params string[] more) =>
        RunAsync(["campaign", "plan", "--campaign", Campaign, "--candidates", candidates, "--products", Products, "--policy", Policy, .. Ledger, .. more]);

    private Task<ToolRun> DispatchAsync(string outbox) => RunAsync(["campaign", "dispatch", "--campaign", Campaign, "--policy", Policy, "--outbox", outbox, .. Ledger]);
}
