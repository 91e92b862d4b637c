namespace CrossSell.Tests.Potential.Unknowns;

public class UnknownsTests
{
    [Fact]
    public void Knowing_is_worth_what_better_choices_bring()
    {
        // Offer a brings 10 for sure; b 30 with a home of one's own (0.25), -5 without. Without asking: a, for b is worth 3.75. With: 0.25 · 30 + 0.75 · 10 = 15.
        var home = new UnknownFact("home owner", [new FactAnswer("yes", 0.25, [10, 30]), new FactAnswer("no", 0.75, [10, -5])]);

        Assert.Equal(5, home.ValueOfKnowing(), 1e-12);

        // With two offers: without 13.75, with 0.25 · 40 + 0.75 · 10 = 17.5.
        Assert.Equal(3.75, home.ValueOfKnowing(offers: 2), 1e-12);
    }

    [Fact]
    public void What_would_not_change_the_choice_is_worth_nothing()
    {
        Assert.Equal(0, new UnknownFact("x", [new FactAnswer("yes", 0.5, [10, 9]), new FactAnswer("no", 0.5, [40, 1])]).ValueOfKnowing());
        Assert.Equal(0, new UnknownFact("x", [new FactAnswer("yes", 0.5, [-1, -2]), new FactAnswer("no", 0.5, [-3, -9])]).ValueOfKnowing());
        Assert.Equal(0, new UnknownFact("x", [new FactAnswer("sure", 1, [4, 5])]).ValueOfKnowing());
    }

    [Fact]
    public void The_value_is_that_of_trying_every_set_of_offers_under_every_answer()
    {
        var random = new Random(2);
        for (int run = 0; run < 300; run++)
        {
            int offers = 1 + random.Next(6);
            double[] weights = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => random.NextDouble())];
            var fact = new UnknownFact("x", [.. weights.Select(w => new FactAnswer("a", w / weights.Sum(), [.. Enumerable.Range(0, offers).Select(_ => (20 * random.NextDouble()) - 8)]))]);
            int most = 1 + random.Next(offers);
            double Best(Func<int, double> valueOf) => Enumerable.Range(0, 1 << offers).Where(set => int.PopCount(set) <= most)
                .Max(set => Enumerable.Range(0, offers).Where(k => (set >> k & 1) == 1).Sum(valueOf));
            double with = fact.Answers.Sum(a => a.Probability * Best(k => a.Values[k]));
            double without = Best(k => fact.Answers.Sum(a => a.Probability * a.Values[k]));

            Assert.Equal(with - without, fact.ValueOfKnowing(most), 1e-9);
        }
    }

    [Fact]
    public void The_checklist_adds_up_those_who_are_worth_asking()
    {
        UnknownFact Fact(string name, double gain) => new(name, [new FactAnswer("yes", 0.5, [2 * gain]), new FactAnswer("no", 0.5, [-2 * gain])]);
        UnknownFact[][] facts = [[Fact("car", 10), Fact("home", 1)], [Fact("car", 4)], []];
        UnknownsChecklist list = UnknownsChecklist.Of(3, c => facts[c], new UnknownsOptions { CostOfAsking = 2, ChanceOfAnswer = 0.9, MostQuestions = 1 });
        UnknownsChecklist all = UnknownsChecklist.Of(3, c => facts[c]);

        // Half of 2 · gain is gained: 10, 4 and 1, nine of ten answer, a question costs 2.
        Assert.Equal([new ChecklistRow("car", 2, 2, 7 + 1.6), new ChecklistRow("home", 1, 0, 0)], list.Rows.Select(r => r with { Value = Math.Round(r.Value, 9) }));
        Assert.Equal([(0, "car", 7.0)], list.Questions.Select(q => (q.Customer, q.Fact, Math.Round(q.Value, 9))));
        Assert.Equal(["car", "car", "home"], all.Questions.Select(q => q.Fact));
        Assert.True(double.IsNaN(list.Rows[1].MeanValue));
        Assert.Equal(4.3, list.Rows[0].MeanValue, 9);
        Assert.Empty(UnknownsChecklist.Of(0, _ => []).Rows);
    }

    [Fact]
    public void Whether_somebody_has_a_contract_elsewhere_is_asked_where_it_decides()
    {
        ProductCatalog catalog = new([new Product { Id = new("car"), Category = "Motor" }, new Product { Id = new("life"), Category = "Life" }]);
        var builder = new PurchaseHistoryBuilder();
        builder.Add(new Purchase { Customer = "1", Product = "other", Time = new DateTime(2026, 1, 1) });
        WhiteSpace space = WhiteSpace.Of(builder.Build(), new EligibilityChecker(catalog), new EligibilityRequest(new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)), new WhiteSpaceOptions
        {
            Estimate = (_, product) => catalog[product].Id.Value == "car" ? new GapEstimate(0.3, 100) : new GapEstimate(0.2, 100),
        });
        var questions = new CompetitorQuestions(space, (_, category) => category == 1 ? 0.5 : 0, shareLeft: 0, costOfOffer: 10);
        UnknownFact[] facts = [.. questions.Of(0)];

        // Life: 20 - 10 = 10. Motor: mean 30 - 10 = 20; free 60 - 10 = 50, else -10, so life is better then: 0.5 · 50 + 0.5 · 10 - 20 = 10.
        Assert.Equal(["contract elsewhere: Life", "contract elsewhere: Motor"], facts.Select(f => f.Name));
        Assert.Equal([0, 10], facts.Select(f => Math.Round(f.ValueOfKnowing(), 9)));
        Assert.Equal([10.0, 50.0], facts[1].Answers[0].Values);
        Assert.Equal(20, facts[1].Answers.Sum(a => a.Probability * a.Values[1]), 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CompetitorQuestions(space, (_, _) => 0, shareLeft: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CompetitorQuestions(space, (_, _) => 2).Of(0).ToArray());
    }

    [Fact]
    public void Questions_that_cannot_be_valued_say_why()
    {
        Assert.Contains("no answer", Assert.Throws<InvalidOperationException>(() => new UnknownFact("x", []).ValueOfKnowing()).Message, StringComparison.Ordinal);
        Assert.Contains("add up to 0.5", Assert.Throws<InvalidOperationException>(() => new UnknownFact("x", [new FactAnswer("a", 0.5, [])]).ValueOfKnowing()).Message, StringComparison.Ordinal);
        Assert.Contains("same offers", Assert.Throws<InvalidOperationException>(() => new UnknownFact("x", [new FactAnswer("a", 0.5, [1]), new FactAnswer("b", 0.5, [])]).ValueOfKnowing()).Message, StringComparison.Ordinal);
        Assert.Contains("finite", Assert.Throws<InvalidOperationException>(() => new UnknownFact("x", [new FactAnswer("a", 1, [double.NaN])]).ValueOfKnowing()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new UnknownFact("x", []).ValueOfKnowing(0));
        Assert.Equal(4, new UnknownsOptions { Offers = 0, CostOfAsking = -1, ChanceOfAnswer = 0, MostQuestions = -1 }.Validate().Count);
    }
}
