using CrossSell.ContactPolicy;
using CrossSell.Core.Tests.Model;
using CrossSell.Mining;

namespace CrossSell.Core.Tests.Serving;

/// <summary>The examples of docs/serving.md, run.</summary>
public sealed class ServingPage
{
    [Fact]
    public async Task Serve()
    {
        PurchaseHistory history = SmallMarket.Insurance();
        string path = Path.Combine(Path.GetTempPath(), $"{nameof(ServingPage)}.{Environment.ProcessId}.model");
        using var stopping = new CancellationTokenSource();
        try
        {
            SmallMarket.Model(history).Save(path);
            var best = new ScoredProduct[3];
            ReadOnlyMemory<ulong> barred = default;
            #region slot
            ModelSlot slot = ModelSlot.Open(path, model => model.Bind(history));
            Task watch = slot.WatchAsync(TimeSpan.FromMinutes(1), TimeProvider.System, told: null, stopping.Token);

            CrossSellModel current = slot.Current; // once for each request: all of its answer comes from this model
            int found = current.Recommend(new CustomerId("C-07"), barred.Span, IndexAnswer.Admitted, best);
            #endregion

            #region live
            var live = new LiveCustomers(slot);
            live.Add(new Purchase { Customer = "C-07", Product = "household", Time = new DateTime(2026, 3, 1) });
            live.EndHolding(new CustomerId("C-07"), new ProductId("building"), new DateTime(2026, 3, 2));
            live.Answer(new CustomerId("C-07"), new ProductId("liability"), declined: true, new DateTime(2026, 3, 2));
            IReadOnlyList<Recommendation> offers = live.Recommend(new CustomerId("C-07"), 3);
            #endregion

            #region settle
            long upTo = live.LastChange;
            PurchaseHistory tonight = PurchaseHistory.From(history.PurchasesOf(new CustomerId("C-07")).Concat(live.Purchases(upTo))); // as your system of record tells it
            live.Settle(slot.Current.Bind(tonight), upTo);
            #endregion

            Transactions monday = Transactions.Create([["building", "household"], ["building", "household"], ["liability"]]);
            #region window
            SlidingWindowMiner window = new(new WindowOptions { MinSupport = SupportThreshold.FromShare(0.2m), MaxLength = 3 });
            window.Append("2026-03-02", monday, new DateTime(2026, 3, 2));
            slot.Swap(slot.Current.WithRulesOf(window));
            #endregion

            await stopping.CancelAsync();
            await watch;
            Assert.Equal(2, found);
            Assert.Equal(["building"], offers.Select(offer => offer.Product.Value));
            Assert.Equal(0, live.Count);
            Assert.Equal(3, slot.Current.TransactionCount);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
