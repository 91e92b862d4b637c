using System.Runtime.CompilerServices;
using CrossSell.Tests;

namespace CrossSell.Core.Tests.Model;

public sealed class BatchTests
{
    [Fact]
    public void Every_customer_comes_once_in_the_order_of_the_history()
    {
        PurchaseHistory history = Many(customers: 5_000);
        CrossSellModel model = SmallMarket.Model(history);

        Assert.Equal(history.Customers, model.RecommendAll(2, maxThreads: 3).Select(r => r.Customer.Value));
    }

    [Fact]
    public void Nothing_is_done_before_the_first_customer_is_asked_for_and_nothing_after_the_last()
    {
        CrossSellModel model = SmallMarket.Model(Many(customers: 50));

        using IEnumerator<CustomerRecommendations> few = model.RecommendAll(1).GetEnumerator();

        Assert.True(few.MoveNext());
        Assert.Equal(50, model.RecommendAll(1).Count());
    }

    [Fact]
    public void A_cancelled_batch_ends_before_its_end()
    {
        CrossSellModel model = SmallMarket.Model(Many(customers: 20_000));
        using var stop = new CancellationTokenSource();
        int seen = 0;

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (CustomerRecommendations customer in model.RecommendAll(1, maxThreads: 1, stop.Token))
            {
                seen++;
                stop.Cancel();
            }
        });

        Assert.InRange(seen, 1, 19_999);
    }

    [Theory, InlineData(1), InlineData(3)]
    public void Who_drops_an_enumerator_without_disposing_of_it_leaves_nothing_behind(int threads)
    {
        WeakReference model = Drop(threads);

        // Threads that waited for their consumer would hold the model for ever.
        Assert.True(SpinWait.SpinUntil(() => IsCollected(model), TimeSpan.FromSeconds(60)));
    }

    [Theory, InlineData(1), InlineData(3)]
    public void Who_asks_slowly_gets_the_same_as_who_asks_fast(int threads)
    {
        CrossSellModel model = SmallMarket.Model(Many(customers: 20_000));
        string[] fast = [.. model.RecommendAll(2, threads).Select(Text)];
        var slow = new List<string>();

        foreach (CustomerRecommendations customer in model.RecommendAll(2, threads))
        {
            slow.Add(Text(customer));
            SpinWait.SpinUntil(() => false, slow.Count % 5_000 == 0 ? 200 : 0);
        }

        Assert.Equal(20_000, fast.Length);
        Assert.Equal(fast, slow);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void No_offers_and_no_threads_are_refused_at_the_call(int count, int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SmallMarket.Model(Many(customers: 20)).RecommendAll(count, threads));

    [Fact]
    public void Scoring_one_customer_into_a_span_allocates_nothing()
    {
        CrossSellModel model = SmallMarket.Model(Many(customers: 500));
        var best = new ScoredProduct[3];
        var customer = new CustomerId("C7");

        Assert.Equal(0, Allocated.By(() =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                _ = model.Recommend(customer, best);
            }
        }));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Drop(int threads)
    {
        // More customers than are made ahead.
        CrossSellModel model = SmallMarket.Model(Many(customers: 30_000));
        Assert.True(model.RecommendAll(3, threads).GetEnumerator().MoveNext());
        return new WeakReference(model);
    }

    private static bool IsCollected(WeakReference reference)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return !reference.IsAlive;
    }

    private static string Text(CustomerRecommendations customer) => $"{customer.Customer} {string.Join(' ', customer.Offers.Select(offer => offer.Product))}";

    private static PurchaseHistory Many(int customers) =>
        PurchaseHistory.From(Enumerable.Range(0, customers).SelectMany(c => new[]
        {
            new Purchase { Customer = $"C{c}", Product = $"p{c % 5}" },
            new Purchase { Customer = $"C{c}", Product = $"p{c % 7}" },
        }));
}
