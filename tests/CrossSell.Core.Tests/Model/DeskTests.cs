using CrossSell.ContactPolicy;
using CrossSell.Tests;

namespace CrossSell.Core.Tests.Model;

/// <summary>One call for somebody at a desk, and the same for many.</summary>
public sealed class DeskTests
{
    private const int Customers = 3_000;
    private const int Most = 4;

    private static readonly CrossSellModel s_model = SmallMarket.Model(PurchaseHistory.From(Enumerable.Range(0, Customers).SelectMany(c => new[]
    {
        new Purchase { Customer = $"C{c}", Product = $"p{c % 5}" },
        new Purchase { Customer = $"C{c}", Product = $"p{c % 7}" },
    })));

    [Fact]
    public void What_is_barred_leaves_its_place_to_the_next()
    {
        var all = new ScoredProduct[s_model.Products.Count];
        var best = new ScoredProduct[Most];
        for (int c = 0; c < 60; c++)
        {
            var customer = new CustomerId($"C{c}");
            int open = s_model.Recommend(customer, all);
            foreach (ulong barred in new ulong[] { 0, 1, 0b1010, 0b111_1111 })
            {
                ScoredProduct[] expected = [.. all.Take(open).Where(offer => (barred >> offer.Product & 1) == 0).Take(Most)];

                Assert.Equal(expected, best[..s_model.Recommend(customer, [barred], IndexAnswer.Admitted, best)]);
            }
        }
    }

    [Theory, InlineData(IndexAnswer.Refused), InlineData(IndexAnswer.AskRules)]
    public void Whoever_is_not_admitted_gets_no_offer(IndexAnswer contact)
    {
        Assert.Equal(0, s_model.Recommend(new CustomerId("C1"), [], contact, new ScoredProduct[Most]));
        Assert.Equal(0, s_model.RecommendWith([0], [], contact, new ScoredProduct[Most]));
    }

    [Fact]
    public void Products_alone_are_answered_like_a_basket()
    {
        var best = new ScoredProduct[Most];
        for (int first = 0; first < s_model.Products.Count; first++)
        {
            int second = (first + 3) % s_model.Products.Count;
            int found = s_model.RecommendWith([first, second], [], IndexAnswer.Admitted, best);

            Assert.Equal(s_model.RecommendWith([s_model.Products[first].Id, s_model.Products[second].Id], Most).Select(offer => (offer.Product, offer.Score)), best.Take(found).Select(offer => (s_model.Products[offer.Product].Id, offer.Score)));
        }
    }

    [Fact]
    public void What_cannot_be_meant_is_refused()
    {
        var best = new ScoredProduct[Most];
        Assert.Throws<ArgumentException>(() => s_model.Recommend(new CustomerId("C1"), new ulong[2], IndexAnswer.Admitted, best));
        Assert.Throws<ArgumentException>(() => s_model.RecommendWith([0, 0], [], IndexAnswer.Admitted, best));
        Assert.Throws<ArgumentOutOfRangeException>(() => s_model.RecommendWith([s_model.Products.Count], [], IndexAnswer.Admitted, best));
        Assert.Equal(3, s_model.PlaceOf(new ProductId("p3")));
        Assert.Equal(-1, s_model.PlaceOf(new ProductId("unheard of")));
        Assert.Contains("MaxThreads is 0", Assert.Throws<ArgumentException>(() => s_model.RecommendAll(new BatchOptions { Count = 0, MaxThreads = 0 }, _ => { })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_call_allocates_nothing()
    {
        var best = new ScoredProduct[Most];
        var customer = new CustomerId("C7");
        ulong[] barred = [4];
        int[] has = [0, 3];

        Assert.Equal(0, Allocated.By(() =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                _ = s_model.Recommend(customer, barred, IndexAnswer.Admitted, best) + s_model.RecommendWith(has, barred, IndexAnswer.Admitted, best);
            }
        }));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(5)]
    public void A_batch_gives_what_each_customer_gets_alone_for_any_number_of_threads(int threads)
    {
        var told = new List<int>();
        BatchOptions options = Options(threads, CustomerShard.Whole);
        options.Progress = new Collected(told);

        List<(int Customer, ScoredProduct[] Offers)> batch = Run(options);

        Assert.Equal(Enumerable.Range(0, Customers), batch.Select(row => row.Customer));
        Assert.All(batch, row => Assert.Equal(Alone(row.Customer), row.Offers));
        Assert.Equal([1_024, 2_048, Customers], told);
    }

    [Fact]
    public void Shares_together_are_the_whole()
    {
        List<(int Customer, ScoredProduct[] Offers)> whole = Run(Options(2, CustomerShard.Whole));

        (int Customer, ScoredProduct[] Offers)[] parts = [.. Enumerable.Range(1, 3).SelectMany(index => Run(Options(2, new CustomerShard(index, 3)))).OrderBy(row => row.Customer)];

        Assert.Equal(whole.Select(row => row.Customer), parts.Select(row => row.Customer));
        Assert.All(whole.Zip(parts), pair => Assert.Equal(pair.First.Offers, pair.Second.Offers));
        Assert.Equal(
            s_model.RecommendAll(2).Select(row => row.Customer.Value).Order(StringComparer.Ordinal),
            Enumerable.Range(1, 3).SelectMany(index => s_model.RecommendAll(2, new CustomerShard(index, 3))).Select(row => row.Customer.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_cancelled_batch_ends()
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => s_model.RecommendAll(Options(1, CustomerShard.Whole), _ => stop.Cancel(), stop.Token));
    }

    private static BatchOptions Options(int threads, CustomerShard shard) => new()
    {
        Count = Most,
        MaxThreads = threads,
        Shard = shard,
        Barred = (customer, barred) => barred[0] = BarredOf(customer),
        Contact = ContactOf,
    };

    private static ulong BarredOf(int customer) => (ulong)customer & 0b1011;

    private static IndexAnswer ContactOf(int customer) => (IndexAnswer)(customer % 3);

    private static ScoredProduct[] Alone(int customer)
    {
        var best = new ScoredProduct[Most];
        int found = s_model.Recommend(new CustomerId(s_model.History!.Customers[customer]), [BarredOf(customer)], ContactOf(customer), best);
        return best[..found];
    }

    private static List<(int Customer, ScoredProduct[] Offers)> Run(BatchOptions options)
    {
        var rows = new List<(int, ScoredProduct[])>();
        s_model.RecommendAll(options, block =>
        {
            for (int place = 0; place < block.Count; place++)
            {
                rows.Add((block.CustomerAt(place), block.OffersAt(place).ToArray()));
            }
        });
        return rows;
    }

    private sealed class Collected(List<int> told) : IProgress<int>
    {
        public void Report(int value) => told.Add(value);
    }
}
