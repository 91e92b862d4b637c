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
        CriterionClasses Of(int[] rows, int count) => new(null!, [], count, rows, 0);
        double[] Weights(bool buyers) => [.. weights.Select((weight, i) => customers.Labels[i] == buyers ? weight : 0)];
        CardFit fit = CardFit.Of([Of(first, 3), Of(second, 2)], new CardTarget(Weights(buyers: true), Weights(buyers: false), []), CancellationToken.None);

        double[] values = [.. Enumerable.Range(0, 800).SelectMany(i => new[] { 0, 1, 2 }.Select(k => first[i] == k ? 1.0 : 0).Concat(new[] { 0, 1 }.Select(k => second[i] == k ? 1.0 : 0)))];
        LogisticFit plain = LogisticRegression.Fit(
            new FeatureMatrix(["a0", "a1", "a2", "b0", "b1"], values), customers.Labels, weights, new LogisticOptions { Ridge = 1, PenalizeStandardized = false });
        double[] logits = [.. plain.Predict(new FeatureMatrix(["a0", "a1", "a2", "b0", "b1"], values)).Select(p => Math.Log(p / (1 - p)))];

        double[] found = fit.Logits([Of(first, 3), Of(second, 2)]);
        Assert.All(Enumerable.Range(0, 800), i => Assert.Equal(logits[i], found[i], 1e-3));
    }

    [Fact]
    public void A_customer_who_is_part_buyer_counts_as_two_by_weight()
    {
        int[] classes = [0, 0, 1, 1, 1];
        CriterionClasses[] criteria = [new(null!, [], 2, classes, 0)];
        CardFit parts = CardFit.Of(criteria, new CardTarget([0.2, 0.6, 1.4, 0, 0.9], [0.8, 0.4, 0.6, 1, 0.1], []), CancellationToken.None);
        CriterionClasses[] twice = [new(null!, [], 2, [.. classes, .. classes], 0)];
        CardFit whole = CardFit.Of(twice, new CardTarget([0.2, 0.6, 1.4, 0, 0.9, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0.8, 0.4, 0.6, 1, 0.1], []), CancellationToken.None);

        Assert.All(parts.Effects[0].Zip(whole.Effects[0]), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        Assert.Equal(whole.Area, parts.Area, 1e-9);
    }

    [Fact]
    public void The_area_of_steps_is_the_share_of_pairs_in_the_right_order()
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            double[] scores = [.. Enumerable.Range(0, 60).Select(_ => random.Next(9) / 4.0)];
            double[] buyers = [.. scores.Select(_ => random.NextDouble())];
            double[] others = [.. scores.Select(_ => random.NextDouble())];
            double right = 0;
            for (int i = 0; i < scores.Length; i++)
            {
                for (int j = 0; j < scores.Length; j++)
                {
                    right += buyers[i] * others[j] * (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0);
                }
            }

            Assert.Equal(right / (buyers.Sum() * others.Sum()), SteppedArea.OfScores(scores, buyers, others), 1e-9);
        }

        Assert.Equal(0.5, SteppedArea.OfScores([1, 2], [1, 1], [0, 0]));
        Assert.Equal(0.5, SteppedArea.OfScores([3, 3], [1, 0], [0, 1]));
    }

    [Fact]
    public void What_criteria_tell_is_what_a_weighted_regression_explains()
    {
        const int Count = 5_000;
        var random = new Random(3);
        CriterionClasses[] candidates = [.. new[] { 3, 2, 4 }.Select(k => new CriterionClasses(null!, [], k, [.. Enumerable.Range(0, Count).Select(_ => random.Next(k))], 0))];
        double[] chances = [.. Enumerable.Range(0, Count).Select(i => 1 / (1 + Math.Exp(2 - (0.8 * candidates[0].RowClasses[i]) + (0.5 * candidates[2].RowClasses[i]) - random.NextDouble())))];
        double[] buyers = [.. chances.Select(p => (0.4 * p) + (random.NextDouble() < p ? 0.6 : 0))];
        var moments = new ClassMoments(candidates, new CardTarget(buyers, [.. buyers.Select(b => 1 - b)], chances));
        double[] weights = [.. chances.Select(p => p * (1 - p))];
        double[] response = [.. chances.Select((p, i) => Math.Log(p / (1 - p)) + ((buyers[i] - p) / weights[i]))];
        double mean = weights.Zip(response, (w, z) => w * z).Sum() / weights.Sum();

        // One criterion: the squares between its classes. Both together by going round until nothing moves.
        double Explained(params int[] chosen)
        {
            double[] fitted = new double[Count];
            for (int round = 0; round < 200; round++)
            {
                foreach (int[] rows in chosen.Select(c => candidates[c].RowClasses))
                {
                    for (int k = 0; k < 4; k++)
                    {
                        (double sum, double all) = (0, 0);
                        for (int i = 0; i < Count; i++)
                        {
                            (sum, all) = rows[i] == k ? (sum + (weights[i] * (response[i] - mean - fitted[i])), all + weights[i]) : (sum, all);
                        }

                        for (int i = 0; i < Count && all > 0; i++)
                        {
                            fitted[i] += rows[i] == k ? sum / all : 0;
                        }
                    }
                }
            }

            return Enumerable.Range(0, Count).Sum(i => weights[i] * (Math.Pow(response[i] - mean, 2) - Math.Pow(response[i] - mean - fitted[i], 2)));
        }

        Assert.Equal(1, moments.Told([0]) / Explained(0), 1e-4);
        Assert.Equal(1, moments.Told([0, 2]) / Explained(0, 2), 1e-4);
        Assert.Equal(0, moments.Told([]));
        Assert.True(moments.Told([0, 1, 2]) >= moments.Told([0, 2]));
    }

    [Fact]
    public void Searching_finds_the_best_three_of_all_threes()
    {
        LabeledCustomers all = PlantedLeads.Customers(1_500, seed: 12);
        var customers = new LabeledCustomers(all.Table.SelectColumns("income", "visits", "region", "owner", "noise1", "noise2", "noise3", "noise4"), all.Labels);
        var target = CardTarget.Of(customers, new PlantedLeads.Truth.Model().Predict(customers.Table));
        double Told(CustomerTable table, int most)
        {
            FittedCard card = new CardSearch(table, target, new LeadScoreOptions(), CancellationToken.None).Run(most)[^1];
            int[] places = [.. Enumerable.Range(0, card.Criteria.Length)];
            return new ClassMoments(card.Criteria, target).Told(places) - card.Criteria.Sum(c => c.Count - 1);
        }

        double found = Told(customers.Table, 3);
        string[] columns = [.. customers.Table.Columns.Select(c => c.Name)];
        double best = 0;
        for (int a = 0; a < columns.Length; a++)
        {
            for (int b = a + 1; b < columns.Length; b++)
            {
                for (int c = b + 1; c < columns.Length; c++)
                {
                    try
                    {
                        best = Math.Max(best, Told(customers.Table.SelectColumns(columns[a], columns[b], columns[c]), 3));
                    }
                    catch (PropensityTrainingException)
                    {
                        // All are noise.
                    }
                }
            }
        }

        Assert.True(best > 50, "there is something to find");
        Assert.Equal(best, found, 1e-6);
    }

    [Fact]
    public void With_few_buyers_the_model_keeps_luck_from_choosing()
    {
        int withModel = 0;
        int alone = 0;
        for (int seed = 1; seed <= 20; seed++)
        {
            LabeledCustomers many = PlantedLeads.Customers(3_000, seed);
            LabeledCustomers few = many.Select([.. Enumerable.Range(0, many.Count).Where(i => !many.Labels[i] || i % 12 == 0)]);
            double rate = few.BaseRate!.Value;
            double[] chances = new PlantedLeads.Truth.Model().Predict(few.Table);
            withModel += Right(CardTarget.Of(few, [.. chances.Select(p => p / (p + (12 * (1 - p))))]));
            alone += Right(CardTarget.Of(few, [.. chances.Select(_ => rate)]));

            int Right(CardTarget target) =>
                new CardSearch(few.Table, target, new LeadScoreOptions(), CancellationToken.None).Run(4)[^1].Criteria.Count(c => !c.Field.Name.StartsWith("noise", StringComparison.Ordinal));
        }

        Assert.True(withModel > alone + 5, $"{withModel} of 80 criteria are right with the model, {alone} without");
    }
}
