using CrossSell.Tests;

namespace CrossSell.Tool.Tests.Evaluate;

public sealed class EvaluateTests : IDisposable
{
    private const string Known = """
        user,item,n_baskets,first,last
        ann,a,2,2024-01-01 09:00:00,2024-02-01 09:00:00
        ann,b,1,2024-01-03 09:00:00,2024-01-03 09:00:00
        bob,a,1,2024-01-05 09:00:00,2024-01-05 09:00:00
        bob,c,1,2024-02-06 09:00:00,2024-02-06 09:00:00
        cid,a,1,2024-02-07 09:00:00,2024-02-07 09:00:00
        cid,c,1,2024-02-07 09:00:00,2024-02-07 09:00:00
        dan,b,1,2024-02-08 09:00:00,2024-02-08 09:00:00

        """;

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Two_tables_give_a_row_for_each_model_and_the_lists_of_the_last()
    {
        (string train, string target) = Split();

        ToolRun run = (await ToolRun.Of("evaluate", "--train", train, "--target", target, "--models", "rules-max,popularity", "--top", "2", "--recommendations", _folder["lists.csv"])).Succeeds();

        string[] rows = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("model,customers,targets,top,recall,precision,hit_rate,ndcg,ndcg_lower,ndcg_upper,map,mrr,coverage,", rows[0], StringComparison.Ordinal);

        // ann is offered c, dan is offered a and then c: both bought c.
        Assert.StartsWith("popularity,2,2,2,1,0.5,1,0.815", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("rules-max,2,2,2,1,", rows[2], StringComparison.Ordinal);
        Assert.Equal(3, rows.Length);
        string[] lists = await File.ReadAllLinesAsync(_folder["lists.csv"]);
        Assert.Equal("user,rank,item,score", lists[0]);
        Assert.Contains("the best is", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("ann,1,c,", lists[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purchases_are_parted_at_the_cut_off_like_tables_that_were_parted_before()
    {
        string purchases = _folder.Write("purchases.csv", """
            customer,product,date,basket
            ann,a,2024-01-01,1
            ann,a,2024-02-01,2
            ann,b,2024-01-03,3
            bob,a,2024-01-05,4
            bob,c,2024-02-06,5
            cid,a,2024-02-07,6
            cid,c,2024-02-07,6
            dan,b,2024-02-08,7
            ann,c,2024-03-01,8
            dan,c,2024-03-02,9
            dan,new,2024-03-02,9
            eve,c,2024-03-02,10
            bob,b,2024-06-01,11

            """);
        (string train, string target) = Split();
        string[] models = ["--models", "popularity,rules,knn", "--output-format", "jsonl"];

        string raw = (await ToolRun.Of(["evaluate", "--purchases", purchases, "--cutoff", "2024-03-01", "--horizon", "30", .. models])).Succeeds().Output;
        string parted = (await ToolRun.Of(["evaluate", "--train", train, "--target", target, .. models])).Succeeds().Output;

        Assert.Equal(parted, raw);
    }

    [Fact]
    public async Task One_thread_and_two_write_the_same_bytes()
    {
        (string train, string target) = Split();

        string one = (await ToolRun.Of("evaluate", "--train", train, "--target", target, "--threads", "1", "--recommendations", _folder["one.csv"])).Succeeds().Output;
        string two = (await ToolRun.Of("evaluate", "--train", train, "--target", target, "--threads", "2", "--recommendations", _folder["two.csv"])).Succeeds().Output;

        Assert.Equal(one, two);
        Assert.Equal(await File.ReadAllTextAsync(_folder["one.csv"]), await File.ReadAllTextAsync(_folder["two.csv"]));
    }

    [Fact]
    public async Task Products_that_are_not_for_sale_are_not_recommended_and_margins_weigh_recall()
    {
        (string train, string target) = Split();
        string products = _folder.Write("products.csv", "product,margin\na,1\nb,2\nc,3\n");
        string few = _folder.Write("few.csv", "product\na\nb\n");

        string all = (await ToolRun.Of("evaluate", "--train", train, "--target", target, "--products", products, "--models", "popularity", "--output-format", "jsonl")).Succeeds().Output;
        string without = (await ToolRun.Of("evaluate", "--train", train, "--target", target, "--products", few, "--models", "popularity", "--output-format", "jsonl")).Succeeds().Output;

        Assert.Contains("\"revenue_recall\":1", all, StringComparison.Ordinal);
        Assert.Contains("\"recall\":0,", without, StringComparison.Ordinal);
        Assert.Contains("\"revenue_recall\":null", without, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_go_together_is_refused()
    {
        (string train, string target) = Split();

        (await ToolRun.Of("evaluate")).Fails(ExitCode.Usage, "--train and --target are missing");
        (await ToolRun.Of("evaluate", "--train", train)).Fails(ExitCode.Usage, "--train and --target belong together; --target is missing.");
        (await ToolRun.Of("evaluate", "--purchases", train, "--train", train, "--target", target)).Fails(ExitCode.Usage, "say one or the other");
        (await ToolRun.Of("evaluate", "--purchases", train)).Fails(ExitCode.Usage, "--cutoff is missing");
        (await ToolRun.Of("evaluate", "--train", train, "--target", target, "--horizon", "3")).Fails(ExitCode.Usage, "--horizon belongs to --purchases");
        (await ToolRun.Of("evaluate", "--train", "-", "--target", "-")).Fails(ExitCode.Usage, "are both -");
        (await ToolRun.Of("evaluate", "--train", train, "--target", target, "--models", "cosin")).Fails(ExitCode.Usage, "--models names 'cosin', which is no model; did you mean cosine?");
        (await ToolRun.Of("evaluate", "--train", train, "--target", target, "--models", "qqqqqqqq")).Fails(ExitCode.Usage, "there are popularity, trend,");
        (await ToolRun.Of("evaluate", "--train", train, "--target", target, "--models", ",")).Fails(ExitCode.Usage, "--models is empty");
    }

    [Fact]
    public async Task Bad_tables_are_named_by_file_line_and_value()
    {
        (string train, string target) = Split();
        string bare = _folder.Write("bare.csv", "user,item\nann,a\nbob,b\n");

        (await ToolRun.Of("evaluate", "--train", train, "--target", _folder.Write("eve.csv", "user,item\nann,c\neve,c\n")))
            .Fails(ExitCode.Failure, "eve.csv, line 3, column user: saw 'eve', expected a customer with earlier purchases");
        (await ToolRun.Of("evaluate", "--train", train, "--target", _folder.Write("z.csv", "user,item\nann,z\n"))).Fails(ExitCode.Failure, "saw 'z', expected a product with earlier purchases");
        (await ToolRun.Of("evaluate", "--train", train, "--target", _folder.Write("had.csv", "user,item\nann,a\n"))).Fails(ExitCode.Failure, "that customer 'ann' had not bought before");
        (await ToolRun.Of("evaluate", "--train", train, "--target", _folder.Write("none.csv", "user,item\n"))).Fails(ExitCode.Failure, "none.csv: expected rows below the header; there are none");
        (await ToolRun.Of("evaluate", "--train", _folder.Write("empty.csv", ""), "--target", target)).Fails(ExitCode.Failure, "empty.csv is empty; expected pairs of customer and product");
        (await ToolRun.Of("evaluate", "--train", train, "--target", _folder["absent.csv"])).Fails(ExitCode.Failure, "there is no file");
        (await ToolRun.Of("evaluate", "--train", _folder.Write("date.csv", "user,item,first\nann,a,soon\n"), "--target", target)).Fails(ExitCode.Failure, "date.csv, line 2, column first: saw 'soon'");
        (await ToolRun.Of("evaluate", "--train", train, "--target", target, "--cutoff", "2024-02-07")).Fails(ExitCode.Failure, "line 6, column last: saw '2024-02-07 09:00:00', expected a time before 2024-02-07");
        (await ToolRun.Of("evaluate", "--train", bare, "--target", _folder.Write("b.csv", "user,item\nann,b\n"), "--models", "trend")).Fails(ExitCode.Usage, "'trend', which needs purchases with times");
        (await ToolRun.Of("evaluate", "--train", train, "--target", target, "--products", _folder.Write("others.csv", "product\nzz\n"))).Fails(ExitCode.Failure, "lists none of the products");
    }

    [Fact]
    public async Task Tables_in_the_wrong_place_and_numbers_of_baskets_that_are_none_are_named()
    {
        (string train, string target) = Split();
        foreach (string baskets in new[] { "two", "0", "-3", "2.5", "", "99999999999" })
        {
            string bad = _folder.Write("bad.csv", Known.Replace("ann,a,2", $"ann,a,{baskets}", StringComparison.Ordinal));
            (await ToolRun.Of("evaluate", "--train", bad, "--target", target)).Fails(ExitCode.Failure, $"bad.csv, line 2, column n_baskets: saw '{baskets}', expected a number of baskets");
        }

        (await ToolRun.Of("evaluate", "--train", target, "--target", train)).Fails(ExitCode.Failure, "train.csv, line 2, column item: saw 'a', expected a product with earlier purchases");
        (await ToolRun.Of("evaluate", "--train", train, "--target", train)).Fails(ExitCode.Failure, "train.csv, line 2, column item: saw 'a', expected a product that customer 'ann' had not bought before");
        (await ToolRun.Of("evaluate", "--train", _folder.Write("d.csv", Known + "ann,a,1,,\n"), "--target", target)).Fails(ExitCode.Failure, "d.csv, line 9, column item: saw 'a', expected each pair once");
        (await ToolRun.Of("evaluate", "--train", _folder.Write("u.csv", "user,first\nann,2024-01-01\n"), "--target", target)).Fails(ExitCode.Failure, "u.csv, line 1: expected a column 'item'; the header has 'user', 'first'");
    }

    [Fact]
    public async Task A_byte_order_mark_semicolons_and_line_ends_of_windows_change_nothing()
    {
        (string train, string target) = Split();
        string[] models = ["--models", "popularity,cosine"];
        string foreign(string name, string path) => _folder.Write(name, "\uFEFF" + File.ReadAllText(path).Replace(',', ';').ReplaceLineEndings("\r\n"));

        string plain = (await ToolRun.Of(["evaluate", "--train", train, "--target", target, .. models])).Succeeds().Output;
        string other = (await ToolRun.Of(["evaluate", "--train", foreign("train2.csv", train), "--target", foreign("target2.csv", target), .. models])).Succeeds().Output;

        Assert.Equal(plain, other);
    }

    [Fact]
    public async Task Options_that_would_change_nothing_are_refused()
    {
        (string train, string target) = Split();
        string customers = _folder.Write("customers.csv", "customer,age\nann,3\nbob,4\n");
        string[] one = ["evaluate", "--train", train, "--target", target, "--models", "popularity"];

        (await ToolRun.Of([.. one, "--customers", customers])).Fails(ExitCode.Usage, "--customers is for the hybrid alone");
        (await ToolRun.Of([.. one, "--valid-train", train, "--valid-target", target])).Fails(ExitCode.Usage, "--valid-train is for the hybrid alone");
        (await ToolRun.Of([.. one, "--customer-key", "id"])).Fails(ExitCode.Usage, "--customer-key belongs to --customers");
        foreach (string[] option in new[] { ["--as-of", "2024-01-01"], ["--no-header"], ["--product-column", "item"], ["--bad-rows", "skip"], ["--max-bad-rows", "3"], ["--returns", "net"], new[] { "--duplicates", "drop" } })
        {
            (await ToolRun.Of([.. one, .. option])).Fails(ExitCode.Usage, $"{option[0]} is about purchases as they are");
        }

        (await ToolRun.Of("evaluate", "--train", train, "--target", target, "--models", "popularity,cosine,Popularity")).Fails(ExitCode.Usage, "--models names 'popularity' 2 times");
        (await ToolRun.Of("evaluate", "--train", train, "--target", target, "--top", "0")).Fails(ExitCode.Usage, "--top is '0'; it must be a whole number, 1 or more");
    }

    [Fact]
    public async Task Lists_longer_than_there_are_products_are_as_long_as_there_are()
    {
        (string train, string target) = Split();
        ToolRun run = (await ToolRun.Of("evaluate", "--train", train, "--target", target, "--models", "popularity", "--top", "99", "--recommendations", _folder["lists.csv"])).Succeeds();

        Assert.Contains("popularity,2,2,99,1,", run.Output, StringComparison.Ordinal);
        Assert.Equal(["user,rank,item,score", "ann,1,c,2", "dan,1,a,3", "dan,2,c,2"], await File.ReadAllLinesAsync(_folder["lists.csv"]));
    }

    [Fact]
    public async Task The_table_is_written_as_csv_json_or_to_read()
    {
        (string train, string target) = Split();
        string[] asked = ["evaluate", "--train", train, "--target", target, "--models", "popularity,cosine"];
        string csv = (await ToolRun.Of(asked)).Succeeds().Output;
        string lines = (await ToolRun.Of([.. asked, "--output-format", "jsonl"])).Succeeds().Output;
        (await ToolRun.Of([.. asked, "--output", _folder["t.json"], "--recommendations", _folder["l.jsonl"]])).Succeeds();
        string text = (await ToolRun.Of([.. asked, "--output-format", "text"])).Succeeds().Output;

        using var json = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(_folder["t.json"]));
        string[] columns = csv.Split('\n')[0].Split(',');
        Assert.Equal(2, json.RootElement.GetArrayLength());
        foreach ((System.Text.Json.JsonElement row, int at) in json.RootElement.EnumerateArray().Select((row, at) => (row, at)))
        {
            Assert.Equal(columns, row.EnumerateObject().Select(property => property.Name));
            Assert.Equal(lines.Split('\n')[at], row.GetRawText());
            Assert.Equal(csv.Split('\n')[at + 1].Split(','), row.EnumerateObject().Select(property => property.Value.ValueKind == System.Text.Json.JsonValueKind.Null ? "" : property.Value.ToString()));
        }

        Assert.StartsWith("model         NDCG@10            range  recall  hit rate     MAP  coverage  to best       p\n", text, StringComparison.Ordinal);
        Assert.Contains("popularity", text, StringComparison.Ordinal);
        Assert.StartsWith("{\"user\":\"ann\",\"rank\":1,\"item\":\"c\",\"score\":", await File.ReadAllTextAsync(_folder["l.jsonl"]), StringComparison.Ordinal);
        (await ToolRun.Of([.. asked, "--recommendations", _folder["l.json"]])).Fails(ExitCode.Usage, "l.json'; lists are written as CSV");
        (await ToolRun.Of([.. asked, "--output", _folder["absent/t.csv"]])).Fails(ExitCode.Failure, "cannot be written");
    }

    [Fact]
    public async Task A_hybrid_that_cannot_learn_says_what_ranks_instead()
    {
        (string train, string target) = Split();
        ToolRun run = (await ToolRun.Of("evaluate", "--train", train, "--target", target, "--models", "hybrid,popularity")).Succeeds();

        Assert.Contains("warning: the hybrid ranks by popularity: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_off_outside_the_purchases_is_refused_with_their_span()
    {
        string purchases = _folder.Write("purchases.csv", "customer,product,date\nann,a,2024-01-01\nbob,b,2024-02-01\n");

        (await ToolRun.Of("evaluate", "--purchases", purchases, "--cutoff", "2024-03-01"))
            .Fails(ExitCode.Failure, "--cutoff is 2024-03-01 00:00:00", "go from 2024-01-01 00:00:00 to 2024-02-01 00:00:00");
        (await ToolRun.Of("evaluate", "--purchases", purchases, "--cutoff", "2024-01-15")).Fails(ExitCode.Failure, "there is nothing to judge by");
        (await ToolRun.Of("evaluate", "--purchases", _folder.Write("o.csv", "customer,product,date\nann,a,2024-01-01\nbob,b,2024-01-01\n"), "--cutoff", "2024-01-01"))
            .Fails(ExitCode.Failure, "all purchases of", "are of 2024-01-01 00:00:00", "--train and --target");
        (await ToolRun.Of("evaluate", "--purchases", _folder.Write("u.csv", "customer,product\nann,a\n"), "--cutoff", "2024-01-15")).Fails(ExitCode.Failure, "have no times");
        (await ToolRun.Of("evaluate", "--purchases", _folder.Write("h.csv", "customer,product,date\n"), "--cutoff", "2024-01-15")).Fails(ExitCode.Failure, "a header but no rows");
    }

    [SharedDataFact("purchases/online-retail/split_test_train.csv.gz", "purchases/online-retail/split_test_target.csv.gz")]
    public async Task The_split_files_of_real_purchases_are_taken_as_they_are()
    {
        string folder = SharedData.PathOf("purchases/online-retail");

        string output = (await ToolRun.Of("evaluate", "--train", Path.Combine(folder, "split_test_train.csv.gz"), "--target", Path.Combine(folder, "split_test_target.csv.gz"), "--models", "popularity,llr", "--draws", "100"))
            .Succeeds().Output;

        Assert.Contains("popularity,1753,47683,10,0.01885", output, StringComparison.Ordinal);
        Assert.Contains("\nllr,1753,47683,10,0.0536", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private (string Train, string Target) Split() => (_folder.Write("train.csv", Known), _folder.Write("target.csv", "user,item\nann,c\ndan,c\n"));
}
