using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Tests;

/// <summary>The whole of loading against the plain loader, on thousands of small lists.</summary>
public sealed class LoadingPropertyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(400);

    [Fact]
    public void Rows_customers_and_report_are_those_of_the_plain_loader() =>
        Prop.ForAll(HistoryCases.Loads, t =>
        {
            PurchaseHistory history = PurchaseHistory.From(t.Purchases, t.Options);
            var plain = new PlainLoader(t.Options, t.Purchases);
            IReadOnlyList<HistoryRow> rows = HistoryRow.AllOf(history);
            return plain.Rows.SequenceEqual(rows)
                .Label($"expected {string.Join("\n", plain.Rows)}\nsaw {string.Join("\n", rows)}")
                .And(plain.Customers.SequenceEqual(history.Customers).Label("customers"))
                .And(plain.Report with { BadRows = history.Report.BadRows } == history.Report)
                .Label($"expected {plain.Report} saw {history.Report}");
        }).Check(Many);

    [Fact]
    public void Rows_read_are_the_rows_kept_and_the_rows_left_out() =>
        Prop.ForAll(HistoryCases.Loads, t =>
        {
            LoadReport r = PurchaseHistory.From(t.Purchases, t.Options).Report;
            long dropped = t.Options.Duplicates == DuplicateHandling.Drop ? r.DuplicateRows : 0;
            return r.RowsRead == t.Purchases.Length
                && r.RowsRead == r.RowsKept + r.BadRowCount + r.FutureRows + r.ZeroQuantityRows + dropped + r.ReturnsMatched + r.ReturnsUnmatched + r.PurchasesReturned;
        }).Check(Many);

    [Fact]
    public void The_order_of_the_source_changes_nothing_but_the_numbering_of_customers() =>
        Prop.ForAll(HistoryCases.Loads, Gen.Choose(0, int.MaxValue).ToArbitrary(), (t, seed) =>
        {
            PurchaseHistory history = PurchaseHistory.From(t.Purchases, t.Options);
            PurchaseHistory shuffled = PurchaseHistory.From(Shuffle(t.Purchases, seed), t.Options);
            return ByGroup(history).SequenceEqual(ByGroup(shuffled)).Label("rows")
                .And(Baskets(history).SequenceEqual(Baskets(shuffled)).Label("baskets"))
                .And(history.Products.SequenceEqual(shuffled.Products).Label("products"))
                .And(((history.Report with { BadRows = shuffled.Report.BadRows }) == shuffled.Report).Label("report"));
        }).Check(Many);

    [Fact]
    public void Baskets_part_the_rows_by_customer_and_basket_id_or_day() =>
        Prop.ForAll(HistoryCases.Loads, t =>
        {
            PurchaseHistory history = PurchaseHistory.From(t.Purchases, t.Options);
            IReadOnlyList<HistoryRow> rows = HistoryRow.AllOf(history);
            int[][] expected = [.. Enumerable.Range(0, rows.Count).GroupBy(r => rows[r].BasketKey, StringComparer.Ordinal).Select(g => g.ToArray())];
            int[][] seen = [.. Enumerable.Range(0, history.BasketCount).Select(b => history.RowsOfBasket(b).ToArray())];
            return expected.Length == seen.Length && expected.Zip(seen, (e, s) => e.SequenceEqual(s)).All(same => same);
        }).Check(Many);

    [Fact]
    public void A_customers_purchases_are_his_rows() =>
        Prop.ForAll(HistoryCases.Loads, t =>
        {
            PurchaseHistory history = PurchaseHistory.From(t.Purchases, t.Options);
            IReadOnlyList<HistoryRow> rows = HistoryRow.AllOf(history);
            return history.Customers.All(c => history.PurchasesOf(new CustomerId(c)).Select(HistoryRow.Of).SequenceEqual(rows.Where(r => r.Customer == c)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    private static Purchase[] Shuffle(Purchase[] purchases, int seed) =>
        [.. purchases.Select((p, i) => (p, Key: (ulong)(i + 1) * (ulong)(seed | 1) * 0x9E3779B97F4A7C15UL)).OrderBy(t => t.Key).Select(t => t.p)];

    private static IEnumerable<HistoryRow> ByGroup(PurchaseHistory history) =>
        HistoryRow.AllOf(history).OrderBy(r => r.Customer ?? "\uFFFF" + r.Basket, StringComparer.Ordinal);

    private static IEnumerable<string> Baskets(PurchaseHistory history) =>
        HistoryRow.BasketsOf(history).Select(b => string.Join("\n", b)).Order(StringComparer.Ordinal);
}
