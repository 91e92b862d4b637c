using System.Xml.Linq;

namespace CrossSell.ML.Tests.Report;

/// <summary>Reports of what nobody wishes to report on: they say what is missing, and are pages all the same.</summary>
public class UglyReportTests
{
    private const string Attack = "<script>alert(1)</script>\"'&<b>";
    private static readonly DateTime _day = new(2026, 3, 1);

    [Theory]
    [InlineData("one customer, one product", 1, 1, 1)]
    [InlineData("one customer, many products", 1, 30, 30)]
    [InlineData("many customers, one product", 60, 1, 60)]
    [InlineData("a few", 5, 3, 12)]
    [InlineData("more products than a page holds", 40, 120, 900)]
    public void Small_and_crooked_books_are_reported_with_times_and_without(string what, int customers, int products, int rows)
    {
        foreach (bool timed in new[] { true, false })
        {
            foreach (bool sameDay in new[] { true, false })
            {
                PurchaseHistory history = PurchaseHistory.From(Enumerable.Range(0, rows).Select(i => new Purchase
                {
                    Customer = $"c{i % customers}",
                    Product = $"p{i * 7 % products}",
                    Time = !timed ? null : sameDay ? _day : _day.AddDays(-11 * (i % 50)),
                    Revenue = i % 3 == 0 ? null : i,
                }));
                PotentialReport report = Check(history, null, new PotentialReportOptions { Lists = CustomerLists.All, ListRows = 5 });
                Assert.True(report.Customers == Math.Min(customers, rows), what);
                Assert.Equal(timed, report.AsOf is not null);
            }
        }
    }

    [Fact]
    public void Without_times_the_page_says_what_is_left_out()
    {
        PurchaseHistory history = PurchaseHistory.From(Enumerable.Range(0, 40).Select(i => new Purchase { Customer = $"c{i % 9}", Product = $"p{i % 4}" }));
        PotentialReport report = Check(history, null, new PotentialReportOptions());
        Assert.Contains("They have no times", ReportPages.Decode(report.ToHtml(ReportPages.English)), StringComparison.Ordinal);
        Assert.Contains("keine Zeitangaben", ReportPages.Decode(report.ToHtml(ReportPages.German)), StringComparison.Ordinal);
        Assert.Empty(report.Tables.Single(t => t.Name == "activity").Rows);
        Assert.Null(report.Tables.Single(t => t.Name == "summary").Rows.Single(r => (string)r[0]! == "as_of")[1]);
    }

    [Fact]
    public void Names_that_are_markup_stay_text_wherever_they_stand()
    {
        var catalog = new ProductCatalog(
        [
            new Product { Id = new ProductId(Attack), Name = new LocalizedText(Attack).With("de", Attack), Category = Attack, Margin = 5, Ladder = Attack, Rank = 1 },
            new Product { Id = new ProductId("up" + Attack), Category = Attack, Margin = 9, Ladder = Attack, Rank = 2 },
            new Product { Id = new ProductId("tea"), Category = "]]>", Margin = 1 },
        ]);
        PurchaseHistory history = PurchaseHistory.From(Enumerable.Range(0, 60).Select(i => new Purchase
        {
            Customer = $"{Attack}{i % 30}", Product = i % 2 == 0 ? Attack : "tea", Time = _day.AddDays(-10 * i), Revenue = 1 + i,
        }));
        PotentialReport report = Check(history, catalog, new PotentialReportOptions
        {
            Lists = CustomerLists.All, ListRows = 9, Source = Attack, Segments = CustomerGroups.Of(Enumerable.Range(0, history.Customers.Count).Select(c => c % 2 == 0 ? Attack : null)),
        });
        string html = report.ToHtml(ReportPages.German);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>\"", html, StringComparison.Ordinal);
        Assert.Contains(ReportPages.Parse(html).Descendants("td"), td => td.Value == Attack);
        Assert.Contains(ReportPages.Parse(html).Descendants("td"), td => td.Value == Attack + "0");
    }

    [Fact]
    public void Products_that_no_list_names_are_counted_and_their_spend_too()
    {
        var catalog = new ProductCatalog([new Product { Id = new ProductId("tea"), Category = "drinks", Margin = 1 }, new Product { Id = new ProductId("never sold"), Category = "drinks" }]);
        PurchaseHistory history = PurchaseHistory.From(Enumerable.Range(0, 40).Select(i => new Purchase { Customer = $"c{i % 7}", Product = i % 2 == 0 ? "tea" : "unheard of", Time = _day.AddDays(-i), Revenue = 2 }));
        PotentialReport report = Check(history, catalog, new PotentialReportOptions());
        Dictionary<string, object?> summary = report.Tables.Single(t => t.Name == "summary").Rows.ToDictionary(r => (string)r[0]!, r => r[1], StringComparer.Ordinal);
        Assert.Equal(1L, summary["unknown_products"]);
        Assert.Equal(80.0, summary["spend"]);

        var stranger = new ProductCatalog([new Product { Id = new ProductId("elsewhere"), Category = "other" }]);
        Assert.Equal(2L, Check(history, stranger, new PotentialReportOptions()).Tables.Single(t => t.Name == "summary").Rows.Single(r => (string)r[0]! == "unknown_products")[1]);
    }

    [Fact]
    public void Purchases_later_than_now_do_not_count()
    {
        PurchaseHistory history = PurchaseHistory.From(Enumerable.Range(0, 40).Select(i => new Purchase { Customer = $"c{i % 7}", Product = $"p{i % 3}", Time = _day.AddDays(i - 20), Revenue = 2 }));
        PotentialReport early = Check(history, null, new PotentialReportOptions { AsOf = _day });
        PotentialReport cut = PotentialReport.Of(history.Before(_day.AddTicks(1)), null, new PotentialReportOptions { AsOf = _day });
        Assert.Equal(42.0, early.Tables.Single(t => t.Name == "summary").Rows.Single(r => (string)r[0]! == "spend")[1]);
        Assert.Equal(cut.Tables.Single(t => t.Name == "classes").Rows.SelectMany(r => r), early.Tables.Single(t => t.Name == "classes").Rows.SelectMany(r => r));
        Assert.Contains("19 purchases are later", ReportPages.Decode(early.ToHtml(ReportPages.English)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_without_customers_is_refused()
    {
        PurchaseHistory nobody = PurchaseHistory.From([new Purchase { Product = "tea", Basket = "1" }]);
        Assert.Contains("names no customers", Assert.Throws<ArgumentException>(() => PotentialReport.Of(nobody)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_known_beyond_purchases_moves_states_classes_and_reasons()
    {
        var catalog = new ProductCatalog([new Product { Id = new ProductId("a"), Category = "A", Margin = 1 }, new Product { Id = new ProductId("b"), Category = "B", Margin = 1 }]);
        PurchaseHistory history = PurchaseHistory.From(Enumerable.Range(0, 20).Select(i => new Purchase { Customer = $"c{i}", Product = "a", Time = _day, Revenue = 5 }));
        var options = new PotentialReportOptions
        {
            Facts = id => id.Value != "c3" ? null : new CustomerFacts(id)
            {
                Holdings = [new Ownership(new ProductId("a")) { From = _day }, new Ownership(new ProductId("b")) { Source = OwnershipSource.Competitor }],
            },
        };
        object?[] category = [.. Check(history, catalog, options).Tables.Single(t => t.Name == "categories").Rows.Single(r => (string)r[0]! == "B")];
        Assert.Equal([20L, 0L, 1L, 19L], category[1..5]);
    }

    private static PotentialReport Check(PurchaseHistory history, ProductCatalog? catalog, PotentialReportOptions options)
    {
        PotentialReport report = PotentialReport.Of(history, catalog, options);
        Dictionary<string, string> english = ReportPages.Sections(Page(report, german: false));
        Dictionary<string, string> german = ReportPages.Sections(Page(report, german: true));
        Assert.Equal(english.Keys, german.Keys);
        Assert.DoesNotContain(english.Values, text => text.Contains("NaN", StringComparison.Ordinal) || text.Contains('∞', StringComparison.Ordinal));
        Assert.All(report.Tables, t => Assert.All(t.Rows, row => Assert.DoesNotContain(row, v => v is double d && !double.IsFinite(d))));
        return report;
    }

    private static XElement Page(PotentialReport report, bool german)
    {
        string html = report.ToHtml(german ? ReportPages.German : ReportPages.English);
        ReportPages.AssertSelfContained(html);
        return ReportPages.Parse(html);
    }
}
