using CrossSell.ML.Hybrid;

namespace CrossSell.ML.Tests.Hybrid;

/// <summary>Which parts take part, on candidates whose truth is planted.</summary>
public sealed class PartSelectionTests
{
    private static readonly string[] s_parts = ["cosine", "timing", "trend", "customer"];

    [Fact]
    public void A_part_on_trial_that_tells_something_of_its_own_is_taken_in()
    {
        PartSelection.Choice choice = Choose(values => (values[0] + values[1]) / 2, "timing");

        Assert.Contains(1, choice.Features);
        Assert.Contains(choice.Notes, note => note.StartsWith("Part timing was taken in", StringComparison.Ordinal));
    }

    [Fact]
    public void A_part_on_trial_that_tells_nothing_is_left_out_and_changes_no_logit()
    {
        static double Logit(float[] values) => (values[0] + values[2]) / 2;
        PartSelection.Choice choice = Choose(Logit, "timing");

        Assert.DoesNotContain(1, choice.Features);
        Assert.Contains(choice.Notes, note => note.StartsWith("Part timing was left out", StringComparison.Ordinal));
        HybridModel without = LevelTwo.Fit(Learned(Logit), [0, 2, 3], choice.Ridge, 1, CancellationToken.None);
        Assert.Equal(LevelTwo.Logits(HeldOut(Logit), without), choice.Logits);
    }

    [Fact]
    public void A_part_on_trial_may_rank_alone()
    {
        PartSelection.Choice choice = Choose(values => 1.5 * values[1], "timing");

        Assert.Contains(1, choice.Features);
    }

    [Fact]
    public void Without_a_part_on_trial_every_part_stays_that_does_no_harm()
    {
        PartSelection.Choice choice = Choose(values => (values[0] + values[1] + values[2]) / 2, onTrial: null);

        Assert.Equal([0, 1, 2, 3], choice.Features);
    }

    [Theory]
    [InlineData(11UL)]
    [InlineData(12UL)]
    [InlineData(13UL)]
    [InlineData(14UL)]
    public void What_one_part_says_as_well_as_all_it_says_alone(ulong seed)
    {
        // The trend decides; the other parts are noise, which weights on few candidates are fitted to.
        static double Logit(float[] values) => 1.5 * values[2];
        HybridRows heldOut = PlantedCandidates.Make(300, s_parts.Length, seed + 100, Logit);
        PartSelection.Choice choice = new PartSelection(PlantedCandidates.Make(40, s_parts.Length, seed, Logit), heldOut, s_parts, onTrial: null, 2, CancellationToken.None).Choose(givenRidge: null);

        HybridModel alone = LevelTwo.Fit(PlantedCandidates.Make(40, s_parts.Length, seed, Logit), [2, 3], choice.Ridge, 1, CancellationToken.None);
        var byTrend = RankingQuality.Of(heldOut, LevelTwo.Logits(heldOut, alone));
        var chosen = RankingQuality.Of(heldOut, choice.Logits);

        Assert.True(chosen.Gain > byTrend.Gain || chosen.Loss < byTrend.Loss || choice.Features is [2, 3], $"Parts {string.Join(", ", choice.Features)} rank, and the trend alone is no worse.");
    }

    private static PartSelection.Choice Choose(Func<float[], double> logit, string? onTrial) =>
        new PartSelection(Learned(logit), HeldOut(logit), s_parts, onTrial, 2, CancellationToken.None).Choose(givenRidge: null);

    private static HybridRows Learned(Func<float[], double> logit) => PlantedCandidates.Make(300, s_parts.Length, 3, logit);

    private static HybridRows HeldOut(Func<float[], double> logit) => PlantedCandidates.Make(300, s_parts.Length, 4, logit);
}
