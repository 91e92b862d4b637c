using System.Globalization;
using System.Xml.Linq;
using CrossSell.Testing;

namespace CrossSell.ML.Tests.Report;

public class PotentialReportTests
{
    private static readonly string[] _sections = ["book", "classes", "space", "effort", "wallet", "ladders", "activity", "value", "programme", "pairs", "lead", "segments", "unknowns", "terms"];
    private static readonly PurchaseHistory _history = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 300, Seed = 4 }).ToHistory();
    private static readonly PotentialReport _report = PotentialReport.Of(_history, InsuranceMarket.ToCatalog(), new PotentialReportOptions { Segments = Thirds(_history) });

    [Fact]
    public void The_page_is_well_formed_and_self_contained_and_has_all_sections_with_what_to_do_in_both_languages()
    {
        foreach (CultureInfo language in new[] { ReportPages.English, ReportPages.German })
        {
            string html = _report.ToHtml(language);
            ReportPages.AssertSelfContained(html);
            XElement page = ReportPages.Parse(html);
            Assert.Equal(language == ReportPages.German ? "de" : "en", page.Attribute("lang")!.Value);
            Assert.Equal(_sections, page.Descendants("section").Select(s => s.Attribute("id")!.Value));
            Assert.Equal(_sections.Select(s => $"#{s}"), page.Descendants("nav").Descendants("a").Select(a => a.Attribute("href")!.Value));
            Assert.All(page.Descendants("section").Where(s => s.Attribute("id")!.Value != "terms"), section =>
                Assert.Single(section.Elements("p"), p => p.Attribute("class")?.Value == "do"));
            Assert.InRange(page.Descendants("svg").Count(), 4, 20);
        }
    }

    [Fact]
    public void Both_languages_tell_the_same_numbers_in_every_section()
    {
        Dictionary<string, string> english = ReportPages.Sections(ReportPages.Parse(_report.ToHtml(ReportPages.English)));
        Dictionary<string, string> german = ReportPages.Sections(ReportPages.Parse(_report.ToHtml(ReportPages.German)));
        foreach (string section in _sections)
        {
            Assert.Equal(ReportPages.Numbers(english[section], german: false), ReportPages.Numbers(german[section], german: true));
        }
    }

    [Fact]
    public void Nobody_is_named_unless_it_is_asked_for()
    {
        string[] ids = [.. _history.Customers];
        string page = _report.ToHtml(ReportPages.English);
        Assert.DoesNotContain(ids, id => page.Contains(id, StringComparison.Ordinal));
        Assert.DoesNotContain(_report.Tables, t => t.NamesCustomers);
        Assert.DoesNotContain(_report.Tables.SelectMany(t => t.Rows).SelectMany(r => r).OfType<string>(), text => ids.Contains(text, StringComparer.Ordinal));

        var named = PotentialReport.Of(_history, InsuranceMarket.ToCatalog(), new PotentialReportOptions { LearnPropensity = false, Lists = CustomerLists.All });
        Assert.Equal(["customers", "gaps", "steps", "winback", "questions", "class_changes"], named.Tables.Where(t => t.NamesCustomers).Select(t => t.Name));
        string stillWithout = named.ToHtml(ReportPages.English);
        Assert.DoesNotContain(ids, id => stillWithout.Contains(id, StringComparison.Ordinal));
        string with = PotentialReport.Of(_history, InsuranceMarket.ToCatalog(), new PotentialReportOptions { LearnPropensity = false, Lists = CustomerLists.Gaps, ListRows = 3 }).ToHtml(ReportPages.German);
        Assert.InRange(ids.Count(id => with.Contains(id, StringComparison.Ordinal)), 1, 3);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes_for_any_number_of_threads()
    {
        PotentialReport alone = PotentialReport.Of(_history, InsuranceMarket.ToCatalog(), new PotentialReportOptions { Segments = Thirds(_history), MaxThreads = 1 });
        Assert.Equal(_report.ToHtml(ReportPages.German), alone.ToHtml(ReportPages.German));
        Assert.Equal(Cells(_report), Cells(alone));
    }

    [Fact]
    public void Numbers_and_dates_do_not_depend_on_the_culture_of_the_machine()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
            string english = _report.ToHtml(ReportPages.English);
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Assert.Equal(english, _report.ToHtml(ReportPages.English));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Tables_add_up_and_agree_with_one_another()
    {
        Dictionary<string, object?[][]> tables = _report.Tables.ToDictionary(t => t.Name, t => t.Rows.Select(r => r.ToArray()).ToArray(), StringComparer.Ordinal);
        Assert.All(_report.Tables, t => Assert.All(t.Rows, row => Assert.Equal(t.Columns.Count, row.Count)));
        Assert.Subset(PotentialReport.TableNames.ToHashSet(StringComparer.Ordinal), _report.Tables.Select(t => t.Name).ToHashSet(StringComparer.Ordinal));
        Dictionary<string, object?> summary = tables["summary"].ToDictionary(r => (string)r[0]!, r => r[1], StringComparer.Ordinal);
        Assert.Equal((long)_history.Customers.Count, summary["customers"]);
        Assert.Equal(_history.Customers.Count, tables["classes"].Sum(r => (long)r[1]!));
        Assert.Equal((double)summary["spend"]!, tables["classes"].Sum(r => (double)r[2]!), 1e-3);
        Assert.Equal((long)summary["gaps"]!, tables["classes"].Sum(r => (long)r[4]!));
        Assert.Equal((long)summary["gaps"]!, tables["categories"].Sum(r => (long)r[4]!));
        Assert.All(tables["categories"], r => Assert.Equal((long)r[1]!, (long)r[2]! + (long)r[3]! + (long)r[4]! + (long)r[5]! + (long)r[6]!));
        Assert.Equal((double)summary["expected_margin"]!, (double)tables["effort"][^1][1]!, 1e-3);
        Assert.Equal((double)summary["expected_margin"]!, tables["categories"].Sum(r => (double)r[7]!), 1e-3);
        Assert.Equal((double)summary["coverage"]!, tables["categories"].Sum(r => (long)r[2]!) / (double)tables["categories"].Sum(r => (long)r[1]!), 1e-9);
        Assert.Equal(_history.Customers.Count, tables["coverage"].Where(r => (string)r[0]! == "segment").Sum(r => (long)r[2]!));
        Assert.Equal(_history.Customers.Count, tables["activity"].Sum(r => (long)r[1]!));
        Assert.Equal((double)summary["expected_value"]!, tables["value"].Sum(r => (double)r[2]!), 1e-3);
    }

    [Fact]
    public void A_year_of_spend_is_what_runs_and_what_was_bought_within_365_days()
    {
        DateTime now = new(2026, 6, 30);
        PurchaseHistory history = PurchaseHistory.From(
        [
            Row("a", "policy", new DateTime(2010, 1, 1), 100, new DateTime(2030, 1, 1)),
            Row("a", "policy", new DateTime(2011, 1, 1), 50, new DateTime(2026, 6, 30)),
            Row("a", "policy", new DateTime(2012, 1, 1), 25, null),
            Row("a", "trip", now.AddDays(-365), 7, null),
            Row("a", "trip", now.AddDays(-364), 3, null),
            Row("b", "trip", now, 9, null),
        ]);
        var report = PotentialReport.Of(history, null, new PotentialReportOptions { LearnPropensity = false, Lists = CustomerLists.Customers });
        object?[][] rows = [.. report.Tables.Single(t => t.Name == "customers").Rows.Select(r => r.ToArray())];
        Assert.Equal(now, report.AsOf);
        Assert.Equal(("a", 128.0), ((string)rows[0][0]!, (double)rows[0][2]!));
        Assert.Equal(("b", 9.0), ((string)rows[1][0]!, (double)rows[1][2]!));
    }

    [Fact]
    public void Headlines_are_those_of_the_page()
    {
        IReadOnlyList<string> lines = _report.Headlines(ReportPages.German);
        Assert.Equal(7, lines.Count);
        string book = ReportPages.Sections(ReportPages.Parse(_report.ToHtml(ReportPages.German)))["book"];
        Assert.All(lines, line => Assert.Contains(line[..line.IndexOf(' ', StringComparison.Ordinal)], book, StringComparison.Ordinal));
    }

    [Fact]
    public void Options_that_cannot_be_used_are_told_together()
    {
        var options = new PotentialReportOptions { Goal = 0, OfferCost = -1, MarginShare = 2, ValueDays = 0, ListRows = -1, MaxThreads = 0 };
        Assert.Equal(6, options.Validate().Count);
        Assert.Throws<ArgumentException>(() => PotentialReport.Of(_history, null, options));
        Assert.Throws<ArgumentException>(() => PotentialReport.Of(_history, null, new PotentialReportOptions { Segments = CustomerGroups.OneOf(1) }));
    }

    private static Purchase Row(string customer, string product, DateTime time, double revenue, DateTime? until) =>
        new() { Customer = customer, Product = product, Time = time, Revenue = revenue, HeldUntil = until };

    private static CustomerGroups Thirds(PurchaseHistory history) => CustomerGroups.Of(Enumerable.Range(0, history.Customers.Count).Select(c => $"third {c % 3}"));

    private static string[] Cells(PotentialReport report) =>
        [.. report.Tables.SelectMany(t => t.Rows.Select(r => string.Join('|', r.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture))).Insert(0, $"{t.Name}: ")))];
}
