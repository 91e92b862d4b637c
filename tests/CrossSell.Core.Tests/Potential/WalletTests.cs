namespace CrossSell.Tests.Potential;

public class WalletTests
{
    [Fact]
    public void The_potential_of_a_large_segment_is_its_own_quantile_drawn_a_little_to_all()
    {
        // Segment x spends 1..99, y 101..199; the quartile of x is 74.5, of all 149.5.
        double[] spends = [.. Enumerable.Range(1, 99).Select(i => (double)i), .. Enumerable.Range(101, 99).Select(i => (double)i)];
        CustomerGroups segments = CustomerGroups.Of(spends.Select(s => s < 100 ? "x" : "y"));
        ShareOfWallet wallet = ShareOfWallet.Of(segments, 1, (c, _) => spends[c], new WalletOptions { Shrinkage = 0 });
        ShareOfWallet drawn = ShareOfWallet.Of(segments, 1, (c, _) => spends[c], new WalletOptions { Shrinkage = 99 });

        Assert.Equal(74.5, wallet.PotentialOf(0, 0).Potential, 1e-9);
        Assert.Equal(174.5, wallet.PotentialOf(1, 0).Potential, 1e-9);
        double all = 149.75; // between the 148th and the 149th of 198: 149 and 150
        double own = Math.Sqrt(74.5 * all);
        Assert.Equal(own, drawn.PotentialOf(0, 0).Potential, 1e-9);
        Assert.Equal(0.5, wallet.ShareOf(0, (_, _) => 37.25), 1e-9);
        Assert.Equal(1, wallet.ShareOf(0, (_, _) => 500));
        Assert.Equal(0.25, wallet.ShareOf(0, (_, _) => 25, given: (_, _) => 100));
        Assert.True(double.IsNaN(wallet.ShareOf(0, (_, _) => 25, isRelevant: (_, _) => false)));
    }

    [Fact]
    public void A_segment_of_few_peers_is_told_by_all_and_one_without_any_by_nobody()
    {
        double[] spends = [.. Enumerable.Range(1, 40).Select(i => (double)i), 1_000, 0];
        CustomerGroups segments = CustomerGroups.Of([.. Enumerable.Repeat("many", 40), "few", "few"]);
        ShareOfWallet wallet = ShareOfWallet.Of(segments, 2, (c, k) => k == 0 ? spends[c] : 0);
        PotentialEstimate few = wallet.PotentialOf(0, 0);

        Assert.Equal((31, 1, false), (few.Potential, few.Peers, few.IsOwn));
        Assert.True(double.IsNaN(wallet.PotentialOf(0, 1).Potential));
        Assert.True(wallet.PotentialOf(1, 0).IsOwn);
    }

    [Fact]
    public void Intervals_cover_the_true_quantile_as_often_as_they_say()
    {
        var random = new Random(4);
        int inside = 0;
        const int Worlds = 600;
        for (int world = 0; world < Worlds; world++)
        {
            double[] spends = [.. Enumerable.Range(0, 80).Select(_ => -Math.Log(1 - random.NextDouble()))];
            PotentialEstimate found = ShareOfWallet.Of(CustomerGroups.OneOf(80), 1, (c, _) => spends[c], new WalletOptions { Shrinkage = 0, ConfidenceLevel = 0.9 }).PotentialOf(0, 0);
            inside += found.Lower <= Math.Log(4) && Math.Log(4) <= found.Upper ? 1 : 0;
        }

        // Ranks are whole numbers, so the interval covers a little more than it must.
        Assert.InRange(inside / (double)Worlds, 0.88, 0.96);
    }

    [Fact]
    public void Figures_that_cannot_be_are_refused()
    {
        CustomerGroups one = CustomerGroups.OneOf(1);
        ShareOfWallet wallet = ShareOfWallet.Of(one, 1, (_, _) => 5);

        Assert.Equal(4, new WalletOptions { Quantile = 1, LeastPeers = 1, Shrinkage = -1, ConfidenceLevel = 0 }.Validate().Count);
        Assert.Throws<ArgumentException>(() => ShareOfWallet.Of(one, 1, (_, _) => 5, new WalletOptions { Quantile = 1 }));
        Assert.ThrowsAny<Exception>(() => ShareOfWallet.Of(one, 1, (_, _) => -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => wallet.PotentialOf(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => wallet.ShareOf(1, (_, _) => 1));
    }
}
