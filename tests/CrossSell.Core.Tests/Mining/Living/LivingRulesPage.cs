using CrossSell.Mining;

namespace CrossSell.Core.Tests.Mining.Living;

/// <summary>The examples of docs/living-rules.md, run.</summary>
public class LivingRulesPage
{
    [Fact]
    public void Window()
    {
        Transactions monday = Baskets.Of("bread butter", "bread butter", "beer", "bread");
        Transactions tuesday = Baskets.Of("bread butter", "beer", "beer crisps", "beer crisps");
        Transactions mondayCorrected = Baskets.Of("bread butter", "bread butter", "beer");
        string path = Path.Combine(Path.GetTempPath(), $"{nameof(LivingRulesPage)}.{Environment.ProcessId}");
        try
        {
            #region window
            SlidingWindowMiner window = new(new WindowOptions { MinSupport = SupportThreshold.FromShare(0.2m) });
            window.Append("2024-03-04", monday, new DateTime(2024, 3, 4));
            window.Append("2024-03-05", tuesday, new DateTime(2024, 3, 5));
            RuleSet rules = window.MineRules(new RuleOptions { MinSupport = SupportThreshold.FromShare(0.25m), MinConfidence = 0.6m });

            window.Replace("2024-03-04", mondayCorrected);
            window.RemoveBefore(new DateTime(2024, 3, 5));
            window.Save(path);

            SlidingWindowMiner tomorrow = SlidingWindowMiner.Load(path);
            #endregion

            Assert.Equal(["butter => bread", "crisps => beer"], rules.Select(rule => $"{rule.Antecedent[0]} => {rule.Consequent[0]}").Take(2));
            Assert.Equal(["2024-03-05"], tomorrow.Parts);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Partitions()
    {
        Transactions north = Baskets.Of("bread butter", "bread butter", "beer");
        Transactions south = Baskets.Of("bread butter", "beer crisps");

        #region parts
        RuleSet rules = PartitionedMiner.MineRules([north, south], new RuleOptions { MinSupport = SupportThreshold.FromShare(0.5m) });
        #endregion

        Assert.Equal(2, rules.Count);
    }

    [Fact]
    public void Sample()
    {
        Transactions transactions = Baskets.Of(Enumerable.Range(0, 50_000).Select(at => new[] { at % 3, 3 + (at % 4) }));

        #region sample
        SampledItemsets firstLook = ItemsetSampler.Mine(transactions, new SamplingOptions
        {
            MinSupport = SupportThreshold.FromShare(0.05m),
            MaxError = 0.2,
            Delta = 0.05,
            MaxLength = 2,
            Seed = 1,
        });
        (double low, double high) = firstLook.SupportRange(firstLook.Itemsets[0]);

        VerifiedItemsets exact = firstLook.Verify();
        #endregion

        Assert.True(firstLook.Size < transactions.Count);
        Assert.InRange(1 / 3.0, low, high);
        Assert.Empty(exact.Missed);
        Assert.Equal(7 + 12, exact.Itemsets.Count);
    }
}
