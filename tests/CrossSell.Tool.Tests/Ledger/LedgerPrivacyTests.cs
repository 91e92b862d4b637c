using System.Text;
using System.Text.Json;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Tool.Tests.Ledger;

/// <summary><c>crosssell ledger export|erase|purge</c> over a SQLite file, with inputs that go wrong.</summary>
public sealed class LedgerPrivacyTests : IDisposable
{
    private const string Gone = "zebedee-4711";

    private readonly TempFolder _folder = new();
    private readonly ManualClock _clock = new(new DateTimeOffset(2025, 3, 3, 12, 0, 0, TimeSpan.Zero));

    private string Name => "sqlite:" + _folder["l.db"];

    private string Key => _folder.Write("key", "0123456789abcdef-secret\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Export_writes_everything_of_the_customer_and_of_nobody_else()
    {
        await FillAsync();
        (await Run("export", "--customer", Gone, "--output", _folder["x.json"])).Succeeds();
        using var export = JsonDocument.Parse(File.ReadAllText(_folder["x.json"]));
        Assert.Equal(
            "contacts 2, consents 1, consent_uses 0, holds 0, class_changes 0, offers 1, responses 1, objections 1, decisions 0, policies 0",
            string.Join(", ", export.RootElement.EnumerateObject().Where(part => part.Value.ValueKind == JsonValueKind.Array).Select(part => $"{part.Name} {part.Value.GetArrayLength()}")));
        Assert.DoesNotContain("mathilda", File.ReadAllText(_folder["x.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_says_what_it_did_and_no_file_of_the_ledger_holds_the_id()
    {
        await FillAsync();
        Assert.True(Holds(Gone));
        ToolRun erased = (await Run("erase", "--customer", Gone, "--contact-point", "z@example.org")).Succeeds();
        Assert.Contains("5 rows erased, the file compacted; he and his addresses stay objected to", erased.Error, StringComparison.Ordinal);
        Assert.False(Holds(Gone));
        Assert.True(Holds("mathilda"));
        Assert.Equal(ExitCode.Refused, (await Run("check", "--customer", Gone, "--channel", "email")).ExitCode);
        Assert.Equal(ExitCode.Refused, (await Run("check", "--customer", "new", "--channel", "email", "--contact-point", "Z@example.org")).ExitCode);
        (await Run("erase", "--customer", Gone)).Fails(ExitCode.Failure, $"nothing is stored of customer '{Gone}'; nothing was erased");
        Assert.Contains("2 rows in", (await Run("export", "--customer", Gone)).Succeeds().Error, StringComparison.Ordinal);
        Assert.Contains("only earlier objections stay", (await Run("erase", "--customer", "mathilda", "--no-objection")).Succeeds().Error, StringComparison.Ordinal);
        (await Run("check", "--customer", "mathilda", "--channel", "email")).Succeeds();
    }

    [Fact]
    public async Task Purge_deletes_what_is_past_its_period_and_keeps_what_a_limit_counts()
    {
        await FillAsync();
        string policy = _folder.Write("p.json", new PolicySetBuilder().Add(ContactRule.AtMost(2).Within(TimeSpan.FromDays(30)).Named("monthly")).Build().ToJson());
        string[] purge = ["purge", "--policy", policy, "--contacts", "10d"];
        Assert.Contains("contacts,0\n", (await Run(purge)).Succeeds().Output, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromDays(10));
        Assert.Contains("kept,3\n", (await Run(purge)).Succeeds().Output, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromDays(25));
        Assert.Contains("contacts,3\n", (await Run([.. purge, "--dry-run"])).Succeeds().Output, StringComparison.Ordinal);
        Assert.True(Holds("the-key-of-it"));
        ToolRun run = (await Run([.. purge, "--answers", "0d", "--offers", "0d", "--preset", "cooldown"])).Succeeds();
        Assert.Equal("table,deleted\ncontacts,3\noffers,0\nanswers,0\nconsents,0\nconsent-uses,0\nholds,0\nclasses,0\ndecisions,0\nkept,2\nforgotten,1\n", run.Output);
        Assert.Contains("3 rows deleted, the file compacted", run.Error, StringComparison.Ordinal);
        Assert.False(Holds("the-key-of-it"));
        Assert.False(Holds("mathilda"));
    }

    [Fact]
    public async Task Bad_inputs_get_one_clear_error()
    {
        await FillAsync();
        string life = _folder.Write("life.json", new PolicySetBuilder().Add(ContactRule.AtMost(9).InLifetime().Named("for life")).Build().ToJson());
        (await Run("export", "--customer", "nobody")).Fails(ExitCode.Failure, "nothing is stored of customer 'nobody', and he has not objected");
        (await Run("export", "--customer", "")).Fails(ExitCode.Usage, "--customer is empty");
        (await Run("erase", "--customer", "nobody")).Fails(ExitCode.Failure, "nothing is stored of customer 'nobody'; nothing was erased");
        (await Run("erase", "--customer", Gone, "--contact-point", " ")).Fails(ExitCode.Usage, "--contact-point is empty");
        (await Run("erase", "--customer", Gone, "--contact-point", "x", "--no-objection")).Fails(ExitCode.Usage, "give one of them");
        (await Run("purge")).Fails(ExitCode.Usage, "nothing to purge; give a period by --contacts");
        (await Run("purge", "--contacts", "730d")).Fails(ExitCode.Usage, "--contacts needs --policy");
        (await Run("purge", "--contacts", "730d", "--policy", life)).Fails(ExitCode.Failure, "'for life' counts contacts of any age");
        (await Run("purge", "--contacts", "730d", "--policy", _folder["none.json"])).Fails(ExitCode.Failure, "none.json");
        foreach (string period in new[] { "2 years", "-1d", "730", "1.5d", "99999d", "" })
        {
            (await Run("purge", "--decisions", period)).Fails(ExitCode.Usage, $"--decisions is '{period}'; it must be a number of days");
        }

        foreach (string[] verb in (string[][])[["export", "--customer", Gone], ["erase", "--customer", Gone], ["purge", "--decisions", "1d"]])
        {
            (await Run(_folder["none.db"], Key, verb)).Fails(ExitCode.Failure, "there is no ledger");
            (await Run(_folder["l.db"], _folder["nokey"], verb)).Fails(ExitCode.Failure, "the key '", "cannot be read");
            (await Run(_folder["l.db"], _folder.Write("wrong", "another-key-of-the-right-length"), verb)).Fails(ExitCode.Failure, "is not the one that this ledger was first used with");
            (await Run(_folder.Write("text.db", "no database, but long enough to be looked at as one: " + new string('x', 2000)), Key, verb)).Fails(ExitCode.Failure);
        }

        Assert.True(Holds(Gone));
    }

    private async Task FillAsync()
    {
        (await ToolRun.With(new ToolRunSettings { Clock = _clock }, "ledger", "init", "--ledger", Name)).Succeeds();
        string contacts = _folder.Write("c.csv", $"customer,channel,at,key\n{Gone},email,2025-03-01,the-key-of-it\n{Gone},phone,2025-03-02,\nmathilda,phone,2025-03-02,\n");
        string consents = _folder.Write("n.csv", $"customer,channel,granted,from\n{Gone},email,granted,2025-01-01\n");
        string answers = _folder.Write("a.csv", $"customer,product,at,answer,reason\n{Gone},p,2025-01-01,declined,price\n");
        string objections = _folder.Write("o.csv", $"customer,channel\n{Gone},fax\n");
        (await Run("import", "--contacts", contacts, "--consents", consents, "--answers", answers, "--objections", objections)).Succeeds();
    }

    private Task<ToolRun> Run(params string[] verb) => Run(_folder["l.db"], Key, verb);

    private Task<ToolRun> Run(string file, string key, string[] verb) =>
        ToolRun.With(new ToolRunSettings { Clock = _clock }, ["ledger", verb[0], "--ledger", "sqlite:" + file, "--key-file", key, .. verb[1..]]);

    private bool Holds(string text) => Directory.GetFiles(_folder["."], "l.db*").Any(path => File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);
}
