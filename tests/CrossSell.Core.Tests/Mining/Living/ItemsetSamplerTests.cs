using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining.Living;

public class ItemsetSamplerTests
{
    private static readonly Transactions _many = Market(40_000, seed: 3);

    [Theory]
    [InlineData(SampleErrorKind.Relative, 0.25, "0.1")]
    [InlineData(SampleErrorKind.Absolute, 0.04, "0.1")]
    public void All_supports_are_within_the_error_as_often_as_promised(SampleErrorKind kind, double error, string minSupport)
    {
        SupportThreshold support = SupportThreshold.Parse(minSupport);
        Itemsets truth = ItemsetMiner.Mine(_many, new MiningOptions { MinSupport = support, MaxLength = 3 });
        int broken = 0;
        for (int seed = 0; seed < 25; seed++)
        {
            SampledItemsets sampled = ItemsetSampler.Mine(
                _many, new SamplingOptions { MinSupport = support, MaxError = error, ErrorKind = kind, Delta = 0.1, Seed = seed, MaxLength = 3, MaxThreads = 1 });
            Assert.InRange(sampled.Size, 100, _many.Count / 2);
            Assert.Equal((error, 0.1, false), (sampled.MaxError, sampled.Delta, sampled.IsExact));
            broken += Holds(sampled, truth) ? 0 : 1;
        }

        Assert.InRange(broken, 0, 2);
    }

    [Fact]
    public void The_check_above_would_notice_a_sample_that_is_too_small()
    {
        Itemsets truth = ItemsetMiner.Mine(_many, new MiningOptions { MinSupport = SupportThreshold.FromShare(0.1m), MaxLength = 3 });
        Transactions few = ItemsetSampler.Take(_many, 80, seed: 1);
        SamplingOptions options = new() { MaxError = 0.25, Delta = 0.1 };
        SampledItemsets sampled = new(_many, options, ItemsetMiner.Mine(few, new MiningOptions { MinSupport = SupportThreshold.FromCount(6), MaxLength = 3 }), 6);
        Assert.False(Holds(sampled, truth));
    }

    [Fact]
    public void A_seed_always_takes_the_same_sample_and_another_one_another()
    {
        Assert.Equal(Baskets.ToArrays(ItemsetSampler.Take(_many, 50, seed: 1)), Baskets.ToArrays(ItemsetSampler.Take(_many, 50, seed: 1)));
        Assert.NotEqual(Baskets.ToArrays(ItemsetSampler.Take(_many, 50, seed: 1)), Baskets.ToArrays(ItemsetSampler.Take(_many, 50, seed: 2)));
        SamplingOptions one = new() { MinSupport = SupportThreshold.FromShare(0.1m), MaxLength = 3, MaxThreads = 1, Seed = 9 };
        SamplingOptions two = new() { MinSupport = SupportThreshold.FromShare(0.1m), MaxLength = 3, MaxThreads = 2, Seed = 9 };
        Assert.Equal(Parts.Lines(ItemsetSampler.Mine(_many, one).Itemsets), Parts.Lines(ItemsetSampler.Mine(_many, two).Itemsets));
    }

    [Fact]
    public void Every_transaction_is_as_likely_as_any_other()
    {
        Transactions ten = Baskets.Of(Enumerable.Range(0, 10).Select(item => new[] { item }));
        int[] taken = new int[10];
        for (int seed = 0; seed < 4000; seed++)
        {
            foreach (int item in ItemsetSampler.Take(ten, 3, seed).Items)
            {
                taken[item]++;
            }
        }

        // 1,200 expected, standard deviation 29.
        Assert.All(taken, times => Assert.InRange(times, 1200 - 145, 1200 + 145));
    }

    [Fact]
    public void A_sample_as_large_as_the_data_is_exact() =>
        Prop.ForAll(Baskets.Small, Gen.Choose(5, 60).ToArbitrary(), (baskets, percent) =>
        {
            Transactions transactions = Baskets.Of(baskets);
            SupportThreshold support = SupportThreshold.FromShare(percent / 100m);
            SampledItemsets sampled = ItemsetSampler.Mine(transactions, new SamplingOptions { MinSupport = support, MaxError = 0.01, MaxThreads = 1 });
            Assert.Equal((transactions.Count, true, 0.0, 0.0), (sampled.Size, sampled.IsExact, sampled.MaxError, sampled.Delta));
            Assert.Equal(Parts.Lines(ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = support })), Parts.Lines(sampled.Itemsets));
            Assert.All(sampled.Itemsets, itemset => Assert.Equal((itemset.Support, itemset.Support), sampled.SupportRange(itemset)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Verified_itemsets_are_exact_whatever_the_sample_missed() =>
        Prop.ForAll(Baskets.Small, Gen.Choose(1, 10).ToArbitrary(), Gen.Choose(0, 5).ToArbitrary(), (baskets, minCount, listed) =>
        {
            Transactions transactions = Baskets.Of(baskets);
            MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(minCount), MaxLength = 4, MaxThreads = 1 };
            Itemsets truth = ItemsetMiner.Mine(transactions, options);

            // Any few transactions as the sample: often it misses most.
            Itemsets ofFew = ItemsetMiner.Mine(Transactions.FromEncoded(
                transactions.Starts[..(Math.Min(listed, transactions.Count) + 1)].ToArray(),
                transactions.Items[..transactions.Starts[Math.Min(listed, transactions.Count)]].ToArray(),
                transactions.ItemIds), new MiningOptions { MinSupport = SupportThreshold.FromCount(1), MaxLength = 4 });
            SamplingOptions sampling = new() { MinSupport = options.MinSupport, MaxLength = 4, MaxThreads = 1 };
            VerifiedItemsets verified = new SampledItemsets(transactions, sampling, ofFew, minCount: 1).Verify();

            Assert.Equal(Parts.Lines(truth), Parts.Lines(verified.Itemsets));
            Assert.Equal(
                Parts.Lines(truth).Where((line, place) => !ofFew.TryGetCount(truth[place].Indexes, out _)), Parts.Lines(verified.Missed));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void A_first_look_misses_nothing_and_verifying_it_says_so()
    {
        SamplingOptions options = new() { MinSupport = SupportThreshold.FromShare(0.1m), MaxLength = 3, MaxThreads = 1 };
        VerifiedItemsets verified = ItemsetSampler.Mine(_many, options).Verify();
        Assert.Empty(verified.Missed);
        Assert.Equal(Parts.Lines(ItemsetMiner.Mine(_many, new MiningOptions { MinSupport = options.MinSupport, MaxLength = 3 })), Parts.Lines(verified.Itemsets));
        Assert.True(verified.Counted >= verified.Itemsets.Count);
    }

    [Fact]
    public void Sample_sizes_are_those_of_the_formulas()
    {
        // 40 transactions of 3 out of 5 items: min(40 * 7, 31) itemsets occur at most; ln(2 * 31 / 0.1) = 6.4297.
        Transactions transactions = Baskets.Of(Enumerable.Range(0, 40_000).Select(at => new[] { at % 5, (at + 1) % 5, (at + 2) % 5 }));
        double absolute = 6.429719478 * (1 + (1 / 40_000.0)) / ((2 * 0.02 * 0.02) + (6.429719478 / 40_000.0));
        Assert.Equal((int)Math.Ceiling(absolute), SampleSize.ForAbsoluteError(transactions, 0.02, 0.1));

        // Frequent at 20,000: at most 280,000 / 20,000 = 14 of them; ln(2 * 14 / 0.1) = 5.6348.
        Assert.Equal((int)Math.Ceiling(3 * 5.634789603 / (0.2 * 0.2 * 0.5)), SampleSize.ForRelativeError(transactions, 0.2, 0.1, SupportThreshold.FromShare(0.5m)));
        Assert.True(SampleSize.ForAbsoluteError(transactions, 0.02, 0.1, maxLength: 1) < SampleSize.ForAbsoluteError(transactions, 0.02, 0.1));
        Assert.Equal(0, SampleSize.ForAbsoluteError(Baskets.Of(), 0.02, 0.1));
        Assert.Equal(0, SampleSize.ForRelativeError(Baskets.Of(), 0.02, 0.1, SupportThreshold.FromShare(0.5m)));
    }

    [Fact]
    public void What_cannot_be_promised_is_refused_by_name()
    {
        Assert.Contains("MaxError is 0.2; it must be less than the minimum support, 0.1", Refused(new SamplingOptions { MinSupport = SupportThreshold.FromShare(0.1m), ErrorKind = SampleErrorKind.Absolute }), StringComparison.Ordinal);
        Assert.Contains("MaxError is NaN", Refused(new SamplingOptions { MaxError = double.NaN }), StringComparison.Ordinal);
        Assert.Contains("Delta is 1", Refused(new SamplingOptions { Delta = 1 }), StringComparison.Ordinal);
        Assert.Contains("weighted", Assert.Throws<ArgumentException>(() => ItemsetSampler.Mine(Baskets.Of("a").WithWeights([2]))).Message, StringComparison.Ordinal);
        Assert.Throws<MiningLimitException>(() => ItemsetSampler.Mine(_many, new SamplingOptions { MinSupport = SupportThreshold.FromShare(0.1m), MaxItemsets = 3 }));

        static string Refused(SamplingOptions options) => Assert.Throws<ArgumentException>(() => ItemsetSampler.Mine(_many, options)).Message;
    }

    private static bool Holds(SampledItemsets sampled, Itemsets truth)
    {
        foreach (Itemset itemset in truth)
        {
            if (!sampled.Itemsets.TryGetCount(itemset.Indexes, out int count))
            {
                return false;
            }

            double seen = (double)count / sampled.Size;
            double allowed = sampled.ErrorKind == SampleErrorKind.Relative ? sampled.MaxError * itemset.Support : sampled.MaxError;
            if (Math.Abs(seen - itemset.Support) > allowed)
            {
                return false;
            }
        }

        return true;
    }

    private static Transactions Market(int baskets, int seed)
    {
        System.Random random = new(seed);
        int[][] rows = [.. Enumerable.Range(0, baskets).Select(_ => Enumerable.Range(0, random.Next(0, 7)).Select(_ => Math.Min(random.Next(30), random.Next(30))).ToArray())];
        return Baskets.Of(rows);
    }
}
