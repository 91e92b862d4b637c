using CrossSell.Testing;

namespace CrossSell.Tool.Tests.Ledger;

/// <summary><c>crosssell ledger</c>, and <c>recommend --ledger</c>, over a SQLite file.</summary>
public sealed class LedgerVerbTests : IDisposable
{
    private const string Secret = "hunter2-hunter2";

    private static readonly DateTimeOffset s_now = new(2025, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    private string Name => "sqlite:" + _folder["l.db"];

    private string Key => _folder.Write("key", "0123456789abcdef-secret\n");

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public async Task A_ledger_that_was_not_made_is_no_empty_ledger()
    {
        (await CheckAsync()).Fails(ExitCode.Failure, "there is no ledger", "crosssell ledger init");
        Assert.DoesNotContain("l.db", _folder.Files());
    }

    [Fact]
    public async Task What_is_imported_bars_offers_and_may_be_imported_again()
    {
        await InitAsync();
        string answers = _folder.Write("a.csv", "customer,product,at,answer,reason\nX,a,2025-01-01,declined,price\nX,b,2025-01-02,no response,\n");
        Assert.Contains("2 rows, 2 new records", (await ImportAsync("--answers", answers)).Succeeds().Error, StringComparison.Ordinal);
        Assert.Contains("2 rows, 0 new records", (await ImportAsync("--answers", answers)).Succeeds().Error, StringComparison.Ordinal);
        string purchases = _folder.Write("p.csv", "customer,product,date\nK1,a,2024-01-01\nK2,a,2024-01-01\nK3,a,2024-01-01\nK1,b,2024-01-01\nK2,b,2024-01-01\nK1,c,2024-01-01\n");
        (await Run("fit", "--purchases", purchases, "--model", _folder["m"])).Succeeds();
        string[] recommend = ["recommend", "--model", _folder["m"], "--purchases", purchases, "--customer", "X"];
        Assert.Equal(["a", "b", "c"], Products(await Run(recommend)));
        Assert.Equal(["c"], Products(await Run([.. recommend, "--ledger", Name, "--key-file", Key])));
        Assert.Equal(["a", "b", "c"], Products(await Run([.. recommend, "--ledger", Name, "--key-file", Key, "--preset", "cooldown", "--as-of", "2025-08-01"])));
        (await Run([.. recommend, "--ledger", Name])).Fails(ExitCode.Usage, "--ledger and --key-file belong together");
        (await Run("ledger", "record", "--ledger", Name, "--key-file", Key, "--customer", "X", "--product", "c", "--answer", "declined", "--reason", "never-any")).Succeeds();
        Assert.Empty(Products(await Run([.. recommend, "--ledger", Name, "--key-file", Key])));
    }

    [Fact]
    public async Task One_bad_row_or_one_contradiction_keeps_every_file_out()
    {
        await InitAsync();
        string contacts = _folder.Write("c.csv", "customer,channel,at,key\nX,email,2025-03-01,k\n");
        string bad = _folder.Write("bad.csv", "customer,product,at\nX,a,never\n");
        string worse = _folder.Write("worse.csv", "customer,channel,granted,from\nX,email,perhaps,2025-01-01\n");
        ToolRun faulty = (await ImportAsync("--contacts", contacts, "--answers", bad, "--consents", worse)).Fails(ExitCode.Failure, "bad.csv, line 2, column at: saw 'never'", "worse.csv, line 2");
        Assert.Equal(2, faulty.ErrorLines.Length);
        Assert.Contains("1 new record", (await ImportAsync("--contacts", contacts)).Succeeds().Error, StringComparison.Ordinal);
        string other = _folder.Write("o.csv", "customer,channel,at,key\nY,email,2025-03-01,k\nX,phone,2025-03-01,k\n");
        (await ImportAsync("--contacts", other)).Fails(ExitCode.Failure, "'k' of customer 'X' is known already", "Nothing was written");
        string yOnly = _folder.Write("y.csv", "customer,channel,at,key\nY,email,2025-03-01,k\n");
        Assert.Contains("1 new record", (await ImportAsync("--contacts", yOnly)).Succeeds().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_names_the_full_window_and_the_earliest_instant()
    {
        await InitAsync();
        PolicySet policy = new PolicySetBuilder().Add(ContactRule.AtMost(2).Within(TimeSpan.FromDays(7)).Named("two-a-week")).Build();
        string file = _folder.Write("policy.json", policy.ToJson());
        Assert.Equal("allowed,code,rule,evidence,until,earliest,text\nyes,,,,,2025-03-03T12:00:00Z,\n", (await CheckAsync("--policy", file)).Succeeds().Output);
        foreach (string day in new[] { "2025-03-01", "2025-03-02" })
        {
            (await Run("ledger", "record", "--ledger", Name, "--key-file", Key, "--customer", "X", "--channel", "phone", "--at", day)).Succeeds();
        }

        ToolRun refused = await CheckAsync("--policy", file);
        Assert.Equal(ExitCode.Refused, refused.ExitCode);
        string[] row = refused.Output.Split('\n')[1].Split(',');
        Assert.Equal(("no", "two-a-week", "2025-03-08T00:00:00Z"), (row[0], row[2], row[5]));
        (await CheckAsync("--policy", file, "--at", "2025-03-08")).Succeeds();
        Assert.Contains("08.03.2025", (await CheckAsync("--policy", file, "--language", "de")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_objection_refuses_marketing_for_ever_and_another_key_is_refused_for_it_would_miss_it()
    {
        await InitAsync();
        (await ImportAsync("--objections", _folder.Write("o.csv", "customer,contact_point\nX,\n,x@example.org\n"))).Succeeds();
        ToolRun refused = await CheckAsync();
        Assert.Equal(ExitCode.Refused, refused.ExitCode);
        Assert.Equal(["no", "CNS.OBJECTION", "", "", "", ""], refused.Output.Split('\n')[1].Split(',')[..6]);
        (await CheckAsync("--purpose", "contractual")).Succeeds();
        ToolRun other = await Run("ledger", "check", "--ledger", Name, "--key-file", Key, "--customer", "Y", "--channel", "email", "--contact-point", "X@example.org ");
        Assert.Equal(ExitCode.Refused, other.ExitCode);
        string wrong = _folder.Write("wrong", "another-key-of-the-right-length");
        (await Run("ledger", "check", "--ledger", Name, "--key-file", wrong, "--customer", "X", "--channel", "email")).Fails(ExitCode.Failure, "the key of --key-file is not the one that this ledger was first used with");
    }

    [Fact]
    public async Task Secrets_are_not_repeated()
    {
        string connection = $"postgres:Host=localhost;Passwort={Secret};Nonsense";
        ToolRun run = (await Run("ledger", "check", "--ledger", connection, "--key-file", Key, "--customer", "X", "--channel", "email", "--debug"));
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.DoesNotContain(Secret, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Nonsense", run.Error, StringComparison.Ordinal);
        ToolRun wrong = (await Run("ledger", "init", "--ledger", $"postgresql:Password={Secret}")).Fails(ExitCode.Usage, "--ledger must be sqlite:FILE or postgres:CONNECTION");
        Assert.DoesNotContain(Secret, wrong.Error, StringComparison.Ordinal);
        await InitAsync();
        (await Run("ledger", "check", "--ledger", Name, "--key-file", _folder.Write("short", Secret[..7]), "--customer", "X", "--channel", "email")).Fails(ExitCode.Failure, "has 7 bytes");
    }

    [Fact]
    public async Task What_does_not_belong_together_is_a_wrong_command_line()
    {
        string[] record = ["ledger", "record", "--ledger", Name, "--key-file", Key, "--customer", "X"];
        (await Run(record)).Fails(ExitCode.Usage, "say either --product and --answer");
        (await Run([.. record, "--product", "p", "--answer", "accepted", "--reason", "price"])).Fails(ExitCode.Usage, "--reason belongs to --answer declined");
        (await Run([.. record, "--product", "p", "--answer", "postponed"])).Fails(ExitCode.Usage, "--until is missing");
        (await Run([.. record, "--channel", "phone", "--reason", "price"])).Fails(ExitCode.Usage, "--reason belongs to an answer");
        (await Run([.. record, "--channel", "phone", "--at", "soon"])).Fails(ExitCode.Usage, "--at is 'soon'");
        (await ImportAsync()).Fails(ExitCode.Usage, "nothing to import");
    }

    private static string[] Products(ToolRun run) => [.. run.Succeeds().Output.Split('\n').Skip(1).Where(row => row.Length > 0).Select(row => row.Split(',')[2])];

    private static Task<ToolRun> Run(params string[] args) => ToolRun.With(new ToolRunSettings { Clock = new ManualClock(s_now) }, args);

    private async Task InitAsync() => (await Run("ledger", "init", "--ledger", Name)).Succeeds();

    private Task<ToolRun> ImportAsync(params string[] more) => Run(["ledger", "import", "--ledger", Name, "--key-file", Key, .. more]);

    private Task<ToolRun> CheckAsync(params string[] more) => Run(["ledger", "check", "--ledger", Name, "--key-file", Key, "--customer", "X", "--channel", "email", .. more]);
}
