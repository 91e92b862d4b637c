using System.Buffers.Binary;
using CrossSell.Testing;

namespace CrossSell.Tool.Tests.Ledger;

/// <summary>Only <c>crosssell ledger init</c> makes a ledger; every other verb refuses a file that is none.</summary>
public sealed class NoLedgerTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2025, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    private string[] Ledger => ["--ledger", "sqlite:" + _folder["l.db"], "--key-file", _folder["key"]];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_ledger_that_was_emptied_forgets_no_objection_but_answers_nothing()
    {
        _folder.Write("key", "0123456789abcdef-secret\n");
        (await InitAsync()).Succeeds();
        string objections = _folder.Write("o.csv", "customer,channel\nX,email\n");
        (await Run(["ledger", "import", .. Ledger, "--objections", objections])).Succeeds();
        Assert.Equal(ExitCode.Refused, (await Run([.. Check])).ExitCode);

        File.WriteAllBytes(_folder["l.db"], []);
        (await Run([.. Check])).Fails(ExitCode.Failure, _folder["l.db"] + " is empty, which is no ledger; 'crosssell ledger init' makes one");
        Assert.Empty(File.ReadAllBytes(_folder["l.db"]));
    }

    [Theory]
    [InlineData("is empty")]
    [InlineData("is a database without tables")]
    public async Task Every_verb_but_init_refuses_a_file_that_is_no_ledger_and_leaves_it_as_it_is(string what)
    {
        _folder.Write("key", "0123456789abcdef-secret\n");
        byte[] file = what == "is empty" ? [] : NoTables();
        _folder.Write("l.db", file);
        string purchases = _folder.Write("p.csv", "customer,product,date\nK1,a,2024-01-01\nK2,a,2024-01-01\nK1,b,2024-01-01\nK2,b,2024-01-01\n");
        string products = _folder.Write("c.csv", "product,name,category,margin\na,A,home,200\nb,B,home,50\n");
        string answers = _folder.Write("a.csv", "customer,product,at,answer\nX,a,2025-01-01,no response\n");
        (await Run(["fit", "--purchases", purchases, "--products", products, "--model", _folder["m"]])).Succeeds();
        string[] market = ["--model", _folder["m"], "--purchases", purchases, "--products", products];
        string[][] verbs =
        [
            [.. Check],
            ["ledger", "import", .. Ledger, "--answers", answers],
            ["ledger", "record", .. Ledger, "--customer", "X", "--product", "a", "--answer", "accepted"],
            ["ledger", "export", .. Ledger, "--customer", "X"],
            ["ledger", "erase", .. Ledger, "--customer", "X"],
            ["recommend", .. market, .. Ledger, "--customer", "K1"],
            ["decide", .. market, .. Ledger, "--customer", "K1"],
            ["followups", .. market, .. Ledger],
        ];

        foreach (string[] verb in verbs)
        {
            (await Run(verb)).Fails(ExitCode.Failure, $"{_folder["l.db"]} {what}, which is no ledger; 'crosssell ledger init' makes one");
            Assert.Equal(file, File.ReadAllBytes(_folder["l.db"]));
            Assert.DoesNotContain(_folder.Files(), name => name.StartsWith("l.db-", StringComparison.Ordinal));
        }

        (await InitAsync()).Succeeds();
        Assert.Equal(ExitCode.Success, (await Run([.. Check])).ExitCode);
    }

    private string[] Check => ["ledger", "check", .. Ledger, "--customer", "X", "--channel", "email"];

    /// <summary>The first page of a SQLite database with nothing in it.</summary>
    private static byte[] NoTables()
    {
        byte[] page = new byte[4096];
        "SQLite format 3\0"u8.CopyTo(page);
        BinaryPrimitives.WriteUInt16BigEndian(page.AsSpan(16), 4096);
        (page[18], page[19], page[21], page[22], page[23]) = (1, 1, 64, 32, 32);
        foreach ((int place, uint value) in ((int, uint)[])[(24, 1), (28, 1), (44, 4), (56, 1), (92, 1), (96, 3_045_000)])
        {
            BinaryPrimitives.WriteUInt32BigEndian(page.AsSpan(place), value);
        }

        page[100] = 13;
        BinaryPrimitives.WriteUInt16BigEndian(page.AsSpan(105), 4096);
        return page;
    }

    private static Task<ToolRun> Run(string[] args) => ToolRun.With(new ToolRunSettings { Clock = new ManualClock(s_now) }, args);

    private Task<ToolRun> InitAsync() => Run(["ledger", "init", "--ledger", "sqlite:" + _folder["l.db"]]);
}
