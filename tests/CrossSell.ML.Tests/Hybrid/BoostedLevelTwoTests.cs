using CrossSell.ML.Hybrid;

namespace CrossSell.ML.Tests.Hybrid;

/// <summary>How many trees held-out purchases want, on candidates whose truth is planted: two features of a product and one of the customer.</summary>
public sealed class BoostedLevelTwoTests
{
    private const int Features = 3;

    [Fact]
    public void Where_customers_differ_in_what_counts_trees_stand_on_top_and_held_out_purchases_are_foretold_better()
    {
        (int trees, RankingQuality with, RankingQuality without) = Choose(values => values[2] > 0 ? values[0] : values[1]);

        Assert.True(trees > 0);
        Assert.True(with.LossBelow(without) > 2, $"The loss is {with.Loss:0.0000} with trees and {without.Loss:0.0000} without.");
        Assert.True(with.Gain > without.Gain + 0.02, $"NDCG@10 is {with.Gain:0.0000} with trees and {without.Gain:0.0000} without.");
    }

    [Fact]
    public void Where_a_sum_tells_all_no_tree_stands_and_the_held_out_logits_are_those_of_the_model()
    {
        (int trees, RankingQuality with, RankingQuality without) = Choose(values => (values[0] + values[1]) / 2);

        Assert.Equal(0, trees);
        Assert.Equal(without.Loss, with.Loss);
    }

    [Fact]
    public void Where_a_sum_tells_all_trees_are_rare_and_harm_no_order()
    {
        int stood = 0;
        double gained = 0;
        for (ulong seed = 10; seed < 30; seed++)
        {
            (int trees, RankingQuality with, RankingQuality without) = Choose(values => (values[0] + values[1]) / 2, seed, customers: 200);
            stood += trees > 0 ? 1 : 0;
            gained += with.Gain - without.Gain;
        }

        Assert.True(stood <= 3, $"Trees stand in {stood} of 20 draws.");
        Assert.True(gained / 20 > -0.001, $"NDCG@10 falls by {-gained / 20:0.0000}.");
    }

    [Fact]
    public void How_sure_of_itself_a_model_is_tells_nothing_of_its_order()
    {
        HybridRows rows = PlantedCandidates.Make(200, Features, 3, values => values[0]);
        double[] logits = LevelTwo.Logits(rows, LevelTwo.Fit(rows, [0, 1, 2], 10, 1, CancellationToken.None));
        double[] surer = Array.ConvertAll(logits, logit => 3 * logit);

        Assert.True(RankingQuality.Of(rows, surer).Loss > RankingQuality.Of(rows, logits).Loss + 0.01);
        Assert.Equal(RankingQuality.Stretched(rows, logits).Loss, RankingQuality.Stretched(rows, surer).Loss, 1e-3);
        Assert.Equal(RankingQuality.Of(rows, logits).Gain, RankingQuality.Stretched(rows, surer).Gain, 1e-12);
    }

    [Fact]
    public void Where_a_better_score_is_worse_in_truth_no_tree_says_so()
    {
        // The line may weigh it downwards; the trees keep to the direction of scores.
        HybridRows rows = PlantedCandidates.Make(300, Features, 1, values => -Math.Abs(values[0]));
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

    private static (int Trees, RankingQuality With, RankingQuality Without) Choose(Func<float[], double> logit, ulong seed = 1, int customers = 600)
    {
        (HybridRows learned, HybridRows heldOut) = (PlantedCandidates.Make(customers, Features, seed, logit), PlantedCandidates.Make(2 * customers / 3, Features, seed + 1_000, logit));
        HybridModel model = LevelTwo.Fit(learned, [0, 1, 2], 10, 2, CancellationToken.None);
        (int trees, double[] logits) = new BoostedLevelTwo([0, 1, 2], 2, 2, CancellationToken.None).Choose(learned, heldOut, model);
        return (trees, RankingQuality.Of(heldOut, logits), RankingQuality.Of(heldOut, LevelTwo.Logits(heldOut, model)));
    }
}
