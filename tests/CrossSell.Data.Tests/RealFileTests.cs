using CrossSell.Tests;

namespace CrossSell.Data.Tests;

public class RealFileTests
{
    [SharedDataFact("baskets/groceries.csv.gz", "baskets/groceries.dat.gz")]
    public void Groceries_has_its_published_counts_in_both_formats()
    {
        PurchaseHistory csv = Load("baskets/groceries.csv.gz");
        PurchaseHistory fimi = FimiBaskets.Load(SharedData.PathOf("baskets/groceries.dat.gz"));

        Assert.Equal((43_367, 9_835, 169), (csv.Count, csv.BasketCount, csv.Products.Count));
        Assert.Equal((43_367, 9_835, 169), (fimi.Count, fimi.BasketCount, fimi.Products.Count));
        Assert.Equal(LengthCounts(csv), LengthCounts(fimi));
    }

    [SharedDataFact("baskets/groceries_members.csv.gz")]
    public void Members_need_a_mapping_and_a_date_format()
    {
        BadRow fault = Assert.Throws<PurchaseFormatException>(() => Load("baskets/groceries_members.csv.gz")).BadRow;
        Assert.Contains("dd/MM/yyyy", fault.Expected, StringComparison.Ordinal);

        PurchaseHistory history = Load("baskets/groceries_members.csv.gz", o =>
        {
            o.Columns.Customer = "1";
            o.DateFormats.Add("dd-MM-yyyy");
        });

        Assert.Equal((38_765, 3_898), (history.Count, history.Customers.Count));
        Assert.Equal((new DateTime(2014, 1, 1), new DateTime(2015, 12, 30)), (history.FirstTime, history.LastTime));
    }

    [SharedDataFact("baskets/bread_basket.csv.gz")]
    public async Task The_bakery_has_date_and_time_in_two_columns_and_is_filtered_on_the_way()
    {
        // One line of this file has a NUL character in its date.
        BadRow fault = Assert.Throws<PurchaseFormatException>(() => Load("baskets/bread_basket.csv.gz")).BadRow;
        Assert.Equal(347, fault.Line);
        Assert.Contains("NUL", fault.Expected, StringComparison.Ordinal);

        var options = new CsvPurchaseOptions { History = new PurchaseHistoryOptions { BadRows = BadRowPolicy.Skip() } };
        PurchaseHistory all = CsvPurchases.Load(SharedData.PathOf("baskets/bread_basket.csv.gz"), options);
        Assert.Equal((21_292, 1), (all.Count, all.Report.BadRowCount));
        Assert.Equal(new DateTime(2016, 10, 30, 9, 58, 11), all.FirstTime);

        PurchaseHistory history = await PurchaseHistory.LoadAsync(
            CsvPurchases.ReadAsync(SharedData.PathOf("baskets/bread_basket.csv.gz"), options).Where(p => p.Product != "NONE"));

        Assert.Equal((9_465, 94), (history.BasketCount, history.Products.Count));
    }

    [SharedDataTheory("baskets/online_retail.dat.gz", "baskets/instacart_last.dat.gz", "fimi/kosarak36k.dat.gz")]
    [InlineData("baskets/online_retail.dat.gz", 20_728, 3_941, 520_750, 0)]
    [InlineData("baskets/instacart_last.dat.gz", 19_435, 13_039, null, 0)]
    [InlineData("fimi/kosarak36k.dat.gz", 36_682, null, null, 1)]
    public void Basket_files_have_their_published_counts(string file, int baskets, int? items, int? rows, int duplicates)
    {
        PurchaseHistory history = FimiBaskets.Load(SharedData.PathOf(file));

        Assert.Equal(baskets, history.BasketCount);
        Assert.Equal(items ?? history.Products.Count, history.Products.Count);
        Assert.Equal(rows ?? history.Count, history.Count);
        Assert.Equal(duplicates, history.Report.DuplicateRows);
    }

    [SharedDataFact("purchases/online-retail/transactions.csv.gz")]
    public void Online_retail_has_its_published_counts_returns_and_anonymous_rows()
    {
        PurchaseHistory net = Load("purchases/online-retail/transactions.csv.gz", o => o.Columns.Extras.Add("Country"));
        LoadReport report = net.Report;
        Assert.Equal(541_909, report.RowsRead);
        Assert.Equal(10_624, report.ReturnsMatched + report.ReturnsUnmatched);
        Assert.Equal(541_909, report.RowsKept + report.ReturnsMatched + report.ReturnsUnmatched + report.PurchasesReturned);
        Assert.Equal((new DateTime(2010, 12, 1, 8, 26, 0), new DateTime(2011, 12, 9, 12, 50, 0)), (net.FirstTime, net.LastTime));
        Assert.Equal(4_372, net.Customers.Count);
        Assert.Equal(4_070, net.Products.Count);
        Assert.Equal("United Kingdom", net.ExtraOf(net.RowsOf(net.Customers.IndexOf("17850")).Start.Value, "Country"));
    }

    private static PurchaseHistory Load(string file, Action<CsvPurchaseOptions>? configure = null)
    {
        var options = new CsvPurchaseOptions();
        configure?.Invoke(options);
        return CsvPurchases.Load(SharedData.PathOf(file), options);
    }

    private static (int Length, int Baskets)[] LengthCounts(PurchaseHistory history) =>
        [.. Enumerable.Range(0, history.BasketCount).CountBy(b => history.RowsOfBasket(b).Count).Select(p => (p.Key, p.Value)).Order()];
}
