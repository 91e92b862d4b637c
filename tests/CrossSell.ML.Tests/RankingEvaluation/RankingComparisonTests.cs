namespace CrossSell.ML.Tests.RankingEvaluation;

public sealed class RankingComparisonTests
{
    [Fact]
    public void A_ranking_that_knows_beats_chance_and_a_ranking_does_not_differ_from_itself()
    {
        (PurchaseMatrix known, RankingTargets targets, ProductVectorScorer chance) = RankingReportTests.Market(5);
        RankedLists Lists(string model, Func<int, int, float> score) => RankedLists.Of(
            model,
            (customer, scores) =>
            {
                for (int product = 0; product < scores.Length; product++)
                {
                    scores[product] = score(customer, product);
                }
            },
            known, targets.Customers, new RankingOptions { Top = 3 });
        RankingReport knowing = RankingReport.Of(Lists("knowing", (c, p) => targets.ProductsOf(targets.Customers.IndexOf(c)).Contains(p) ? 1 : 0), known, targets);
        RankingReport blind = RankingReport.Of(RankedLists.Of(chance, known, targets.Customers, new RankingOptions { Top = 3 }), known, targets);

        RankingComparison better = RankingComparison.Of(knowing, blind)!;
        RankingComparison same = RankingComparison.Of(blind, blind)!;

        Assert.Equal(1, knowing.Ndcg, 1e-12);
        Assert.Equal(knowing.Ndcg - blind.Ndcg, better.Difference.Value, 1e-12);
        Assert.True(better.Difference.Lower > 0 && better.PValue < 0.05, $"{better}");
        Assert.Equal(new Interval(0, 0, 0), same.Difference);
        Assert.Equal(1, same.PValue);
        Assert.Equal(better, RankingComparison.Of(knowing, blind));
        Assert.Equal(-better.Difference.Value, RankingComparison.Of(blind, knowing)!.Difference.Value, 1e-12);
    }

    [Fact]
    public void The_permutation_test_is_the_share_of_all_sign_patterns_that_are_as_far()
    {
        // Eight customers, of whom the one ranking serves six and the other one: of 2^7 patterns of the seven differences those with a sum of 5 or more either way.
        (PurchaseMatrix known, RankingTargets targets) = Eight();
        RankingReport one = RankingReport.Of(Only(known, targets, c => c < 6), known, targets);
        RankingReport other = RankingReport.Of(Only(known, targets, c => c == 6), known, targets);
        int patterns = Enumerable.Range(0, 128).Count(signs => Math.Abs(7 - (2 * int.PopCount(signs))) >= 5);

        RankingComparison comparison = RankingComparison.Of(one, other, RankingMeasure.HitRate, new RankingOptions { Draws = 20_000 })!;

        Assert.Equal(5 / 8.0, comparison.Difference.Value, 1e-12);
        Assert.Equal(patterns / 128.0, comparison.PValue, 0.01);
    }

    [Fact]
    public void An_interval_is_that_of_a_mean_and_follows_the_seed()
    {
        (PurchaseMatrix known, RankingTargets targets) = Eight();
        RankingReport half = RankingReport.Of(Only(known, targets, c => c < 4), known, targets, new RankingOptions { Draws = 5000 });
        RankingReport again = RankingReport.Of(Only(known, targets, c => c < 4), known, targets, new RankingOptions { Draws = 5000, Seed = 2 });

        Interval interval = half.IntervalOf(RankingMeasure.HitRate)!;

        // Binomial(8, 1/2): 2.5 % lie below 1 or at 1 and above 7 or at 7.
        Assert.Equal(new Interval(0.5, 0.125, 0.875), interval);
        Assert.Equal(interval, half.IntervalOf(RankingMeasure.HitRate));
        Assert.Equal(0.5, again.IntervalOf(RankingMeasure.HitRate)!.Value, 1e-12);
        Assert.Null(half.IntervalOf(RankingMeasure.RevenueRecall));
        Assert.Null(half.RevenueRecall);
    }

    [Fact]
    public void Only_reports_on_the_same_customers_and_targets_are_compared()
    {
        (PurchaseMatrix known, RankingTargets targets) = Eight();
        (PurchaseMatrix others, RankingTargets theirs, ProductVectorScorer scorer) = RankingReportTests.Market(5);
        RankingReport one = RankingReport.Of(Only(known, targets, _ => true), known, targets);
        RankingReport two = RankingReport.Of(RankedLists.Of(scorer, others, theirs.Customers), others, theirs);

        Assert.Contains("only the same can be compared", Assert.Throws<ArgumentException>(() => RankingComparison.Of(one, two)).Message, StringComparison.Ordinal);
    }

    private static (PurchaseMatrix Known, RankingTargets Targets) Eight()
    {
        var known = new PurchaseMatrixBuilder();
        var later = new PurchaseMatrixBuilder();
        known.Add("owner", "b");
        for (int c = 0; c < 8; c++)
        {
            known.Add($"c{c}", "a");
            later.Add($"c{c}", "b");
        }

        PurchaseMatrix matrix = known.Build();
        return (matrix, RankingTargets.Of(matrix, later.Build()));
    }

    // Lists product b for some customers (which follow the owner, so from place 1) and nothing for the others.
    private static RankedLists Only(PurchaseMatrix known, RankingTargets targets, Func<int, bool> served) => RankedLists.Of(
        "some", (customer, scores) => scores.Fill(served(customer - 1) ? 1 : float.NegativeInfinity), known, targets.Customers);
}
