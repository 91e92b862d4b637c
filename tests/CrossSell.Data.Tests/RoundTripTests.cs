using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Data.Tests;

public class RoundTripTests
{
    private static readonly string[] Texts = ["a", "007", "7", " x ", "a,b", "say \"hi\"", "two\nlines", "crlf\r\n.", "Käse", "😀", "\"", ";", "\t.", "|", "'", "N/A", "x\ry"];

    private static readonly Gen<string?> Text = Gen.Elements<string?>(Texts);
    private static readonly Gen<string?> TextOrNone = Gen.OneOf(Text, Gen.Constant<string?>(null));

    private static readonly Gen<Purchase> Purchases =
        from customer in TextOrNone
        from basket in customer is null ? Text : TextOrNone
        from product in Gen.Elements(Texts)
        from time in Gen.OneOf(Gen.Choose(0, 400_000).Select(m => (DateTime?)new DateTime(2023, 1, 1).AddMinutes(m)), Gen.Constant((DateTime?)null))
        from fraction in Gen.Choose(0, 1)
        from quantity in Gen.OneOf(Gen.Choose(1, 500).Select(q => (double?)(q / 100.0)), Gen.Constant((double?)null))
        from revenue in Gen.OneOf(Gen.Choose(-500, 500_000).Select(r => (double?)(r / 3.0)), Gen.Constant((double?)null))
        from held in Gen.OneOf(Gen.Choose(0, 900).Select(d => (int?)d), Gen.Constant((int?)null))
        from seller in TextOrNone
        select new Purchase
        {
            Customer = customer,
            Basket = basket,
            Product = product,
            Time = fraction == 1 ? time?.AddTicks(1_230_000) : time,
            Quantity = quantity,
            Revenue = revenue,
            HeldUntil = held is { } days ? (time ?? new DateTime(2023, 1, 1)).Date.AddDays(days + 1) : null,
            Seller = seller,
        };

    [Fact]
    public void Rows_come_back_from_CSV_however_they_are_quoted() =>
        Prop.ForAll(
                Arb.From(from rows in Purchases.ArrayOf() from seed in Gen.Choose(1, int.MaxValue) select (rows, seed)),
                t => Same(PurchaseHistory.From(t.rows), Csv.Load(WriteAtWill(t.rows, t.seed))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void What_is_written_is_read_back_the_same() =>
        Prop.ForAll(
                Arb.From(Purchases.ArrayOf()),
                rows =>
                {
                    PurchaseHistory history = PurchaseHistory.From(rows);
                    var text = new StringWriter();
                    PurchaseCsv.WriteAsync(history, text).GetAwaiter().GetResult();
                    return Same(history, Csv.Load(text.ToString()));
                })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public async Task A_written_file_has_further_columns_and_leaves_no_partial_file()
    {
        string folder = Directory.CreateTempSubdirectory("csv").FullName;
        try
        {
            string path = Path.Combine(folder, "out.csv");
            PurchaseHistory history = Csv.Load("customer,product,colour\n1,a,\"red, dark\"\n2,b,\n", o => o.Columns.Extras.Add("colour"));

            await PurchaseCsv.WriteAsync(history, path);

            Assert.Equal([path], Directory.GetFiles(folder));
            Assert.Equal(
                "customer,product,basket,date,quantity,revenue,until,seller,channel,colour\n1,a,,,,,,,,\"red, dark\"\n2,b,,,,,,,,\n",
                await File.ReadAllTextAsync(path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Those_who_write_one_file_at_once_do_not_touch_each_others_work()
    {
        string folder = Directory.CreateTempSubdirectory("csv").FullName;
        try
        {
            string path = Path.Combine(folder, "out.csv");
            PurchaseHistory[] histories = [.. Enumerable.Range(0, 8).Select(i => PurchaseHistory.From(
                Enumerable.Range(0, 3_000).Select(row => new Purchase { Customer = $"c{i}", Product = $"p{row}" })))];
            string[] whole = new string[histories.Length];
            for (int i = 0; i < whole.Length; i++)
            {
                await using var text = new StringWriter();
                await PurchaseCsv.WriteAsync(histories[i], text);
                whole[i] = text.ToString();
            }

            await AtOnce.Run(8, async writer =>
            {
                for (int run = 0; run < 5; run++)
                {
                    await PurchaseCsv.WriteAsync(histories[writer], path);
                }
            });

            Assert.Contains(await File.ReadAllTextAsync(path), whole);
            Assert.Equal([path], Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Numbered_baskets_are_written_by_their_number()
    {
        var text = new StringWriter();
        await PurchaseCsv.WriteAsync(FimiBaskets.Load(new MemoryStream("5\n\n7 5\n"u8.ToArray()), "a.dat"), text);

        Assert.Equal(["5", "5", "7"], text.ToString().Split('\n').Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')[1]));
        Assert.Equal(["1", "3", "3"], text.ToString().Split('\n').Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')[2]));
    }

    [Fact]
    public async Task Reading_row_by_row_gives_the_same_rows_as_loading()
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "customer,product,date,price,x\n1,a,2024-01-01,2,u\n1,,2024-01-01,2,u\n2,b,soon,1,\n2,b,,3,\n");
            var skipped = new List<BadRow>();
            var options = new CsvPurchaseOptions
            {
                History = new PurchaseHistoryOptions { BadRows = BadRowPolicy.Skip() },
                BadRowSkipped = skipped.Add,
                SourceName = "s",
            };
            options.Columns.Extras.Add("x");

            List<Purchase> rows = await CsvPurchases.ReadAsync(path, options).ToListAsync();

            Assert.Equal([("a", 2.0, "u"), ("b", 3.0, null)], rows.Select(p => (p.Product, p.Revenue!.Value, p.Extras?["x"])));
            Assert.Equal([("s", 3L, "product"), ("s", 4L, "date")], skipped.Select(b => (b.Source, b.Line, b.Column!)));
            Assert.Equal(2, (await CsvPurchases.LoadAsync(path, options)).Count);
            options.History = new PurchaseHistoryOptions();
            await Assert.ThrowsAsync<PurchaseFormatException>(() => CsvPurchases.ReadAsync(path, options).ToListAsync().AsTask());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Progress_ends_with_the_number_of_rows_and_cancellation_ends_the_load()
    {
        string text = "customer,product\n" + string.Concat(Enumerable.Repeat("1,a\n", 100_000));
        var told = new List<LoadProgress>();
        PurchaseHistory history = CsvPurchases.Load(new MemoryStream(Csv.Utf8(text)), "s", progress: new Told(told));

        Assert.Equal(100_000, history.Count);
        Assert.Equal([65_536L, 100_000L], told.Select(p => p.Rows));
        Assert.Equal((text.Length, (long?)text.Length), (told[^1].BytesRead, told[^1].TotalBytes));
        Assert.Throws<OperationCanceledException>(
            () => CsvPurchases.Load(new StringReader(text), "s", cancellationToken: new CancellationToken(canceled: true)));
    }

    private static bool Same(PurchaseHistory expected, PurchaseHistory actual)
    {
        Assert.Equal(Rows(expected), Rows(actual));
        Assert.Equal(expected.BasketCount, actual.BasketCount);
        return true;
    }

    private static List<Purchase> Rows(PurchaseHistory history) =>
        [.. Enumerable.Range(0, history.Count).Select(r => history.PurchaseAt(r) with { Quantity = history.QuantityOf(r) })
            .OrderBy(p => p.Customer, StringComparer.Ordinal).ThenBy(p => p.Basket, StringComparer.Ordinal)
            .ThenBy(p => p.ToString(), StringComparer.Ordinal)];

    /// <summary>CSV with quotes where they must be and wherever else chance wants them, lines ended one way or another.</summary>
    private static string WriteAtWill(Purchase[] rows, int seed)
    {
        var chance = new System.Random(seed);
        string end = chance.Next(2) == 0 ? "\n" : "\r\n";
        var text = new StringBuilder("customer,product,basket,date,quantity,revenue,until,seller" + end);
        foreach (Purchase p in rows)
        {
            string?[] fields =
            [
                p.Customer, p.Product, p.Basket, p.Time?.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture),
                p.Quantity?.ToString("R", CultureInfo.InvariantCulture), p.Revenue?.ToString("R", CultureInfo.InvariantCulture),
                p.HeldUntil?.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture), p.Seller,
            ];
            text.AppendJoin(',', fields.Select(f => Field(f ?? "", chance))).Append(end);
        }

        return text.ToString();
    }

    private static string Field(string text, System.Random chance) =>
        text.AsSpan().ContainsAny(",\"\r\n") || chance.Next(3) == 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private sealed class Told(List<LoadProgress> told) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => told.Add(value);
    }
}
