using CrossSell.ML.LeadScores;

namespace CrossSell.ML.Tests.LeadScores;

public class CardSearchTests
{
    [Fact]
    public void Bins_are_cut_where_the_share_of_buyers_changes()
    {
        double[] customers = [.. Enumerable.Repeat(500.0, 12)];
        double[] buyers = [50, 51, 49, 50, 100, 101, 99, 100, 250, 249, 251, 250];

        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2], ClassMerger.Merge(customers, buyers, mostClasses: 5, leastCustomers: 100));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1], ClassMerger.Merge(customers, buyers, mostClasses: 2, leastCustomers: 100));
        Assert.All(ClassMerger.Merge(customers, [.. customers.Select(_ => 50.0)], 5, 0), k => Assert.Equal(0, k));
        Assert.Equal([0, 0, 1], ClassMerger.Merge([3, 500, 500], [3, 50, 200], 5, 20));
        Assert.Equal([0, 0, 0, 1], ClassMerger.Merge([0, 500, 0, 500], [0, 50, 0, 200], 5, 20));
    }

    [Fact]
    public void Joining_customers_of_equal_classes_gives_the_regression_on_all_rows()
    {
        LabeledCustomers customers = PlantedLeads.Customers(800, seed: 9);
        double[] weights = [.. Enumerable.Range(0, 800).Select(i => 1.0 + (i % 3))];
        int[] first = [.. Enumerable.Range(0, 800).Select(i => i % 3)];
        int[] second = [.. Enumerable.Range(0, 800).Select(i => customers.Table.Columns[1].Numbers[i] > 3 ? 1 : 0)];
        CriterionClasses Of(int[] rows, int count) => new(null!, [], count, rows);
        CardFit fit = CardFit.Of([Of(first, 3), Of(second, 2)], customers.Labels, weights, CancellationToken.None);

        double[] values = [.. Enumerable.Range(0, 800).SelectMany(i => new[] { 0, 1, 2 }.Select(k => first[i] == k ? 1.0 : 0).Concat(new[] { 0, 1 }.Select(k => second[i] == k ? 1.0 : 0)))];
        LogisticFit plain = LogisticRegression.Fit(
            new FeatureMatrix(["a0", "a1", "a2", "b0", "b1"], values), customers.Labels, weights, new LogisticOptions { Ridge = 1, PenalizeStandardized = false });
        double[] logits = [.. plain.Predict(new FeatureMatrix(["a0", "a1", "a2", "b0", "b1"], values)).Select(p => Math.Log(p / (1 - p)))];

        double[] found = fit.Logits([Of(first, 3), Of(second, 2)]);
        Assert.All(Enumerable.Range(0, 800), i => Assert.Equal(logits[i], found[i], 1e-3));
    }

    [Fact]
    public void Searching_finds_the_best_pair_of_all_pairs()
    {
        LabeledCustomers customers = PlantedLeads.Customers(3_000, seed: 12);
        IReadOnlyList<(CriterionClasses[] Criteria, CardFit Fit)> found = new CardSearch(customers, new LeadScoreOptions(), CancellationToken.None).Run(2, CardGoal.Likelihood);
        string[] columns = [.. customers.Table.Columns.Select(c => c.Name)];
        double best = double.PositiveInfinity;
        for (int a = 0; a < columns.Length; a++)
        {
            for (int b = a + 1; b < columns.Length; b++)
            {
                var pair = new LabeledCustomers(customers.Table.SelectColumns(columns[a], columns[b]), customers.Labels);
                try
                {
                    IReadOnlyList<(CriterionClasses[] Criteria, CardFit Fit)> cards = new CardSearch(pair, new LeadScoreOptions(), CancellationToken.None).Run(2, CardGoal.Likelihood);
                    best = cards.Count == 2 ? Math.Min(best, cards[1].Fit.Criterion) : best;
                }
                catch (PropensityTrainingException)
                {
                    // Both are noise.
                }
            }
        }

        Assert.Equal(best, found[1].Fit.Criterion, 1e-3);
    }
}
