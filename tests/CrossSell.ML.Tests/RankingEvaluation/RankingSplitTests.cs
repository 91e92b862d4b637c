namespace CrossSell.ML.Tests.RankingEvaluation;

public sealed class RankingSplitTests
{
    private static readonly DateTime Monday = new(2026, 3, 2, 9, 0, 0);

    [Fact]
    public void A_cut_off_knows_what_came_before_and_asks_for_first_purchases_after()
    {
        PurchaseHistory history = PurchaseHistory.From(
        [
            Bought("ann", "x", 0, 5), Bought("bob", "y", 1, 5), Bought("ann", "x", 8, 5), Bought("ann", "y", 8, 7), Bought("ann", "y", 9, 4),
            Bought("cid", "x", 9, 5), Bought("bob", "new", 9, 5), Bought("bob", "x", 30, 5),
        ]);

        RankingSplit all = RankingSplit.AtCutoff(history, Monday.AddDays(5));
        RankingSplit week = RankingSplit.AtCutoff(history, Monday.AddDays(5), TimeSpan.FromDays(7));

        // Not: ann's x, which she had; cid, of whom nothing was known; the new product, which nobody had bought.
        Assert.Equal(["ann y", "bob x"], Pairs(all));
        Assert.Equal(["ann y"], Pairs(week));
        Assert.Equal([11.0], week.Targets.ValuesOf(0).ToArray());
        Assert.Equal(2, all.Train.Count);
        Assert.Equal(Monday.AddDays(5), all.Train.AsOf);
        Assert.Same(all.Train, all.Known);
    }

    [Fact]
    public void What_the_future_holds_changes_nothing_that_is_known()
    {
        var random = new System.Random(4);
        Purchase[] past = [.. Enumerable.Range(0, 60).Select(i => Bought($"c{random.Next(9)}", $"p{random.Next(9)}", random.Next(20), 1))];
        Purchase[] future = [.. Enumerable.Range(0, 60).Select(i => Bought($"c{random.Next(9)}", $"p{random.Next(9)}", 20 + random.Next(1, 9), 1))];
        Purchase[] shuffled = [.. future.Select(purchase => purchase with { Product = $"p{random.Next(9)}" })];
        DateTime cutoff = Monday.AddDays(20).AddHours(1);

        PurchaseMatrix one = RankingSplit.AtCutoff(PurchaseHistory.From([.. past, .. future]), cutoff).Train;
        PurchaseMatrix other = RankingSplit.AtCutoff(PurchaseHistory.From([.. past, .. shuffled]), cutoff).Train;

        Assert.Equal(one.Count, other.Count);
        foreach (IProductScorerTrainer trainer in (IProductScorerTrainer[])[new PopularityTrainer(), new TrendTrainer()])
        {
            Assert.Equal(Scores(trainer, one), Scores(trainer, other));
        }
    }

    [Fact]
    public void A_matrix_is_parted_like_the_history_it_comes_from()
    {
        PurchaseHistory history = PurchaseHistory.From([Bought("ann", "x", 0, 1), Bought("bob", "y", 1, 1), Bought("ann", "y", 8, 1), Bought("bob", "x", 20, 1)]);

        RankingSplit split = RankingSplit.AtCutoff(PurchaseMatrix.Of(history), Monday.AddDays(5), TimeSpan.FromDays(7));

        Assert.Equal(["ann y"], Pairs(split));
        Assert.False(split.Targets.HasValues);
    }

    [Fact]
    public void Rolling_splits_stand_one_step_apart()
    {
        PurchaseHistory history = PurchaseHistory.From([Bought("ann", "x", 0, 1), Bought("bob", "y", 1, 1), Bought("ann", "y", 8, 1), Bought("bob", "x", 20, 1)]);

        IReadOnlyList<RankingSplit> splits = RankingSplit.Rolling(history, Monday.AddDays(5), TimeSpan.FromDays(7), 3);

        Assert.Equal(["ann y", "", "bob x"], splits.Select(split => string.Join(';', Pairs(split))));
        Assert.Equal([5.0, 12, 19], splits.Select(split => (split.Train.AsOf!.Value - Monday).TotalDays));
    }

    [Fact]
    public void Leave_one_out_takes_what_was_first_bought_last()
    {
        var builder = new PurchaseMatrixBuilder();
        builder.Add("ann", "x", 1, Monday, Monday.AddDays(90));
        builder.Add("ann", "y", 1, Monday.AddDays(3));
        builder.Add("bob", "y", 1, Monday);
        RankingSplit split = RankingSplit.LeaveOneOut(builder.Build());

        Assert.Equal(["ann y"], Pairs(split));
        Assert.Equal(2, split.Train.Count);
    }

    [Fact]
    public void Without_times_leave_one_out_takes_each_product_about_as_often()
    {
        var builder = new PurchaseMatrixBuilder();
        for (int c = 0; c < 600; c++)
        {
            builder.Add($"c{c}", "x");
            builder.Add($"c{c}", "y");
            builder.Add($"c{c}", "z");
        }

        RankingSplit split = RankingSplit.LeaveOneOut(builder.Build(), seed: 3);

        Assert.Equal(600, split.Targets.Count);
        Assert.All(Pairs(split).GroupBy(pair => pair[^1]), group => Assert.InRange(group.Count(), 150, 250));
    }

    [Fact]
    public void Folds_learn_from_other_customers_only_and_cover_everybody_once()
    {
        (PurchaseMatrix matrix, _, _) = RankingReportTests.Market(6);

        IReadOnlyList<RankingSplit> folds = RankingSplit.KFold(matrix, 3);

        int[] tested = [.. folds.SelectMany(fold => fold.Targets.Customers.ToArray())];
        Assert.Equal(tested.Distinct().Count(), tested.Length);
        foreach (RankingSplit fold in folds)
        {
            for (int at = 0; at < fold.Targets.Customers.Length; at++)
            {
                int customer = fold.Targets.Customers[at];
                Assert.Equal(0, fold.Train[customer].Count);
                Assert.Equal(matrix[customer].Count - 1, fold.Known[customer].Count);
                Assert.Equal(-1, fold.Known[customer].Products.IndexOf(fold.Targets.ProductsOf(at)[0]));
            }
        }
    }

    [Fact]
    public void An_instant_outside_the_purchases_and_targets_that_are_none_are_refused()
    {
        PurchaseHistory history = PurchaseHistory.From([Bought("ann", "x", 0, 1), Bought("bob", "y", 1, 1)]);
        var late = new PurchaseMatrixBuilder();
        late.Add("ann", "x");
        var strange = new PurchaseMatrixBuilder();
        strange.Add("eve", "x");
        var untimed = new PurchaseMatrixBuilder();
        untimed.Add("ann", "x");

        Assert.Contains("go from 2026-03-02 09:00:00 to 2026-03-03 09:00:00", Assert.Throws<ArgumentException>(() => RankingSplit.AtCutoff(history, Monday.AddDays(2))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RankingSplit.AtCutoff(history, Monday));
        Assert.Contains("All purchases are of 2026-03-02", Assert.Throws<ArgumentException>(() => RankingSplit.AtCutoff(PurchaseHistory.From([new Purchase { Customer = "ann", Product = "a", Time = new DateTime(2026, 3, 2) }]), Monday)).Message, StringComparison.Ordinal);
        Assert.Contains("horizon is 00:00:00", Assert.Throws<ArgumentException>(() => RankingSplit.AtCutoff(history, Monday.AddDays(1), TimeSpan.Zero)).Message, StringComparison.Ordinal);
        Assert.Contains("have no times", Assert.Throws<ArgumentException>(() => RankingSplit.AtCutoff(untimed.Build(), Monday)).Message, StringComparison.Ordinal);
        Assert.Contains("had product 'x' already", Assert.Throws<ArgumentException>(() => RankingSplit.Of(PurchaseMatrix.Of(history), late.Build())).Message, StringComparison.Ordinal);
        Assert.Contains("customer 'eve'", Assert.Throws<ArgumentException>(() => RankingSplit.Of(PurchaseMatrix.Of(history), strange.Build())).Message, StringComparison.Ordinal);
        Assert.Contains("nothing can be taken away", Assert.Throws<ArgumentException>(() => RankingSplit.LeaveOneOut(untimed.Build())).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Pairs(RankingSplit split)
    {
        for (int at = 0; at < split.Targets.Customers.Length; at++)
        {
            foreach (int product in split.Targets.ProductsOf(at).ToArray())
            {
                yield return $"{split.Known.Customers[split.Targets.Customers[at]]} {split.Known.Products[product]}";
            }
        }
    }

    private static float[] Scores(IProductScorerTrainer trainer, PurchaseMatrix matrix)
    {
        var scores = new float[matrix.Products.Count];
        trainer.Train(matrix).Score(matrix[0], scores);
        return scores;
    }

    private static Purchase Bought(string customer, string product, int day, double revenue) =>
        new() { Customer = customer, Product = product, Time = Monday.AddDays(day), Revenue = revenue };
}
