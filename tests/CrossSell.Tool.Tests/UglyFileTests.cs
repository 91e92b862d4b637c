using CrossSell.Testing;

namespace CrossSell.Tool.Tests;

/// <summary>Whatever file a verb is given in place of the one it wants: one line that names the file, its line where it has one, what was seen and what was expected.</summary>
public sealed class UglyFileTests : IDisposable
{
    private const string Purchases = "customer,product,date\nA,x,2024-01-01\nA,y,2024-02-01\nB,x,2024-03-01\nB,y,2024-03-01\nC,x,2024-05-06\n";
    private const string Policy = """{ "id": "p", "version": "1", "zone": "Europe/Berlin" }""";
    private const string Campaign = """{ "id": "c", "offers": [ { "product": "x" } ], "channels": [ { "name": "letter", "cost": 1 } ], "slots": [ { "name": "s", "start": "2025-03-03T09:00:00Z" } ] }""";

    private readonly TempFolder _folder = new();

    public UglyFileTests()
    {
        _folder.Write("purchases.csv", Purchases);
        _folder.Write("products.csv", "product,name,category,margin\nx,X,c,1\ny,Y,c,2\n");
        _folder.Write("customers.csv", "customer,age,bought\nA,30,yes\nB,40,no\n");
        _folder.Write("candidates.csv", "customer,product,propensity\nA,x,0.2\n");
        _folder.Write("policy.json", Policy);
        _folder.Write("campaign.json", Campaign);
        _folder.Write("key", "0123456789abcdef-secret\n");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("fit --purchases UGLY --model m")]
    [InlineData("fit --purchases purchases.csv --model m --products UGLY")]
    [InlineData("fit --purchases purchases.csv --model m --customers UGLY")]
    [InlineData("fit --purchases purchases.csv --model m --contacts UGLY")]
    [InlineData("evaluate --cutoff 2024-03-01 --purchases UGLY")]
    [InlineData("evaluate --cutoff 2024-03-01 --purchases purchases.csv --products UGLY")]
    [InlineData("potential --output out --purchases UGLY")]
    [InlineData("potential --output out --purchases purchases.csv --products UGLY")]
    [InlineData("potential --output out --purchases purchases.csv --customers UGLY")]
    [InlineData("mine --min-support 2 --input UGLY")]
    [InlineData("mine --min-support 2 --input purchases.csv --products UGLY --html page.html")]
    [InlineData("propensity train --label bought --output m --table UGLY")]
    [InlineData("propensity evaluate --label bought --train UGLY --test customers.csv")]
    [InlineData("ledger import LEDGER --contacts UGLY")]
    [InlineData("ledger import LEDGER --answers UGLY")]
    [InlineData("campaign plan --campaign UGLY --candidates candidates.csv --products products.csv --policy policy.json LEDGER")]
    [InlineData("campaign plan --campaign campaign.json --candidates UGLY --products products.csv --policy policy.json LEDGER")]
    [InlineData("campaign plan --campaign campaign.json --candidates candidates.csv --products UGLY --policy policy.json LEDGER")]
    [InlineData("campaign plan --campaign campaign.json --candidates candidates.csv --products products.csv --policy UGLY LEDGER")]
    [InlineData("campaign measure --campaign campaign.json --purchases UGLY LEDGER")]
    public async Task A_folder_an_empty_file_and_a_broken_quote_are_told_in_one_line(string command)
    {
        Directory.CreateDirectory(_folder["folder"]);
        bool isRecord = command.Contains("LEDGER", StringComparison.Ordinal) || command.Contains("--contacts", StringComparison.Ordinal);
        string header = command.Contains("--label", StringComparison.Ordinal) ? "customer,age,bought" : $"customer,channel,{(isRecord ? "at" : "date")},product,propensity,answer,reason";
        string quote = _folder.Write("quote.csv", $"{header}\nA,letter,2024-01-01,x,0.5,declined,price\nB,\"letter,2024-01-01\nC,letter,2024-01-01\n");

        Told(await Run(command, _folder["folder"]), "'" + _folder["folder"] + "' is a folder; expected a file");
        Told(await Run(command, _folder.Write("empty.csv", "")), _folder["empty.csv"] + " is empty; expected " + Expected(command));
        bool isJson = command.Contains("--campaign UGLY", StringComparison.Ordinal) || command.Contains("--policy UGLY", StringComparison.Ordinal);
        Told(await Run(command, quote), quote, isJson ? "line 1, byte 1: expected JSON; 'c' is an invalid start of a value." : "line 3: saw '");
    }

    [Theory]
    [InlineData("fit --purchases purchases.csv --model m --products UGLY", "the purchases")]
    [InlineData("potential --output out --purchases purchases.csv --products UGLY", "the purchases")]
    [InlineData("recommend --purchases purchases.csv --model known --products UGLY", "the model")]
    public async Task Products_that_nobody_knows_are_refused_with_an_id_of_either_side(string command, string whose)
    {
        (await Run("fit --purchases purchases.csv --model known --rules-only", "")).Succeeds();
        string others = _folder.Write("others.csv", "product,name\nX-1,X\nY-1,Y\n");
        Told(await Run(command, others), $"{others} lists none of the 2 products of {whose}: its first is 'X-1', theirs is 'x'");
        Told(await Run(command, _folder.Write("none.csv", "product,name\n")), "none.csv has a header but no rows; expected a row for each product.");
    }

    [Theory]
    [InlineData("campaign plan --campaign campaign.json --candidates UGLY --products products.csv --policy policy.json LEDGER", "kunde;produkt;propensity\nA;x;0,25\n")]
    [InlineData("campaign measure --campaign campaign.json --purchases UGLY LEDGER", "kunde;produkt;at;revenue;margin\nA;x;2025-03-04;1,50;0,50\n")]
    public async Task Decimal_commas_are_read_once_their_notation_is_named(string command, string text)
    {
        string file = _folder.Write("german.csv", text);
        ToolRun refused = await Run(command, file);
        Assert.All(refused.ErrorLines, line => Assert.Contains("german.csv, line 2, column ", line, StringComparison.Ordinal));
        Assert.Contains("for decimal commas say --culture de-DE", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("german.csv", (await Run(command + " --culture de-DE", file)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_of_another_encoding_are_told_with_the_option_that_reads_them()
    {
        string file = _folder.Write("old.csv", System.Text.Encoding.Latin1.GetBytes("customer,product\nA,Käse\nA,Öl\n"));
        Told(await Run("fit --model m --purchases UGLY", file), "old.csv, line 2, column product", "say --encoding windows-1252");
        (await Run("fit --model m --purchases UGLY --encoding windows-1252", file)).Succeeds();
    }

    [Fact]
    public async Task A_header_alone_is_no_purchase_a_folder_no_ledger_key_or_outbox_and_a_table_no_model()
    {
        (await Run("fit --purchases purchases.csv --model known --rules-only", "")).Succeeds();
        Told(await Run("recommend --model known --purchases UGLY", _folder.Write("header.csv", "customer,product\n")), "header.csv has a header but no rows; expected a row for each purchase.");
        Directory.CreateDirectory(_folder["folder"]);
        Told(await Run("ledger init --ledger UGLY", "sqlite:" + _folder["folder"]), "the ledger '" + _folder["folder"] + "' is a folder; expected a file.");
        (await Run("ledger init --ledger UGLY", "sqlite:" + _folder["l.db"])).Succeeds();
        string contacts = _folder.Write("contacts.csv", "customer,channel,at\nA,letter,2024-01-01\n");
        Told(await Run($"ledger import --ledger sqlite:{_folder["l.db"]} --contacts {contacts} --key-file UGLY", _folder["folder"]), "the key '" + _folder["folder"] + "' is a folder; expected a file.");
        Told(await Run("campaign dispatch --campaign campaign.json --policy policy.json --outbox UGLY LEDGER", _folder["folder"]), "the outbox '" + _folder["folder"] + "' is a folder; expected a file.");
        string days = _folder.Write("days.csv", "customer,channel,at\nA,letter,12/31/2024\n");
        Told(await Run("ledger import LEDGER --contacts UGLY", days), "days.csv, line 2, column at: saw '12/31/2024'", "so say how it is written, by --date-format dd/MM/yyyy");
        Told(await Run("propensity score --table customers.csv --model UGLY", _folder["purchases.csv"]), "purchases.csv cannot be read as a CrossSell model: it is no JSON, 'c' is an invalid start of a value.");
        Told(await Run("propensity score --table customers.csv --model UGLY", _folder.Write("empty.csv", "")), "empty.csv cannot be read as a CrossSell model: it is empty.");
    }

    private static string Expected(string command) => command switch
    {
        _ when command.Contains("--campaign UGLY", StringComparison.Ordinal) => "a campaign as JSON",
        _ when command.Contains("--policy UGLY", StringComparison.Ordinal) => "a policy as JSON",
        _ when command.Contains("--products UGLY", StringComparison.Ordinal) => "products",
        _ when command.Contains("--customers UGLY", StringComparison.Ordinal) || command.Contains("--label", StringComparison.Ordinal) => "a table of customers",
        _ when command.Contains("--contacts UGLY", StringComparison.Ordinal) => "contacts",
        _ when command.Contains("--answers UGLY", StringComparison.Ordinal) => "answers",
        _ when command.Contains("--candidates UGLY", StringComparison.Ordinal) => "candidates",
        _ => "purchases",
    };

    private static void Told(ToolRun run, params string[] texts)
    {
        run.Fails(ExitCode.Failure, texts);
        Assert.Single(run.ErrorLines);
    }

    // Each word that names a file of the folder is the path of that file.
    private Task<ToolRun> Run(string command, string ugly)
    {
        string[] ledger = ["--ledger", "sqlite:" + _folder["l.db"], "--key-file", _folder["key"]];
        string[] outputs = ["m", "out", "known", "page.html"];
        return ToolRun.With(
            new ToolRunSettings { Clock = new ManualClock(new DateTimeOffset(2025, 3, 3, 8, 0, 0, TimeSpan.Zero)) },
            [.. command.Split(' ').SelectMany(word => word == "LEDGER" ? ledger : [word == "UGLY" ? ugly : File.Exists(_folder[word]) || outputs.Contains(word) ? _folder[word] : word])]);
    }
}
