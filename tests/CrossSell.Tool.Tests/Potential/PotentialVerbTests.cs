using CrossSell.ML;

namespace CrossSell.Tool.Tests.Potential;

public sealed class PotentialVerbTests : IDisposable
{
    private const string Ids = "customer,product,date,revenue\n";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_market_becomes_one_page_and_all_tables_and_nobody_is_named()
    {
        (await ToolRun.Of("generate", "--customers", "150", "--seed", "3", "--output", _folder["market"])).Succeeds();
        ToolRun run = (await ToolRun.Of(
            "potential", "--purchases", _folder["market/purchases.csv"], "--products", _folder["market/products.csv"], "--customers", _folder["market/customers.csv"],
            "--segment", "region", "--language", "de", "--output", _folder["out"])).Succeeds();
        Assert.Matches(@"^\d+ customers, \d+ tables and report\.html, as of 2025-\d\d-\d\d in \d+\.\d\d s\.$", run.ErrorLines[^1]);
        string[] customerLists = ["customers", "gaps", "steps", "winback", "questions", "class_changes", "sellers", "seller_products"];
        Assert.Equal(
            PotentialReport.TableNames.Except(customerLists).Select(name => $"{name}.csv").Append("report.html").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(_folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.EnumerateFiles(_folder["out"]), file => Assert.DoesNotContain("C0000", File.ReadAllText(file), StringComparison.Ordinal));
        string page = File.ReadAllText(_folder["out/report.html"]);
        Assert.Contains("<html lang=\"de\">", page, StringComparison.Ordinal);
        Assert.Contains("Bayern", page, StringComparison.Ordinal);
        Assert.StartsWith("kind,group,customers,coverage,weighted_coverage,at_goal,missing_to_goal,goal\nclass,A,", File.ReadAllText(_folder["out/coverage.csv"]), StringComparison.Ordinal);

        ToolRun again = await ToolRun.Of(
            "potential", "--purchases", _folder["market/purchases.csv"], "--products", _folder["market/products.csv"], "--customers", _folder["market/customers.csv"],
            "--segment", "region", "--language", "de", "--threads", "1", "--output", _folder["again"]);
        again.Succeeds();
        Assert.All(Directory.EnumerateFiles(_folder["out"]), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(_folder[$"again/{Path.GetFileName(file)}"])));
    }

    [Fact]
    public async Task A_folder_of_somebody_else_is_refused_and_an_earlier_report_is_replaced_with_its_lists()
    {
        string purchases = _folder.Write("p.csv", Ids + "a,tea,2025-01-01,3\nb,tea,2025-01-02,4\nb,jam,2025-01-03,5\n");
        Directory.CreateDirectory(_folder["out"]);
        _folder.Write("out/mine.txt", "mine");
        (await Run(purchases)).Fails(ExitCode.Failure, "holds 'mine.txt' and no report", "--overwrite");
        Assert.Equal(["mine.txt"], Directory.EnumerateFiles(_folder["out"]).Select(Path.GetFileName));

        (await Run(purchases, "--overwrite", "--lists", "gaps,winback")).Succeeds();
        Assert.Equal("mine", File.ReadAllText(_folder["out/mine.txt"]));
        Assert.Contains("customer,category,product", File.ReadAllText(_folder["out/gaps.csv"]), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["out/customers.csv"]));

        (await Run(purchases)).Succeeds();
        Assert.False(File.Exists(_folder["out/gaps.csv"]));
        Assert.False(File.Exists(_folder["out/winback.csv"]));
        Assert.True(File.Exists(_folder["out/mine.txt"]));
    }

    [Fact]
    public async Task A_run_that_fails_leaves_no_folder_and_no_half_of_a_file()
    {
        string purchases = _folder.Write("p.csv", Ids + "a,tea,2025-01-01,3\na,tea,no day,3\n");
        (await Run(purchases)).Fails(ExitCode.Failure, "p.csv", "line 3", "no day");
        Assert.False(Directory.Exists(_folder["out"]));
        (await Run(purchases, "--output", _folder.Write("file", ""))).Fails(ExitCode.Failure, "is a file; expected a folder");
        (await Run(purchases, "--output", _folder["no/out"])).Fails(ExitCode.Failure, "there is no folder");
        (await Run(purchases, "--output", "-")).Fails(ExitCode.Usage, "--output is '-'", "a folder");
    }

    [Fact]
    public async Task An_input_that_stands_where_a_table_of_the_report_would_stays()
    {
        (await Run(_folder.Write("p.csv", Ids + "a,tea,2025-01-01,3\nb,tea,2025-01-02,2\n"))).Succeeds();
        string input = _folder["out/winback.csv"];
        File.Copy(_folder["p.csv"], input, overwrite: true);

        (await Run(input)).Fails(ExitCode.Usage, "winback.csv' is also an input");

        Assert.Equal(File.ReadAllText(_folder["p.csv"]), File.ReadAllText(input));
    }

    [Fact]
    public async Task Inputs_that_hold_nothing_are_said_to()
    {
        (await Run(_folder.Write("empty.csv", ""))).Fails(ExitCode.Failure, "empty.csv");
        (await Run(_folder.Write("head.csv", Ids))).Fails(ExitCode.Failure, "a header but no rows");
        (await Run(_folder.Write("nobody.csv", "product,date\ntea,2025-01-01\n"))).Fails(ExitCode.Failure, "nobody.csv", "--customer-column");
        (await Run(_folder["missing.csv"])).Fails(ExitCode.Failure, "missing.csv");
        (await Run(_folder.Write("back.csv", "customer,product,date,quantity\na,tea,2025-01-01,-1\nb,jam,2025-01-02,-2\n"))).Fails(ExitCode.Failure, "back.csv has no purchase that counts");
        (await Run(_folder.Write("p.csv", Ids + "a,tea,2025-01-01,3\n"), "--products", _folder.Write("none.csv", "product,category\n"))).Fails(ExitCode.Failure, "none.csv has a header but no rows");
        (await Run(_folder.Write("late.csv", Ids + "a,tea,2025-01-01,3\n"), "--as-of", "2024-01-01")).Fails(ExitCode.Failure, "late.csv has no purchase that counts, but 1 row later than --as-of");
    }

    [Theory]
    [InlineData("--lists is 'gaps,names'", "'names' is no list, expected customers, gaps, steps, winback, questions, classes, all", "--lists", "gaps,names")]
    [InlineData("--list-rows belongs to --lists", "", "--list-rows", "3")]
    [InlineData("--goal is '1.5'", "at most 1", "--goal", "1.5")]
    [InlineData("--margin-share is '0'", "above 0", "--margin-share", "0")]
    [InlineData("--offer-cost is '-1'", "0 or more", "--offer-cost", "-1")]
    [InlineData("--segment belongs to --customers", "", "--segment", "region")]
    [InlineData("--language is 'fr'", "en or de", "--language", "fr")]
    [InlineData("--class-limits is '100,200,5'", "the first at least the second", "--class-limits", "100,200,5")]
    [InlineData("--class-limits is '100,x'", "three numbers", "--class-limits", "100,x")]
    [InlineData("--class-dates is '2024-12-31,soon'", "'soon' is no day", "--class-dates", "2024-12-31,soon")]
    [InlineData("--relations belongs to --products", "", "--relations", "r.csv")]
    public async Task Options_without_meaning_are_wrong(string text, string more, params string[] args) =>
        (await Run(_folder.Write("p.csv", Ids + "a,tea,2025-01-01,3\n"), args)).Fails(ExitCode.Usage, text, more);

    [Fact]
    public async Task A_german_file_is_read_once_its_notation_is_named()
    {
        string purchases = _folder.Write("p.csv", "Kunde;Produkt;Datum;Umsatz\nMüller & Söhne;Käse \u201EÖl\u201C;01.02.2025;1,50\nÄrmel;Brot;03.02.2025;12,25\n");
        (await Run(purchases, "--language", "de")).Fails(ExitCode.Failure, "line 2, column Umsatz", "say --culture de-DE");
        (await Run(purchases, "--language", "de", "--culture", "de-DE")).Succeeds();
        Assert.Contains("spend,13.75\n", File.ReadAllText(_folder["out/summary.csv"]), StringComparison.Ordinal);
        Assert.Contains("Käse „Öl“", File.ReadAllText(_folder["out/report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_of_the_customers_tell_what_they_could_spend_and_why_they_have_gone()
    {
        string purchases = _folder.Write("p.csv", Ids + "a,tea,2020-01-01,10\nb,tea,2020-02-01,10\nc,tea,2025-08-01,10\nc,jam,2025-08-01,10\n");
        string customers = _folder.Write("c.csv", "id,budget,gone\na,500,price\nb,,Kein Bedarf\nc,40,\n");
        string[] about = ["--no-propensity", "--customers", customers, "--customer-key", "id"];
        (await Run(purchases, [.. about, "--potential-column", "budget", "--loss-reason-column", "gone", "--currency", "EUR", "--lists", "customers"])).Succeeds();
        Assert.Contains("\nprice,1\n", File.ReadAllText(_folder["out/loss_reasons.csv"]), StringComparison.Ordinal);
        Assert.Contains("\nno_need,1\n", File.ReadAllText(_folder["out/loss_reasons.csv"]), StringComparison.Ordinal);
        Assert.Matches("\nc,[ABOC],20,40,0.5,", File.ReadAllText(_folder["out/customers.csv"]));
        Assert.Contains("EUR", File.ReadAllText(_folder["out/report.html"]), StringComparison.Ordinal);
        (await Run(purchases, [.. about, "--potential-column", "none"])).Fails(ExitCode.Failure, "--potential-column is 'none'", "'budget'");
        (await Run(purchases, [.. about, "--potential-column", "gone"])).Fails(ExitCode.Failure, "c.csv", "customer 'a' is 'price'", "0 or more");
        (await Run(purchases, [.. about, "--loss-reason-column", "budget"])).Fails(ExitCode.Failure, "c.csv", "customer 'a' is '500'", "competitor");
        (await Run(purchases, "--potential-column", "budget")).Fails(ExitCode.Usage, "--potential-column belongs to --customers");
    }

    [Fact]
    public async Task Classes_by_given_limits_as_of_earlier_days_tell_who_moved()
    {
        string purchases = _folder.Write("p.csv", Ids + "a,tea,2023-01-01,100\na,tea,2024-06-01,10\nb,tea,2023-02-01,10\nb,tea,2024-07-01,100\nc,tea,2024-08-01,100\n");
        (await Run(purchases, "--no-propensity", "--class-limits", "50,20,1", "--class-dates", "2023-12-31", "--lists", "classes")).Succeeds();
        Assert.Equal(
            ["since,until,from,to,customers,yield_before,yield_after", "2023-12-31T00:00:00Z,2024-08-01T00:00:00Z,A,C,1,100,10", "2023-12-31T00:00:00Z,2024-08-01T00:00:00Z,C,A,1,10,100", "2023-12-31T00:00:00Z,2024-08-01T00:00:00Z,,A,1,,100"],
            File.ReadAllLines(_folder["out/class_moves.csv"]).Select(line => line.Replace("2023-12-31,", "2023-12-31T00:00:00Z,", StringComparison.Ordinal).Replace("2024-08-01,", "2024-08-01T00:00:00Z,", StringComparison.Ordinal)));
        Assert.Contains("\na,2024-08-01,A,C,", File.ReadAllText(_folder["out/class_changes.csv"]), StringComparison.Ordinal);
        (await Run(purchases, "--no-propensity", "--class-dates", "none")).Succeeds();
        Assert.Single(File.ReadAllLines(_folder["out/class_moves.csv"]));
        (await Run(purchases, "--class-dates", "2022-12-31")).Fails(ExitCode.Failure, "--class-dates is '2022-12-31'", "the first purchase, 2023-01-01");
        (await Run(purchases, "--class-dates", "2024-08-01")).Fails(ExitCode.Failure, "before now, 2024-08-01");
        (await Run(_folder.Write("t.csv", "customer,product\na,tea\nb,tea\n"), "--class-dates", "2024-08-01")).Fails(ExitCode.Failure, "no purchase has a time");
    }

    [Fact]
    public async Task Without_times_or_learning_a_report_is_made_with_a_warning()
    {
        string purchases = _folder.Write("p.csv", "customer,product\na,tea\na,jam\nb,tea\nc,\"<script>\"\n");
        ToolRun run = (await Run(purchases, "--lists", "all", "--list-rows", "5")).Succeeds();
        Assert.Contains(run.ErrorLines, line => line.Contains("warning: no probabilities were learned", StringComparison.Ordinal));
        string page = File.ReadAllText(_folder["out/report.html"]);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("as_of,\n", File.ReadAllText(_folder["out/summary.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holdings_with_a_competitor_answers_and_ladders_are_taken_in()
    {
        string purchases = _folder.Write("p.csv", Ids + string.Concat(Enumerable.Range(0, 30).Select(i => $"c{i},basic,2024-01-{1 + (i % 28):00},10\n")) + "c0,other,2025-01-01,10\n");
        string products = _folder.Write("products.csv", "product,category,margin,ladder,rank\nbasic,Motor,10,motor,1\nplus,Motor,25,motor,2\nother,Home,5,,\n");
        string holdings = _folder.Write("h.csv", "customer,product,source\nc1,other,competitor\n");
        string declines = _folder.Write("d.csv", "customer,product,reason,at\nc2,other,never product,2024-12-01\nc3,other,price,2026-01-01\n");
        ToolRun run = (await Run(purchases, "--products", products, "--holdings", holdings, "--declines", declines, "--lists", "steps,gaps")).Succeeds();
        Assert.Contains(run.ErrorLines, line => line.Contains("1 answer of", StringComparison.Ordinal) && line.Contains("later than the last purchase", StringComparison.Ordinal));
        Assert.Contains("\nHome,30,1,1,27,0,1,", File.ReadAllText(_folder["out/categories.csv"]), StringComparison.Ordinal);
        string[] steps = await File.ReadAllLinesAsync(_folder["out/steps.csv"]);
        Assert.Equal(31, steps.Length);
        Assert.All(steps.Skip(1), line => Assert.Contains(",motor,basic,plus,2025-01-01,", line, StringComparison.Ordinal));
        Assert.DoesNotContain("\nc2,Home", File.ReadAllText(_folder["out/gaps.csv"]), StringComparison.Ordinal);

        // All bought in January 2024, and now is 2025-01-01: a rest of 400 days is over between 4 February and 3 March.
        (await Run(purchases, "--products", products, "--lists", "steps", "--step-rest", "400")).Succeeds();
        Assert.All(File.ReadLines(_folder["out/steps.csv"]).Skip(1), line => Assert.Matches(",2025-0[23]-", line));
        Assert.Contains("400 days after the purchase", File.ReadAllText(_folder["out/report.html"]), StringComparison.Ordinal);
        (await Run(purchases, "--step-lead", "soon")).Fails(ExitCode.Usage, "--step-lead is 'soon'", "whole number");
    }

    [Fact]
    public async Task Attempts_answers_and_classes_come_from_a_ledger()
    {
        // c0 to c9 bought twice long ago and are lost; of them c1 was tried twice, c2 once, c3 twice before his last purchase, c4 only by another campaign.
        string purchases = _folder.Write("p.csv", Ids + string.Concat(Enumerable.Range(0, 10).Select(i => $"c{i},tea,2023-0{1 + (i % 3)}-01,9\nc{i},jam,2023-06-01,5\n")) + string.Concat(Enumerable.Range(0, 40).Select(i => $"d{i},tea,2025-02-{1 + (i % 28):00},9\n")));
        string contacts = _folder.Write(
            "c.csv",
            "customer,channel,at,state,campaign\nc1,phone,2024-09-01,answered,win-back\nc1,phone,2024-11-01,no-answer,win-back\nc2,email,2025-02-20,sent,win-back\n"
            + "c3,phone,2023-03-01,sent,win-back\nc3,phone,2023-04-01,sent,win-back\nc4,phone,2024-09-01,sent,spring\nc4,phone,2024-10-01,sent,spring\nc5,phone,2025-12-01,sent,win-back\nc5,phone,2025-12-02,sent,win-back\n");
        var settings = new ToolRunSettings { Clock = new CrossSell.Testing.ManualClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) };
        string[] ledger = ["--ledger", $"sqlite:{_folder["l.db"]}", "--key-file", _folder.Write("key", "0123456789abcdef-secret\n")];
        (await ToolRun.With(settings, ["ledger", "init", .. ledger[..2]])).Succeeds();
        (await ToolRun.With(settings, ["ledger", "import", "--contacts", contacts, .. ledger])).Succeeds();

        (await ToolRun.With(settings, ["potential", "--purchases", purchases, "--output", _folder["out"], "--as-of", "2025-03-01", "--lists", "winback", "--no-propensity", .. ledger])).Succeeds();
        string list = File.ReadAllText(_folder["out/winback.csv"]);
        Assert.DoesNotContain("\nc1,", list, StringComparison.Ordinal);
        Assert.Contains("\nc2,former,unknown,1,2025-03-22", list, StringComparison.Ordinal);
        Assert.All(new[] { "c0", "c3", "c4", "c5" }, id => Assert.Contains($"\n{id},former,unknown,0,2025-03-01", list, StringComparison.Ordinal));

        (await ToolRun.With(settings, ["potential", "--purchases", purchases, "--output", _folder["out"], "--as-of", "2025-03-01", "--lists", "winback", "--no-propensity", "--win-back-campaign", "spring", .. ledger])).Succeeds();
        Assert.DoesNotContain("\nc4,", File.ReadAllText(_folder["out/winback.csv"]), StringComparison.Ordinal);
        (await Run(purchases, "--win-back-campaign", "spring")).Fails(ExitCode.Usage, "belongs to --ledger");
    }

    private Task<ToolRun> Run(string purchases, params string[] more) =>
        ToolRun.Of(["potential", "--purchases", purchases, .. more.Contains("--output") ? Array.Empty<string>() : ["--output", _folder["out"]], .. more]);
}
