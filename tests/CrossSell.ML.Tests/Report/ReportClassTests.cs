using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.ML.Tests.Report;

/// <summary>The classes of earlier days in the report are those that a report of that day tells, made of nothing but what was known then.</summary>
public class ReportClassTests
{
    private static readonly PurchaseHistory _history = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 250, Seed = 8 }).ToHistory();
    private static readonly DateTime _now = _history.LastTime!.Value;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_class_of_an_earlier_day_is_the_one_of_a_report_of_that_day(bool isListed)
    {
        ProductCatalog? catalog = isListed ? InsuranceMarket.ToCatalog() : null;
        DateTime[] days = [_now.AddDays(-900), _now.AddDays(-300)];
        PotentialReport report = PotentialReport.Of(_history, catalog, Options(days));
        Dictionary<(string, DateTimeOffset), string> told = Told(report);
        foreach (DateTime day in days)
        {
            // Only the rows up to that day, as a file of that day would have held them.
            PurchaseHistory known = PurchaseHistory.From(Enumerable.Range(0, _history.Customers.Count).SelectMany(c => _history.PurchasesOf(new CustomerId(_history.Customers[c]))).Where(p => p.Time <= day));
            PotentialReport then = PotentialReport.Of(known, catalog, new PotentialReportOptions { LearnPropensity = false, AsOf = day, ClassDates = [], Lists = CustomerLists.Customers });
            string[] of = [.. then.Tables.Single(t => t.Name == "customers").Rows.Select(r => (string)r[1]!)];
            Assert.True(known.Customers.Count < _history.Customers.Count || day == days[1]);
            for (int c = 0; c < known.Customers.Count; c++)
            {
                Assert.Equal(of[c], told[(known.Customers[c], At(day))]);
            }

            Assert.Equal(known.Customers.Count, told.Count(t => t.Key.Item2 == At(day)));
        }
    }

    [Fact]
    public void The_tables_of_moves_add_up_to_the_classes_of_now_and_agree_with_what_each_customer_did()
    {
        PotentialReport report = PotentialReport.Of(_history, InsuranceMarket.ToCatalog(), Options([_now.AddDays(-900), _now.AddDays(-300)]));
        object?[][] moves = [.. report.Tables.Single(t => t.Name == "class_moves").Rows.Select(r => r.ToArray())];
        object?[][] classes = [.. report.Tables.Single(t => t.Name == "classes").Rows.Select(r => r.ToArray())];
        Assert.Equal([At(_now.AddDays(-900)), At(_now.AddDays(-300))], moves.Select(m => (DateTimeOffset)m[0]!).Distinct());
        foreach (object?[] one in classes)
        {
            object?[][] now = [.. moves.Where(m => (DateTimeOffset)m[1]! == At(_now) && Equals(m[3], one[0]))];
            Assert.Equal((long)one[1]!, now.Sum(m => (long)m[4]!));
            Assert.Equal((double)one[2]!, now.Sum(m => (double)m[6]!), 1e-3);
        }

        // Whoever is somewhere at the first day is there at the second too.
        Assert.Equal(moves.Where(m => (DateTimeOffset)m[0]! == At(_now.AddDays(-900))).Sum(m => (long)m[4]!), moves.Where(m => (DateTimeOffset)m[0]! == At(_now.AddDays(-300)) && m[2] is not null).Sum(m => (long)m[4]!));
    }

    [Fact]
    public void Answers_of_the_ledger_count_from_their_day_on()
    {
        string customer = _history.Customers[7];
        ClassChange change = new() { Customer = new(customer), At = At(_now.AddDays(-100)), From = "O", To = "C", Reason = "declined in 3 conversations" };
        PotentialReportOptions options = Options([_now.AddDays(-200), _now.AddDays(-50)]);
        options.ClassRule = new ValueClassRule(1e9, 1e9, -1e9);
        options.Facts = id => id.Value == customer ? CustomerFacts.Of(_history, InsuranceMarket.ToCatalog(), id) with { ClassChanges = [change] } : null;
        PotentialReport report = PotentialReport.Of(_history, InsuranceMarket.ToCatalog(), options);
        object?[][] line = [.. report.Tables.Single(t => t.Name == "class_changes").Rows.Where(r => Equals(r[0], customer)).Select(r => r.ToArray())];

        Assert.Equal(["O", "C"], line.Select(r => r[3]));
        Assert.Equal("declined in 3 conversations", line[1][4]);
        Assert.Contains(report.Tables.Single(t => t.Name == "class_moves").Rows, m => Equals(m[2], "O") && Equals(m[3], "C") && Equals(m[4], 1L));
    }

    [Fact]
    public void The_page_tells_who_moved_in_both_languages_and_a_year_ago_where_two_years_are_known()
    {
        PotentialReport report = PotentialReport.Of(_history, InsuranceMarket.ToCatalog(), new PotentialReportOptions { LearnPropensity = false });
        Assert.Equal(At(_now.AddDays(-365)), report.Tables.Single(t => t.Name == "class_moves").Rows.First()[0]);
        Assert.Contains("who moved", ReportPages.Sections(ReportPages.Parse(report.ToHtml(ReportPages.English)))["classes"], StringComparison.Ordinal);
        Assert.Contains("wer wanderte", ReportPages.Sections(ReportPages.Parse(report.ToHtml(ReportPages.German)))["classes"], StringComparison.Ordinal);

        PurchaseHistory year = PurchaseHistory.From(Enumerable.Range(0, 60).Select(i => new Purchase { Customer = $"c{i % 9}", Product = $"p{i % 4}", Time = new DateTime(2025, 1, 1).AddDays(i * 6) }));
        PotentialReport young = PotentialReport.Of(year, null, new PotentialReportOptions { LearnPropensity = false });
        Assert.Empty(young.Tables.Single(t => t.Name == "class_moves").Rows);
        Assert.Contains("two years", ReportPages.Sections(ReportPages.Parse(young.ToHtml(ReportPages.English)))["classes"], StringComparison.Ordinal);
    }

    [Fact]
    public void Days_that_cannot_be_looked_at_are_refused()
    {
        Assert.Contains("before now", Assert.Throws<ArgumentException>(() => PotentialReport.Of(_history, null, Options([_now]))).Message, StringComparison.Ordinal);
        Assert.Contains("from the first purchase on", Assert.Throws<ArgumentException>(() => PotentialReport.Of(_history, null, Options([_history.FirstTime!.Value.AddDays(-1)]))).Message, StringComparison.Ordinal);
    }

    private static PotentialReportOptions Options(DateTime[] days) => new() { LearnPropensity = false, ClassDates = days, Lists = CustomerLists.ClassChanges };

    private static DateTimeOffset At(DateTime day) => new(DateTime.SpecifyKind(day, DateTimeKind.Utc));

    // A line of changes says the class at every day: the last change up to it, from the first day at which somebody was a customer.
    private static Dictionary<(string, DateTimeOffset), string> Told(PotentialReport report)
    {
        var told = new Dictionary<(string, DateTimeOffset), string>();
        object?[][] rows = [.. report.Tables.Single(t => t.Name == "class_changes").Rows.Select(r => r.ToArray())];
        DateTimeOffset[] days = [.. report.Tables.Single(t => t.Name == "class_moves").Rows.Select(m => (DateTimeOffset)m[0]!).Distinct()];
        foreach (IGrouping<string, object?[]> customer in rows.GroupBy(r => (string)r[0]!))
        {
            foreach (DateTimeOffset day in days)
            {
                if (customer.LastOrDefault(r => (DateTimeOffset)r[1]! <= day) is { } last)
                {
                    told[(customer.Key, day)] = (string)last[3]!;
                }
            }
        }

        return told;
    }
}
