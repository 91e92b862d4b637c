using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CrossSell.Testing.Tests.Files;

public sealed class MarketFilesTests
{
    private static readonly string[] s_names = ["customers.csv", "products.csv", "purchases.csv", "truth.json"];

    /// <summary>
    /// The bytes of the first markets, pinned. A change here breaks the promise that earlier columns and seeds stay stable: raise
    /// InsuranceProducts.GeneratorVersion and say so in the changelog, or give the new column a stream of its own.
    /// </summary>
    [Theory]
    [InlineData("customers.csv", "225784fc6acbd301152e19aac843bd20c29779e29a2909fc6e923e33ecde587b")]
    [InlineData("products.csv", "290255961a06338bf64da0cbe4c8993f7d553b58296d58d7c516f7ce0370168b")]
    [InlineData("purchases.csv", "f86b24d9033f2667c06ee47af9c8727e3a828efd105fc72ae6ffce58c9fd54dd")]
    [InlineData("next_year.csv", "2c4d2757389f92d777ce2eebcd0dafd06a4c36efdf3c0ec75c06be6442de8189")]
    [InlineData("truth.json", "de334cd53d112fafe2024c5485b4aaaba19c58723dbaff0c9c0f1bb54a6e4790")]
    public async Task The_bytes_of_seed_42_with_200_customers_stay_as_they_are(string file, string sha256)
    {
        using TempFolder folder = new();
        await MarketFiles.WriteAsync(InsuranceMarket.Generate(new() { Customers = 200, Seed = 42 }), folder.Path, withNextYear: true);
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(folder[file]))));
    }

    [Fact]
    public async Task Headers_are_the_documented_ones_and_the_text_is_utf8_with_umlauts_and_line_feeds()
    {
        using TempFolder folder = new();
        InsuranceMarket market = InsuranceMarket.Generate(new() { Customers = 1_500, Seed = 3 });
        MarketFilesProgress written = await MarketFiles.WriteAsync(market, folder.Path);

        Assert.Equal(s_names, Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string[] customers = await File.ReadAllLinesAsync(folder["customers.csv"]);
        string[] products = await File.ReadAllLinesAsync(folder["products.csv"]);
        string[] purchases = await File.ReadAllLinesAsync(folder["purchases.csv"]);
        Assert.Equal("customer,age,gender,income,region,household_size,home_owner,children,car,customer_since", customers[0]);
        Assert.Equal("product,name,name_de,category,kind,margin", products[0]);
        Assert.Equal("customer,product,basket,date,quantity,revenue,until,seller,channel", purchases[0]);
        Assert.Equal("building,Building insurance,Wohngebäudeversicherung,Property,held,92", products[1]);
        Assert.Equal(1_501, customers.Length);
        Assert.Equal(new MarketFilesProgress(1_500, 1_500, purchases.Length - 1), written);
        Assert.Equal(market.Customers().Sum(c => c.Contracts.Count), purchases.Length - 1);

        foreach (string name in s_names)
        {
            byte[] bytes = await File.ReadAllBytesAsync(folder[name]);
            Assert.NotEqual(0xEF, bytes[0]);
            Assert.DoesNotContain((byte)'\r', bytes);
            Assert.Equal((byte)'\n', bytes[^1]);
        }
    }

    [Fact]
    public async Task The_files_do_not_depend_on_the_culture_of_the_machine()
    {
        using TempFolder folder = new();
        InsuranceMarket market = InsuranceMarket.Generate(new() { Customers = 60, Seed = 9 });
        await MarketFiles.WriteAsync(market, folder["plain"]);
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("ar-SA");
        try
        {
            await MarketFiles.WriteAsync(market, folder["foreign"]);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }

        Assert.All(s_names, name => Assert.Equal(File.ReadAllBytes(folder["plain/" + name]), File.ReadAllBytes(folder["foreign/" + name])));
    }

    [Fact]
    public async Task The_truth_file_says_what_the_truth_says()
    {
        using TempFolder folder = new();
        InsuranceMarket market = InsuranceMarket.Generate(new() { Customers = 5, Seed = long.MinValue });
        await MarketFiles.WriteAsync(market, folder.Path);
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllBytesAsync(folder["truth.json"]));
        JsonElement root = json.RootElement;
        Assert.Equal(long.MinValue, root.GetProperty("seed").GetInt64());
        Assert.Equal(1, root.GetProperty("generator_version").GetInt32());
        Assert.Equal("2026-01-01", root.GetProperty("end_on").GetString());
        JsonElement rule = root.GetProperty("rules").EnumerateArray().Single(r => r.GetProperty("consequent").ValueEquals("household"));
        Assert.Equal(0.75, rule.GetProperty("confidence").GetDouble());
        Assert.Equal(market.Truth.Joint("building", "household"), rule.GetProperty("support").GetDouble(), 12);
        JsonElement building = root.GetProperty("products")[0];
        Assert.Equal(market.Truth.Penetration("building"), building.GetProperty("penetration").GetDouble());
        Assert.Equal(3.4, building.GetProperty("coefficients").GetProperty("home_owner").GetDouble());
        Assert.Equal(22 * 21 / 2, root.GetProperty("pairs").GetArrayLength());
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_named()
    {
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder["taken"], "x");
        InsuranceMarket market = InsuranceMarket.Generate(new() { Customers = 5 });
        IOException plain = await Assert.ThrowsAsync<IOException>(() => MarketFiles.WriteAsync(market, folder["taken"]));
        Assert.Equal($"'{folder["taken"]}' is a file; expected a folder, or a name that is still free.", plain.Message);
        IOException below = await Assert.ThrowsAsync<IOException>(() => MarketFiles.WriteAsync(market, folder["taken/below"]));
        Assert.StartsWith($"The folder '{folder["taken/below"]}' cannot be made: ", below.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => MarketFiles.WriteAsync(market, " "));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_leaves_the_others_as_they_were()
    {
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder["customers.csv"], "mine");
        Directory.CreateDirectory(folder["truth.json"]);
        IOException error = await Assert.ThrowsAsync<IOException>(() => MarketFiles.WriteAsync(InsuranceMarket.Generate(new() { Customers = 5 }), folder.Path));
        Assert.Contains("truth.json' is a folder", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(folder["customers.csv"]));
        Assert.Equal([folder["customers.csv"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_cancelled_writing_leaves_no_half_file()
    {
        using TempFolder folder = new();
        using CancellationTokenSource cancel = new();
        InsuranceMarket market = InsuranceMarket.Generate(new() { Customers = 50_000 });
        Told told = new(p =>
        {
            if (p.Done >= 2_048)
            {
                cancel.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MarketFiles.WriteAsync(market, folder.Path, progress: told, cancellationToken: cancel.Token));
        Assert.Equal(2_048, told.Last.Done);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Progress_ends_at_the_whole()
    {
        using TempFolder folder = new();
        Told told = new(_ => { });
        MarketFilesProgress written = await MarketFiles.WriteAsync(InsuranceMarket.Generate(new() { Customers = 1_025 }), folder.Path, progress: told);
        Assert.Equal(2, told.Count);
        Assert.Equal(written, told.Last);
        Assert.Equal(1_025, written.Done);
    }

    [Fact]
    public void Fields_are_quoted_where_they_must_be()
    {
        Testing.Files.CsvText text = new();
        text.Field("a,b").Field("say \"so\"").Field("two\nlines").Field((string?)null).Field("").Field(1.5m).Field(0.1).Field(true)
            .Field(new DateOnly(2026, 1, 2)).Field("ü").EndLine();
        Assert.Equal("\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",,,1.5,0.1,true,2026-01-02,ü\n", text.Text.ToString());
    }

    private sealed class Told(Action<MarketFilesProgress> tell) : IProgress<MarketFilesProgress>
    {
        public int Count { get; private set; }

        public MarketFilesProgress Last { get; private set; }

        public void Report(MarketFilesProgress value)
        {
            Count++;
            Last = value;
            tell(value);
        }
    }
}
