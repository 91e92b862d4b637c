using System.Globalization;

namespace CrossSell.ML.Tests.Report;

/// <summary>Who has a car takes motor insurance; of a third nobody knows whether they have one.</summary>
public class AttributeUnknownTests
{
    private const int Customers = 600;

    private static readonly Lazy<PotentialReport> _report = new(() => Report(useProtected: false, knowsAll: false));

    [Fact]
    public void What_would_change_the_offer_is_asked_for_and_what_would_not_is_worth_nothing()
    {
        IReadOnlyList<IReadOnlyList<object?>> rows = Unknowns(_report.Value);
        IReadOnlyList<object?> car = Assert.Single(rows, r => Equals(r[1], "has_car"));

        Assert.Equal(("attribute", 200L), (car[0], car[2]));
        Assert.True((long)car[3]! > 50, $"asking is worth it of {car[3]}");
        Assert.True((double)car[4]! > 0);
        Assert.True((double?)rows.SingleOrDefault(r => Equals(r[1], "shoe_size"))?[4] is not { } shoes || shoes < 0.3 * (double)car[4]!);
        Assert.DoesNotContain(rows, r => Equals(r[1], "age"));
        Assert.Contains(rows, r => Equals(r[0], "elsewhere"));
    }

    [Fact]
    public void The_page_asks_in_both_languages()
    {
        Assert.Contains("has car", ReportPages.Sections(ReportPages.Parse(_report.Value.ToHtml(CultureInfo.InvariantCulture)))["unknowns"], StringComparison.Ordinal);
        string german = ReportPages.Sections(ReportPages.Parse(_report.Value.ToHtml(ReportPages.German)))["unknowns"];
        Assert.Contains("Was über den Kunden nicht bekannt ist", german, StringComparison.Ordinal);
        Assert.DoesNotContain(german, c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public void Segments_are_told_by_which_channel_they_answer() =>
        Assert.Contains("phone", ReportPages.Sections(ReportPages.Parse(_report.Value.ToHtml(CultureInfo.InvariantCulture)))["segments"], StringComparison.Ordinal);

    [Fact]
    public void Where_everything_is_known_no_attribute_is_asked_for() => Assert.DoesNotContain(Unknowns(Report(useProtected: true, knowsAll: true)), r => Equals(r[0], "attribute"));

    private static IReadOnlyList<IReadOnlyList<object?>> Unknowns(PotentialReport report) => [.. report.Tables.Single(t => t.Name == "unknowns").Rows];

    private static PotentialReport Report(bool useProtected, bool knowsAll)
    {
        var random = new Random(3);
        bool?[] car = new bool?[Customers];
        double[] shoes = new double[Customers];
        double[] age = new double[Customers];
        var builder = new PurchaseHistoryBuilder();
        for (int c = 0; c < Customers; c++)
        {
            bool has = random.Next(2) == 0;
            car[c] = c % 3 == 0 && !knowsAll ? null : has;
            shoes[c] = c % 3 == 1 && !knowsAll ? double.NaN : 36 + random.Next(10);
            age[c] = c % 3 == 2 && !knowsAll ? double.NaN : 20 + random.Next(50);
            Buy(c, "liability", 1);
            Buy(c, "motor", has ? 0.6 : 0.02);
            Buy(c, "home", 0.4);
        }

        CustomerTable table = new CustomerTableBuilder().AddBoolean("has_car", car).AddNumeric("shoe_size", shoes).AddNumeric("age", age).Protect("age")
            .WithKeys(Enumerable.Range(0, Customers).Select(c => $"c{c}")).Build();
        Product Product(string id, string category, decimal margin) => new() { Id = new(id), Category = category, Margin = margin };
        PurchaseHistory history = builder.Build();
        return PotentialReport.Of(history, new ProductCatalog([Product("liability", "Liability", 10), Product("motor", "Motor", 400), Product("home", "Home", 90)]), new PotentialReportOptions
        {
            Customers = table,
            UseProtected = useProtected,
            OfferCost = 4,
            Contacts = [.. Enumerable.Range(0, Customers).SelectMany(c => new[] { new ChannelContact(c, "phone", c % 2 == 0), new ChannelContact(c, "email", c % 10 == 0) })],
        });

        void Buy(int customer, string product, double chance)
        {
            if (random.NextDouble() < chance)
            {
                builder.Add(new Purchase { Customer = $"c{customer}", Product = product, Time = new DateTime(2024, 1, 1).AddDays(random.Next(700)), Revenue = 20 });
            }
        }
    }
}
