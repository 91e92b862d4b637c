using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Tests;

public sealed class BasketTests
{
    private static readonly DateTime Day = new(2024, 2, 29);

    private static Purchase P(string product, string? customer = "A", string? basket = null, double? hours = null) =>
        new() { Product = product, Customer = customer, Basket = basket, Time = hours is { } h ? Day.AddHours(h) : null };

    private static string[] Baskets(params Purchase[] purchases) =>
        [.. HistoryRow.BasketsOf(PurchaseHistory.From(purchases)).Select(b => (b[0].Customer ?? "-") + ":" + string.Concat(b.Select(r => r.Product)))];

    [Fact]
    public void The_same_basket_id_of_two_customers_are_two_baskets_and_of_nobody_a_third() =>
        Assert.Equal(["A:a", "B:bc", "-:d"], Baskets(P("d", null, "1"), P("a", "A", "1"), P("b", "B", "1"), P("c", "B", "1")));

    [Fact]
    public void A_basket_with_an_id_may_last_for_days_and_stand_between_the_rows_of_another() =>
        Assert.Equal(["A:ac", "A:bd"], Baskets(P("a", basket: "2", hours: 0), P("b", basket: "1", hours: 30), P("c", basket: "2", hours: 60), P("d", basket: "1", hours: 90)));

    [Fact]
    public void Without_ids_the_rows_of_one_calendar_day_are_a_basket() =>
        Assert.Equal(["A:ab", "A:cd", "B:e"], Baskets(P("a", hours: 0), P("b", hours: 23.99), P("c", hours: 24), P("d", hours: 47.9), P("e", "B", hours: 1)));

    [Fact]
    public void Without_ids_and_times_all_rows_of_a_customer_are_a_basket() => Assert.Equal(["A:ac", "B:b"], Baskets(P("a"), P("b", "B"), P("c")));

    [Fact]
    public void Rows_with_an_id_with_a_day_and_with_neither_of_one_customer_are_baskets_of_their_own() =>
        Assert.Equal(["A:ae", "A:bd", "A:c"], Baskets(P("a"), P("b", basket: "1"), P("c", hours: 0), P("d", basket: "1", hours: 0), P("e")));

    [Fact]
    public void Anonymous_baskets_come_last_and_may_last_for_days() =>
        Assert.Equal(["A:a", "-:bd", "-:c"], Baskets(P("b", null, "7", 0), P("c", null, "8", 1), P("d", null, "7", 50), P("a", hours: 99)));

    [Fact]
    public void Texts_decide_what_one_basket_is() => Assert.Equal(["A:a", "A:b", "A:c"], Baskets(P("a", basket: "7"), P("b", basket: "007"), P("c", basket: "7 ")));

    [Fact]
    public void Numbered_baskets_keep_their_numbers_and_the_empty_ones_count()
    {
        PurchaseHistory history = Numbered([[], ["b", "a"], [], [], ["a", "a"], []]);

        Assert.Equal((6, 4, 4L), (history.BasketCount, history.Count, history.Report.RowsRead));
        Assert.Equal(["", "ab", "", "", "aa", ""], Enumerable.Range(0, 6).Select(b => string.Concat(history.RowsOfBasket(b).Select(r => history.Products[history.ProductOfRow[r]]))));
        Assert.Throws<ArgumentOutOfRangeException>(() => history.RowsOfBasket(6));
        Assert.Throws<ArgumentOutOfRangeException>(() => history.RowsOfBasket(-1));
    }

    [Fact]
    public void Empty_numbered_baskets_alone_are_baskets()
    {
        PurchaseHistory history = Numbered([[], [], []]);

        Assert.Equal((3, 0), (history.BasketCount, history.Count));
        Assert.All(Enumerable.Range(0, 3), b => Assert.Empty(history.RowsOfBasket(b)));
    }

    [Fact]
    public void Numbered_baskets_are_the_lists_they_were_made_of() =>
        Prop.ForAll(Gen.Elements("9", "10", "007", "ä", "x").ArrayOf().ArrayOf().ToArbitrary(), baskets =>
        {
            PurchaseHistory history = Numbered(baskets);
            return history.BasketCount == baskets.Length
                && history.Products.SequenceEqual(baskets.SelectMany(b => b).Distinct(StringComparer.Ordinal).Order(PlainIdOrder.Comparer))
                && baskets.Select((b, i) => history.RowsOfBasket(i).Select(r => history.Products[history.ProductOfRow[r]])
                    .SequenceEqual(b.Order(PlainIdOrder.Comparer))).All(same => same);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Numbered_baskets_and_rows_with_ids_do_not_mix()
    {
        var rows = new PurchaseHistoryBuilder();
        rows.Add(P("a"));
        Assert.Throws<InvalidOperationException>(rows.StartBasket);
        Assert.Throws<InvalidOperationException>(() => rows.AddItem("a"u8));
        Assert.Equal(1, rows.Build().Count);

        var baskets = new PurchaseHistoryBuilder();
        Assert.Throws<InvalidOperationException>(() => baskets.AddItem("a"u8));
        baskets.StartBasket();
        Assert.Throws<InvalidOperationException>(() => baskets.Add(P("a")));
        Assert.Throws<ArgumentOutOfRangeException>(() => baskets.AddItem([]));
        PurchaseHistory history = baskets.Build();
        Assert.Equal((1, 0L), (history.BasketCount, history.Report.RowsRead));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    [InlineData("undecoded\uFFFD")]
    public void A_basket_with_an_item_that_is_no_id_is_refused_whole(string? item)
    {
        var builder = new PurchaseHistoryBuilder();
        builder.AddBasket(["a"]);

        Assert.ThrowsAny<ArgumentException>(() => builder.AddBasket(["b", item!]));

        PurchaseHistory history = builder.Build();
        Assert.Equal((1, 1), (history.BasketCount, history.Report.RowsRead));
        Assert.Equal(["a"], history.Products);
    }

    [Fact]
    public void A_basket_with_half_a_surrogate_pair_is_refused_whole() => A_basket_with_an_item_that_is_no_id_is_refused_whole("half\uD83D");

    [Fact]
    public void Many_threads_that_ask_at_once_see_one_and_the_same_index_of_baskets()
    {
        for (int round = 0; round < 20; round++)
        {
            PurchaseHistory history = PurchaseHistory.From(Enumerable.Range(0, 500).Select(i => P($"{i % 17}", $"{i % 5}", $"{i % 13}")));
            using var start = new Barrier(8);
            var seen = new BasketIndex[8];
            int[] counts = new int[8];
            Thread[] threads = [.. Enumerable.Range(0, 8).Select(t => new Thread(() =>
            {
                start.SignalAndWait();
                counts[t] = history.BasketCount;
                seen[t] = history.Baskets;
            }))];
            Array.ForEach(threads, t => t.Start());
            Array.ForEach(threads, t => t.Join());

            Assert.All(seen, index => Assert.Same(seen[0], index));
            Assert.All(counts, count => Assert.Equal(65, count));
        }
    }

    private static PurchaseHistory Numbered(IEnumerable<string[]> baskets)
    {
        var builder = new PurchaseHistoryBuilder();
        foreach (string[] basket in baskets)
        {
            builder.StartBasket();
            Array.ForEach(basket, item => builder.AddItem(Encoding.UTF8.GetBytes(item)));
        }

        return builder.Build();
    }
}
