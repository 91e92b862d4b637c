using CrossSell.Testing;

namespace CrossSell.Tool.Tests.Ledger;

/// <summary>Households and accounts through import, record, check and recommend.</summary>
public sealed class LedgerHouseholdTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualClock _clock = new(new DateTimeOffset(2025, 3, 3, 12, 0, 0, TimeSpan.Zero));

    private string Key => _folder.Write("key", "0123456789abcdef-secret\n");

    private string Policy => _folder.Write(
        "p.json", new PolicySetBuilder().Add(ContactRule.AtMost(2).Within(TimeSpan.FromDays(7)).PerHousehold().Named("two a house"))
            .Add(ContactRule.AtMost(3).Within(TimeSpan.FromDays(7)).PerAccount().Named("three an account")).Build().ToJson());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_limit_of_a_household_counts_the_contacts_of_all_its_members()
    {
        await InitAsync();
        string contacts = _folder.Write("c.csv", "customer,household,channel,at\nann,H,phone,2025-03-01\n");
        string later = _folder.Write("d.csv", "customer;haushalt;kanal;datum\nbob;H;phone;2025-03-02\ncarl;;phone;2025-03-02\n");
        (await Run("import", "--contacts", contacts)).Succeeds();
        (await CheckAsync("ann")).Succeeds();
        (await Run("import", "--contacts", later)).Succeeds();
        await RefusedAsync("two a house", "ann");
        await RefusedAsync("two a house", "bob", "--household", "H");
        await RefusedAsync("two a house", "dora", "--household", "H");
        (await CheckAsync("dora")).Succeeds();
        (await CheckAsync("carl")).Succeeds();
        Assert.Contains("0 new records", (await Run("import", "--contacts", later)).Succeeds().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_that_names_no_household_counts_for_the_one_that_the_ledger_knows()
    {
        await InitAsync();
        (await Run("record", "--customer", "ann", "--household", "H", "--channel", "phone")).Succeeds();
        (await Run("record", "--customer", "bob", "--household", "H", "--product", "p", "--answer", "declined", "--reason", "price")).Succeeds();
        (await Run("record", "--customer", "bob", "--channel", "phone", "--at", "2025-03-02")).Succeeds();
        await RefusedAsync("two a house", "ann");
        (await Run("import", "--contacts", _folder.Write("c.csv", "customer,channel,at\nann,phone,2025-02-27\n"), "--consents", _folder.Write("n.csv", "customer,channel,granted,from\nann,email,granted,2025-01-01\n"))).Succeeds();
        (await Run("export", "--customer", "ann", "--output", _folder["x.json"])).Succeeds();
        Assert.Equal(2, File.ReadAllText(_folder["x.json"]).Split("\"household:H\"").Length - 2);
    }

    [Fact]
    public async Task Accounts_hold_their_own_limit()
    {
        await InitAsync();
        (await Run("import", "--contacts", _folder.Write("c.csv", "customer,account,channel,at\na,A,phone,2025-03-01\nb,A,phone,2025-03-01\nc,A,phone,2025-03-02\n"))).Succeeds();
        await RefusedAsync("three an account", "a");
        await RefusedAsync("three an account", "new", "--account", "A");
        (await CheckAsync("new", "--account", "B")).Succeeds();
    }

    [Fact]
    public async Task What_one_member_declined_or_objected_to_bars_nothing_of_another()
    {
        await InitAsync();
        (await Run("record", "--customer", "ann", "--household", "H", "--product", "a", "--answer", "declined", "--reason", "never-product")).Succeeds();
        (await Run("record", "--customer", "bob", "--household", "H", "--channel", "email", "--inbound")).Succeeds();
        (await Run("import", "--objections", _folder.Write("o.csv", "customer,channel\nann,email\n"))).Succeeds();
        string purchases = _folder.Write("b.csv", "customer,product,date\nK1,a,2024-01-01\nK2,a,2024-01-01\nK1,b,2024-01-01\n");
        (await ToolRun.With(Settings, "fit", "--purchases", purchases, "--model", _folder["m"])).Succeeds();
        Assert.Equal(["b"], await OfferedAsync("ann", purchases));
        Assert.Equal(["a", "b"], await OfferedAsync("bob", purchases));
        Assert.Equal(ExitCode.Refused, (await CheckAsync("ann", "email")).ExitCode);
        (await CheckAsync("bob", "email")).Succeeds();
    }

    [Fact]
    public async Task A_customer_stays_where_the_ledger_first_saw_him()
    {
        await InitAsync();
        (await Run("record", "--customer", "ann", "--channel", "phone")).Succeeds();
        (await Run("record", "--customer", "bob", "--household", "H", "--channel", "phone")).Succeeds();
        (await Run("record", "--customer", "ann", "--household", "H", "--channel", "phone")).Fails(ExitCode.Failure, "keeps customer 'ann' for himself, not in household 'H'");
        (await Run("check", "--customer", "bob", "--account", "A", "--channel", "phone")).Fails(ExitCode.Failure, "keeps customer 'bob' in household 'H', not in account 'A'");
        (await Run("record", "--customer", "bob", "--household", "", "--channel", "phone")).Fails(ExitCode.Usage, "--household is empty");
        string two = _folder.Write("c.csv", "customer,household,channel,at,key\ncarl,H1,phone,2025-03-01,k1\ncarl,H2,phone,2025-03-02,k2\nann,H,phone,2025-03-01,k3\n");
        (await Run("import", "--contacts", two)).Fails(ExitCode.Failure, "The contact 'k2' of customer 'carl' names household 'H2', but he is kept in household 'H1'", "more rows contradict the ledger; nothing was written");
        (await CheckAsync("carl", "--household", "H3")).Succeeds();
    }

    private ToolRunSettings Settings => new() { Clock = _clock };

    private async Task InitAsync() => (await ToolRun.With(Settings, "ledger", "init", "--ledger", "sqlite:" + _folder["l.db"])).Succeeds();

    private Task<ToolRun> Run(string verb, params string[] more) =>
        ToolRun.With(Settings, ["ledger", verb, "--ledger", "sqlite:" + _folder["l.db"], "--key-file", Key, .. more]);

    private Task<ToolRun> CheckAsync(string customer, params string[] more) => more is [var channel]
        ? Run("check", "--customer", customer, "--channel", channel)
        : Run("check", ["--customer", customer, "--channel", "phone", "--policy", Policy, .. more]);

    private async Task RefusedAsync(string rule, string customer, params string[] more)
    {
        ToolRun run = await CheckAsync(customer, more);
        Assert.Equal((ExitCode.Refused, rule), (run.ExitCode, run.Output.Split('\n')[1].Split(',')[2]));
    }

    private async Task<string[]> OfferedAsync(string customer, string purchases)
    {
        ToolRun run = await ToolRun.With(
            Settings, "recommend", "--model", _folder["m"], "--purchases", purchases, "--customer", customer, "--ledger", "sqlite:" + _folder["l.db"], "--key-file", Key);
        return [.. run.Succeeds().Output.Split('\n').Skip(1).Where(row => row.Length > 0).Select(row => row.Split(',')[2])];
    }
}
