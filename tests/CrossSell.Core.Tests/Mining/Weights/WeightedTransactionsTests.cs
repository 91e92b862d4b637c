using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class WeightedTransactionsTests
{
    [Theory]
    [InlineData(ItemsetKind.All)]
    [InlineData(ItemsetKind.Closed)]
    [InlineData(ItemsetKind.Maximal)]
    public void A_weight_counts_like_so_many_equal_transactions(ItemsetKind kind) =>
        Prop.ForAll(Baskets.Small, Gen.Choose(0, 4).ArrayOf(40).ToArbitrary(), Gen.Choose(1, 20).ToArbitrary(), (baskets, draws, minCount) =>
            Check(baskets, draws, new MiningOptions { MinSupport = SupportThreshold.FromCount(minCount), Kind = kind, MaxThreads = 2 }))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Weights_hold_in_projected_databases_and_bit_rows_too() =>
        Prop.ForAll(Baskets.Medium, Gen.Choose(0, 3).ArrayOf(300).ToArbitrary(), Gen.Choose(5, 40).ToArbitrary(), (baskets, draws, share) =>
            Check(baskets, draws, new MiningOptions { MinSupport = SupportThreshold.FromShare(share / 100m), MaxLength = 5, MaxThreads = 2 }))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Rules_are_counted_by_weight()
    {
        Transactions weighted = Baskets.Of("bread butter", "bread", "butter", "milk").WithWeights([5, 2, 0, 3]);
        AssociationRule rule = Assert.Single(
            RuleMiner.Mine(weighted, new RuleOptions { MinSupport = SupportThreshold.FromShare(0.5m), MinConfidence = 0.8m }));
        Assert.Equal("butter", Assert.Single(rule.Antecedent));
        Assert.Equal(RuleCounts.FromMargins(both: 5, antecedent: 5, consequent: 7, total: 10), rule.Counts);
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused_by_name()
    {
        Transactions two = Baskets.Of("a", "b");
        Assert.Contains("There are 1 weights for 2 transactions", Assert.Throws<ArgumentException>(() => two.WithWeights([1])).Message, StringComparison.Ordinal);
        Assert.Contains("Transaction 1 has the weight -3", Assert.Throws<ArgumentException>(() => two.WithWeights([1, -3])).Message, StringComparison.Ordinal);
        Assert.Contains("add up to 2147483648", Assert.Throws<ArgumentException>(() => two.WithWeights([int.MaxValue, 1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_total_is_the_number_of_transactions_until_they_are_weighted()
    {
        Transactions plain = Baskets.Of("a", "", "a b");
        Assert.False(plain.IsWeighted);
        Assert.Equal(3, plain.TotalWeight);
        Assert.True(plain.Weights.IsEmpty);
        Transactions weighted = plain.WithWeights([2, 0, 5]);
        Assert.True(weighted.IsWeighted);
        Assert.Equal(7, weighted.TotalWeight);
        Assert.Equal([2, 0, 5], weighted.Weights.ToArray());
    }

    private static void Check(int[][] baskets, int[] draws, MiningOptions options)
    {
        Transactions plain = Baskets.Of(baskets);
        int[] weights = [.. draws.Take(baskets.Length)];
        Transactions repeated = Repeat(plain, weights);
        string[] expected = ItemsetOracle.Mine(repeated, options);
        Assert.Equal(expected, ItemsetOracle.Lines(ItemsetMiner.Mine(plain.WithWeights(weights), options)));
        Assert.Equal(expected.Length, ItemsetMiner.CountByLength(plain.WithWeights(weights), options).Total);
    }

    private static Transactions Repeat(Transactions plain, int[] weights)
    {
        List<int> starts = [0];
        List<int> items = [];
        for (int transaction = 0; transaction < plain.Count; transaction++)
        {
            for (int copy = 0; copy < weights[transaction]; copy++)
            {
                items.AddRange(plain[transaction]);
                starts.Add(items.Count);
            }
        }

        return Transactions.FromEncoded([.. starts], [.. items], plain.ItemIds);
    }
}
