namespace CrossSell.ML.Tests.LeadScores;

/// <summary>Leads of whom nobody would make a card: it is made all the same and says how good it is, or an error says why there is none.</summary>
public class UglyLeadTests
{
    private static readonly LeadScoreTrainer _trainer = new(new LeadScoreOptions { Folds = 3 });

    [Theory]
    [InlineData(false, "None of the 200 customers bought")]
    [InlineData(true, "All 200 customers bought")]
    public void Answers_that_are_all_alike_are_refused(bool all, string error)
    {
        LabeledCustomers customers = With(200, builder => builder);
        Assert.StartsWith(error, Assert.Throws<PropensityTrainingException>(() => _trainer.Train(new LabeledCustomers(customers.Table, [.. Enumerable.Repeat(all, 200)]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Twelve_customers_make_a_card_that_is_no_better_than_it_says_or_none()
    {
        for (int seed = 1; seed <= 6; seed++)
        {
            LabeledCustomers few = PlantedLeads.Customers(12, seed);
            try
            {
                Check(_trainer.Train(few), few);
            }
            catch (PropensityTrainingException e)
            {
                Assert.False(string.IsNullOrWhiteSpace(e.Message));
            }
        }
    }

    [Fact]
    public void A_column_that_is_always_the_same_or_never_known_is_no_question()
    {
        LabeledCustomers customers = With(900, b => b.AddNumeric("same", new double[900]).AddCategorical("one", Enumerable.Repeat("x", 900))
            .AddNumeric("never", [.. Enumerable.Repeat(double.NaN, 900)]).AddCategorical("nobody", Enumerable.Repeat((string?)null, 900)));
        LeadScoreCard card = _trainer.Train(customers);

        Check(card, customers);
        Assert.Empty(card.Columns.Intersect(["same", "one", "never", "nobody"]));
    }

    [Fact]
    public void Nothing_known_of_anybody_is_refused()
    {
        CustomerTable table = new CustomerTableBuilder().AddNumeric("a", [.. Enumerable.Repeat(double.NaN, 60)]).AddCategorical("b", Enumerable.Repeat((string?)null, 60)).Build();
        string error = Assert.Throws<PropensityTrainingException>(() => _trainer.Train(new LabeledCustomers(table, [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0)]))).Message;
        Assert.Contains("No column tells", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_thousand_names_become_a_few_classes_and_a_card_that_holds_for_others()
    {
        LabeledCustomers customers = With(6_000, b => b.AddCategorical("postcode", Enumerable.Range(0, 6_000).Select(i => $"P{i * 7 % 3_000:0000}")));
        LeadScoreCard card = _trainer.Train(customers);

        Check(card, customers);
        Assert.True(card.Quality.IsWithinAllowedLoss);
        Assert.All(card.Criteria, c => Assert.InRange(c.Classes.Count, 2, 11));
    }

    [Fact]
    public void A_column_that_is_the_answer_sorts_without_fault()
    {
        LabeledCustomers plain = PlantedLeads.Customers(900, seed: 7);
        LabeledCustomers leaking = With(900, b => b.AddBoolean("contract signed", plain.Labels.ToArray().Select(l => (bool?)l)));
        LeadScoreCard card = _trainer.Train(new LabeledCustomers(leaking.Table, plain.Labels));

        Check(card, leaking);
        Assert.Equal(1, card.Quality.Auc!.Value, 1e-6);
        Assert.Equal("contract signed", card.Criteria[0].Column);
        Assert.InRange(card.MostPoints, 1, 105);
    }

    [Fact]
    public void Customers_who_count_often_are_as_many_customers()
    {
        LabeledCustomers once = PlantedLeads.Customers(1_500, seed: 8);
        double[] weights = [.. Enumerable.Range(0, 1_500).Select(i => 1.0 + (i % 2))];
        LeadScoreCard card = new LeadScoreTrainer(new LeadScoreOptions { Folds = 2, FullModel = new PlantedLeads.Truth() }).Train(new LabeledCustomers(once.Table, once.Labels, weights));

        Assert.Equal(weights.Sum(), card.Bands.Sum(b => b.Customers), 1e-9);
        Assert.All(card.Criteria, c => Assert.Equal(weights.Sum(), c.Classes.Sum(l => l.Customers), 1e-9));
    }

    private static LabeledCustomers With(int count, Func<CustomerTableBuilder, CustomerTableBuilder> more)
    {
        LabeledCustomers plain = PlantedLeads.Customers(count, seed: 7);
        var builder = new CustomerTableBuilder();
        plain.Table.TryGetColumn("income", out CustomerColumn? income);
        plain.Table.TryGetColumn("visits", out CustomerColumn? visits);
        plain.Table.TryGetColumn("region", out CustomerColumn? region);
        builder.AddNumeric("income", income!.Numbers.ToArray()).AddNumeric("visits", visits!.Numbers.ToArray()).AddCategorical("region", Enumerable.Range(0, count).Select(region!.Text));
        return new LabeledCustomers(more(builder).WithKeys(Enumerable.Range(0, count).Select(i => $"U{i:00000}")).Build(), plain.Labels);
    }

    private static void Check(LeadScoreCard card, LabeledCustomers customers)
    {
        Assert.All(card.Points(customers.Table), p => Assert.InRange(p, 0, card.MostPoints));
        Assert.All(card.Predict(customers.Table), p => Assert.InRange(p, 1e-9, 1 - 1e-9));
        Assert.Equal(customers.Count, card.Bands.Sum(b => b.Customers), 1e-6);
        Assert.DoesNotContain("NaN", card.ToString(), StringComparison.Ordinal);
    }
}
