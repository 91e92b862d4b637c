using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Propensity;

/// <summary>What happens at a snapshot or later must not reach a feature, whatever it is.</summary>
public sealed class LeakageProperties
{
    private static readonly string[] s_products = ["a", "b", "c", "d"];
    private static readonly DateTime s_start = new(2025, 1, 1);

    private static readonly HistoryFeatures s_features = new(
        [
            .. s_products.Select(p => new HistoryFeature(HistoryFeatureKind.Owns, p)), new(HistoryFeatureKind.OwnsCategory, "x"),
            .. s_products.Select(p => new HistoryFeature(HistoryFeatureKind.MonthsSinceProduct, p)), new(HistoryFeatureKind.MonthsSinceLast), new(HistoryFeatureKind.MonthsSinceFirst),
            new(HistoryFeatureKind.Purchases), new(HistoryFeatureKind.Revenue), new(HistoryFeatureKind.Products), new(HistoryFeatureKind.Contacts), new(HistoryFeatureKind.Declines),
        ],
        new HashSet<string> { "d" },
        new Dictionary<string, string> { ["a"] = "x", ["b"] = "x" });

    private static Gen<(int Customer, int Product, int Day, int Held)[]> Rows(int earliest, int latest) =>
        (from customer in Gen.Choose(0, 4)
         from product in Gen.Choose(0, 3)
         from day in Gen.Choose(earliest, latest)
         from held in Gen.Choose(1, 30)
         select (customer, product, day, held)).ArrayOf();

    [Fact]
    public void Purchases_and_contacts_at_the_snapshot_or_later_change_no_feature() =>
        Prop.ForAll(Rows(0, 19).ToArbitrary(), Rows(20, 40).ToArbitrary(), Rows(20, 40).ToArbitrary(), (before, after, contacts) =>
            Text(before, [], []) == Text([.. before, .. after], contacts, [.. before.Select(row => row.Customer)]))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Purchases_before_the_snapshot_do_change_features() =>
        Assert.NotEqual(Text([(0, 0, 18, 30)], [], []), Text([(0, 0, 18, 30), (0, 1, 19, 30)], [], []));

    [Fact]
    public void What_is_left_of_a_history_before_an_instant_is_what_was_loaded_before_it() =>
        Prop.ForAll(Rows(0, 40).ToArbitrary(), rows =>
        {
            PurchaseHistory cut = History(rows).Before(s_start.AddDays(20));
            PurchaseHistory loaded = History([.. rows.Where(row => row.Day < 20)]);
            return Lines(cut).SequenceEqual(Lines(loaded)) && cut.LastTime == loaded.LastTime && cut.Customers.Count == rows.Select(row => row.Customer).Distinct().Count();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static IEnumerable<string> Lines(PurchaseHistory history) => Enumerable.Range(0, history.Count)
        .Select(row => history.PurchaseAt(row)).Select(p => $"{p.Customer} {p.Product} {p.Time:O} {p.HeldUntil:O} {p.Revenue}").Order(StringComparer.Ordinal);

    private static PurchaseHistory History((int Customer, int Product, int Day, int Held)[] rows) => PurchaseHistory.From(rows.Select(row => new Purchase
    {
        Customer = $"c{row.Customer}",
        Product = s_products[row.Product],
        Time = s_start.AddDays(row.Day),
        HeldUntil = row.Held > 25 ? null : s_start.AddDays(row.Day + row.Held),
        Revenue = row.Held,
    }));

    private static string Text((int Customer, int Product, int Day, int Held)[] rows, (int Customer, int Product, int Day, int Held)[] contacts, int[] known)
    {
        var all = new CustomerContacts([
            .. contacts.Where(contact => known.Contains(contact.Customer)).Select(contact => new CustomerContact(new CustomerId($"c{contact.Customer}"), s_start.AddDays(contact.Day), contact.Held > 15)),
        ]);
        CustomerTable table = s_features.Table(History(rows), s_start.AddDays(20), contacts: all);
        return string.Join('\n', Enumerable.Range(0, table.Count).Select(row => $"{table.Key(row)}: {string.Join(", ", table.Columns.Select(column => column.Text(row)))}").Order(StringComparer.Ordinal));
    }
}
