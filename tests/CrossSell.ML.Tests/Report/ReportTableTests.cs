using CrossSell.Testing;

namespace CrossSell.ML.Tests.Report;

/// <summary>The tables by group, the projection with its look back, and what may be known of customers, against the same figures reckoned by hand.</summary>
public class ReportTableTests
{
    private static readonly PurchaseHistory _history = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 300, Seed = 11 }).ToHistory();
    private static readonly ProductCatalog _catalog = InsuranceMarket.ToCatalog();
    private static readonly Lazy<PotentialReport> _report = new(() => PotentialReport.Of(_history, _catalog, new PotentialReportOptions
    {
        Segments = CustomerGroups.Of(_history.Customers.Select((_, c) => c % 3 == 0 ? "south" : "north")), OfferCost = 3, Lists = CustomerLists.Customers | CustomerLists.Gaps, Currency = "EUR",
    }));

    [Fact]
    public void Groups_add_up_to_the_book()
    {
        object?[][] categories = Rows(_report.Value, "categories");
        foreach (string kind in new[] { "class", "segment" })
        {
            object?[][] groups = [.. Rows(_report.Value, "group_categories").Where(r => (string)r[0]! == kind)];
            Assert.All(categories, c => Assert.Equal((long)c[2]!, groups.Where(g => Equals(g[2], c[0])).Sum(g => (long)g[3]!)));
            Assert.All(categories, c => Assert.Equal((long)c[4]!, groups.Where(g => Equals(g[2], c[0])).Sum(g => (long)g[5]!)));
            object?[][] effort = [.. Rows(_report.Value, "effort_groups").Where(r => (string)r[0]! == kind)];
            object?[] all = Assert.Single(Rows(_report.Value, "effort_costs"));
            Assert.Equal((long)all[1]!, effort.Sum(r => (long)r[5]!));
            Assert.Equal((double)all[2]!, effort.Sum(r => (double)r[6]!), 1e-4);
        }

        Assert.Equal(["A", "B", "O", "C", "north", "south"], Rows(_report.Value, "effort_groups").Select(r => r[1]));
        Assert.Equal(2 * _catalog.Count, Rows(_report.Value, "segment_products").Length);
        Assert.All(Rows(_report.Value, "programme"), p => Assert.Equal((long)p[2]!, Rows(_report.Value, "segment_products").Where(r => Equals(r[1], p[0])).Sum(r => (long)r[3]!)));
    }

    [Fact]
    public void Each_customer_is_told_how_far_the_goal_is_and_how_many_offers_pay()
    {
        object?[][] customers = Rows(_report.Value, "customers");
        object?[][] gaps = Rows(_report.Value, "gaps");
        Assert.Equal((long)Rows(_report.Value, "coverage")[^1][6]!, customers.Sum(c => (long)c[13]!));
        Assert.Equal((long)Rows(_report.Value, "coverage")[^1][5]!, customers.Count(c => (long)c[13]! == 0));
        Assert.All(customers, c =>
        {
            long paying = gaps.Count(g => Equals(g[0], c[0]) && (double)g[5]! > 3);
            Assert.Equal(paying, (long)c[14]!);
            Assert.Equal((long)c[13]! <= paying ? "yes" : "no", c[15]);
        });
    }

    [Fact]
    public void The_look_back_counts_what_was_bought_of_what_was_lacking_and_the_interval_follows_it()
    {
        object?[][] test = Rows(_report.Value, "projection_test");
        DateTime since = ((DateTimeOffset)test[0][1]!).UtcDateTime;
        Assert.Equal(_history.LastTime!.Value.AddDays(-365), since);
        PotentialReport then = PotentialReport.Of(
            PurchaseHistory.From(All().Where(p => p.Time <= since)), _catalog, new PotentialReportOptions { AsOf = since, ClassDates = [], Lists = CustomerLists.Gaps });
        foreach (IGrouping<string, object?[]> product in Rows(then, "gaps").GroupBy(g => (string)g[2]!))
        {
            object?[] told = Assert.Single(test, r => Equals(r[0], product.Key));
            Assert.Equal(product.Sum(g => (double)g[3]!), (double)told[2]!, 1e-3);
            Assert.Equal(product.Count(g => All().Any(p => p.Customer == (string)g[0]! && p.Product == product.Key && p.Time > since)), (long)told[3]!);
        }

        object?[][] projection = Rows(_report.Value, "projection");
        object?[] all = projection[0];
        Assert.Equal("all", all[0]);
        Assert.Equal((double)all[4]!, projection.Where(r => (string)r[0]! == "product").Sum(r => (double)r[4]!), 1e-3);
        Assert.Equal((double)all[4]!, projection.Where(r => (string)r[0]! == "segment").Sum(r => (double)r[4]!), 1e-3);
        Assert.True((double)all[5]! < (double)all[4]! && (double)all[4]! < (double)all[6]!);
        double expected = test.Sum(r => (double)r[2]!);
        double factor = (double)all[4]! / (double)Rows(_report.Value, "summary").Single(r => (string)r[0]! == "expected_margin")[1]!;
        Assert.InRange(factor, 0.3, 3);
        Assert.True(expected > 10);
    }

    [Fact]
    public void The_first_page_says_how_much_where_who_what_and_where_to_stop_with_the_currency()
    {
        string english = ReportPages.Sections(ReportPages.Parse(_report.Value.ToHtml(ReportPages.English)))["book"];
        Assert.All(new[] { "How much:", "Where:", "Who first:", "Where to stop:", "EUR", "The same calculation of" }, text => Assert.Contains(text, english, StringComparison.Ordinal));
        string german = ReportPages.Sections(ReportPages.Parse(_report.Value.ToHtml(ReportPages.German)))["book"];
        Assert.All(new[] { "Wie viel:", "Wo:", "Wer zuerst:", "Wo aufhören:", "EUR", "Dieselbe Rechnung vom" }, text => Assert.Contains(text, german, StringComparison.Ordinal));
        Assert.Equal(ReportPages.Numbers(english, german: false), ReportPages.Numbers(german, german: true));
        Assert.DoesNotContain("EUR", PotentialReport.Of(_history, _catalog, new PotentialReportOptions { LearnPropensity = false }).ToHtml(ReportPages.English), StringComparison.Ordinal);
    }

    [Fact]
    public void A_potential_that_is_known_moves_class_and_share_of_wallet()
    {
        string small = _history.Customers[4];
        PotentialReport known = PotentialReport.Of(_history, _catalog, new PotentialReportOptions
        {
            LearnPropensity = false, ClassRule = new ValueClassRule(1e9, 1e9, 5_000), Potential = id => id.Value == small ? 1e6 : 0, Lists = CustomerLists.Customers,
        });
        object?[][] rows = Rows(known, "customers");
        Assert.Equal("O", rows[4][1]);
        Assert.Equal((double)rows[4][2]! / 1e6, (double)rows[4][4]!, 1e-9);
        Assert.All(rows.Where((_, c) => c != 4), r => Assert.Equal("C", r[1]));
        Assert.Contains("it is known what they could spend", ReportPages.Sections(ReportPages.Parse(known.ToHtml(ReportPages.English)))["wallet"], StringComparison.Ordinal);
        Assert.Contains("finite number", Assert.Throws<ArgumentException>(() => PotentialReport.Of(_history, _catalog, new PotentialReportOptions { LearnPropensity = false, Potential = _ => -1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_that_was_noted_is_counted_and_who_objects_is_left_alone()
    {
        PurchaseHistory gone = PurchaseHistory.From(Enumerable.Range(0, 12).Select(i => new Purchase { Customer = $"c{i}", Product = "tea", Time = new DateTime(2020, 1, 1).AddDays(i), Revenue = 5 })
            .Append(new Purchase { Customer = "new", Product = "tea", Time = new DateTime(2025, 1, 1), Revenue = 5 }));
        PotentialReport report = PotentialReport.Of(gone, null, new PotentialReportOptions
        {
            LearnPropensity = false, Lists = CustomerLists.WinBack, LossReasons = id => id.Value switch { "c1" or "c2" => LossReason.Service, "c3" => LossReason.Objection, _ => null },
        });
        Assert.Equal([("unknown", 9L), ("service", 2L), ("objection", 1L)], Rows(report, "loss_reasons").Select(r => ((string)r[0]!, (long)r[1]!)));
        Assert.DoesNotContain(Rows(report, "winback"), r => Equals(r[0], "c3"));
    }

    private static IEnumerable<Purchase> All() => Enumerable.Range(0, _history.Customers.Count).SelectMany(c => _history.PurchasesOf(new CustomerId(_history.Customers[c])));

    private static object?[][] Rows(PotentialReport report, string table) => [.. report.Tables.Single(t => t.Name == table).Rows.Select(r => r.ToArray())];
}
