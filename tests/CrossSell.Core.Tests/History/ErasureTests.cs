using System.Reflection;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Tests;

public sealed class ErasureTests
{
    private static readonly PurchaseHistoryOptions Skip = new() { BadRows = BadRowPolicy.Skip() };

    [Fact]
    public void All_other_rows_customers_and_baskets_stay_as_they_were_and_in_their_order() =>
        Prop.ForAll(HistoryCases.Loads, Gen.SubListOf("A", "B", "007", "7", "nobody").ToArbitrary(), (t, who) =>
        {
            PurchaseHistory before = PurchaseHistory.From(t.Purchases, t.Options);
            PurchaseHistory after = before.WithoutCustomers(who.Select(c => new CustomerId(c)));
            bool Stays(HistoryRow row) => row.Customer is null || !who.Contains(row.Customer);
            HistoryRow[] rows = [.. HistoryRow.AllOf(before).Where(Stays)];
            string[] baskets = [.. HistoryRow.BasketsOf(before).Where(b => Stays(b[0])).Select(b => string.Join("\n", b))];
            return rows.SequenceEqual(HistoryRow.AllOf(after)).Label("rows")
                .And(before.Customers.Where(c => !who.Contains(c)).SequenceEqual(after.Customers).Label("customers"))
                .And(baskets.SequenceEqual(HistoryRow.BasketsOf(after).Select(b => string.Join("\n", b))).Label("baskets"))
                .And(before.ExtraColumns.SequenceEqual(after.ExtraColumns).Label("further columns"))
                .And((after.Report.RowsKept == after.Count).Label("report"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Nothing_that_only_the_erased_customer_named_is_left_in_any_block_of_text()
    {
        const string Secret = "SECRET";
        PurchaseHistory before = PurchaseHistory.From(
        [
            Row("A"), Row("C"),
            new Purchase
            {
                Customer = Secret + "1", Product = Secret + "2", Basket = Secret + "3", Seller = Secret + "4", Channel = Secret + "5",
                Extras = new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = Secret + "6" },
            },
            Row(Secret + "1"), Row(null),
        ]);
        PurchaseHistory after = before.WithoutCustomers([new CustomerId(Secret + "1")]);

        Assert.Equal(6, Texts(before).Sum(text => Count(text, Secret)));
        Assert.Equal(0, Texts(after).Sum(text => Count(text, Secret)));
        Assert.Equal(-1, after.Customers.IndexOf(Secret + "1"));
        Assert.Empty(after.PurchasesOf(new CustomerId(Secret + "1")));
        Assert.Equal(["A", "C"], after.Customers);
        Assert.Equal(["p"], after.Products);
        Assert.Equal(3, after.Count);
        Assert.Equal(5, before.Count);
    }

    [Fact]
    public void The_new_report_lists_no_bad_rows_for_they_may_name_anybody()
    {
        PurchaseHistory before = PurchaseHistory.From([Row("A"), Row("B"), Row("B\uFFFD"), Row("C") with { Quantity = 0 }], Skip);
        LoadReport after = before.WithoutCustomers([new CustomerId("B")]).Report;

        Assert.Equal(1, before.Report.BadRowCount);
        Assert.Equal((1, 1, 0, 0), (after.RowsRead, after.RowsKept, after.BadRowCount, after.ZeroQuantityRows));
        Assert.Empty(after.BadRows);
    }

    [Fact]
    public void A_customer_whose_purchases_were_all_returned_stays_known_when_another_goes()
    {
        PurchaseHistory history = PurchaseHistory.From([Row("A"), Row("B"), Row("A") with { Quantity = -1 }, Row("C")]).WithoutCustomers([new CustomerId("B")]);

        Assert.Equal(["A", "C"], history.Customers);
        Assert.Equal(0..0, history.RowsOf(0));
        Assert.Equal(0..1, history.RowsOf(1));
    }

    [Fact]
    public void A_history_may_lose_all_its_customers()
    {
        PurchaseHistory history = PurchaseHistory.From([Row("A"), Row("B")]).WithoutCustomers([new CustomerId("B"), new CustomerId("A"), new CustomerId("A")]);

        Assert.Equal((0, 0, 0, 0), (history.Count, history.Customers.Count, history.Products.Count, history.BasketCount));
    }

    [Fact]
    public void Numbered_baskets_have_no_customer_to_forget()
    {
        var builder = new PurchaseHistoryBuilder();
        builder.AddBasket(["a"]);
        PurchaseHistory history = builder.Build();

        Assert.Same(history, history.WithoutCustomers([new CustomerId("a"), new CustomerId("1")]));
        Assert.Throws<ArgumentNullException>(() => history.WithoutCustomers(null!));
    }

    private static Purchase Row(string? customer) => new() { Customer = customer, Product = "p", Basket = "b", Seller = "s", Channel = "c" };

    /// <summary>Every block of bytes behind the tables of a history, its unused end included.</summary>
    private static IEnumerable<byte[]> Texts(PurchaseHistory history)
    {
        FieldInfo[] blocks = [.. typeof(IdTable).GetFields(BindingFlags.NonPublic | BindingFlags.Instance).Where(f => f.FieldType == typeof(byte[]))];
        Assert.NotEmpty(blocks);
        HistoryColumns c = history.Columns;
        IdTable[] tables = [c.ProductIds, c.CustomerIds, c.BasketIds, c.SellerIds, c.ChannelIds, .. c.Extras.Select(e => e.Ids)];
        return from table in tables from block in blocks select (byte[])block.GetValue(table)!;
    }

    private static int Count(byte[] text, string word)
    {
        byte[] sought = Encoding.UTF8.GetBytes(word);
        return Enumerable.Range(0, text.Length).Count(i => text.AsSpan(i).StartsWith(sought));
    }
}
