using CrossSell.ML.Hybrid;

namespace CrossSell.ML.Tests.Hybrid;

/// <summary>How many trees held-out purchases want, on candidates whose truth is planted: two features of a product and one of the customer.</summary>
public sealed class BoostedLevelTwoTests
{
    private const int Features = 3;
    private const int Candidates = 30;

    [Fact]
    public void Where_customers_differ_in_what_counts_trees_stand_on_top_and_held_out_purchases_are_foretold_better()
    {
        (int trees, RankingQuality with, RankingQuality without) = Choose((product, other, customer) => customer > 0 ? product : other);

        Assert.True(trees > 0);
        Assert.True(with.LossBelow(without) > 2, $"The loss is {with.Loss:0.0000} with trees and {without.Loss:0.0000} without.");
        Assert.True(with.Gain > without.Gain + 0.02, $"NDCG@10 is {with.Gain:0.0000} with trees and {without.Gain:0.0000} without.");
    }

    [Fact]
    public void Where_a_sum_tells_all_no_tree_stands_and_the_held_out_logits_are_those_of_the_model()
    {
        (int trees, RankingQuality with, RankingQuality without) = Choose((product, other, _) => (product + other) / 2);

        Assert.Equal(0, trees);
        Assert.Equal(without.Loss, with.Loss);
    }

    [Fact]
    public void Where_a_better_score_is_worse_in_truth_no_tree_says_so()
    {
        // The line may weigh it downwards; the trees keep to the direction of scores.
        HybridRows rows = Make(300, 1, (product, _, _) => -Math.Abs(product));
        HybridModel model = LevelTwo.Fit(rows, [0, 1, 2], 10, 1, CancellationToken.None);
        HybridTrees? trees = new BoostedLevelTwo([0, 1, 2], 2, 1, CancellationToken.None).Fit(rows, model, 30).Trees;

        Assert.NotNull(trees);
        double before = double.NegativeInfinity;
        for (float value = -3; value <= 3; value += 0.125f)
        {
            double now = trees.Of([value, 0, 0]);
            Assert.True(now >= before - 1e-12);
            before = now;
        }
    }

    private static (int Trees, RankingQuality With, RankingQuality Without) Choose(Func<double, double, double, double> logit)
    {
        (HybridRows learned, HybridRows heldOut) = (Make(600, 1, logit), Make(400, 2, logit));
        HybridModel model = LevelTwo.Fit(learned, [0, 1, 2], 10, 2, CancellationToken.None);
        (int trees, double[] logits) = new BoostedLevelTwo([0, 1, 2], 2, 2, CancellationToken.None).Choose(learned, heldOut, model);
        return (trees, RankingQuality.Of(heldOut, logits), RankingQuality.Of(heldOut, LevelTwo.Logits(heldOut, model)));
    }

    private static HybridRows Make(int customers, ulong seed, Func<double, double, double, double> logit)
    {
        ulong state = seed;
        float[] values = new float[customers * Candidates * Features];
        double[] labels = new double[customers * Candidates];
        int[] bought = new int[customers];
        for (int row = 0; row < labels.Length; row++)
        {
            int customer = row / Candidates;
            Span<float> features = values.AsSpan(row * Features, Features);
            features[0] = (float)((4 * Next()) - 2);
            features[1] = (float)((4 * Next()) - 2);
            features[2] = customer % 2 == 0 ? 1 : -1;
            labels[row] = Next() < 1 / (1 + Math.Exp(2.5 - (2 * logit(features[0], features[1], features[2])))) ? 1 : 0;
            bought[customer] += (int)labels[row];
        }

        int[] products = [.. Enumerable.Range(0, labels.Length).Select(row => row % Candidates)];
        ulong[] hashes = [.. Enumerable.Range(0, customers).Select(customer => CustomerSample.Hash($"c{customer}"))];
        return new HybridRows(Features, [.. Enumerable.Range(0, customers + 1).Select(customer => customer * Candidates)], products, values, labels, bought, hashes, [.. Enumerable.Repeat(1.0, customers)]);

        double Next()
        {
            state += 0x9E3779B97F4A7C15;
            ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return ((mixed ^ (mixed >> 31)) >> 11) / (double)(1UL << 53);
        }
    }
}
