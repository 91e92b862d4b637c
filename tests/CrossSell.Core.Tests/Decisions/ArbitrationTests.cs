using CrossSell.Core.Tests.Measurement;

namespace CrossSell.Core.Tests.Decisions;

public class ArbitrationTests
{
    [Fact]
    public void What_brings_most_comes_first_and_the_others_are_told_why()
    {
        var choice = OfferArbitration.Of([Offer("a", 0.5, 10), Offer("b", 0.1, 100), Offer("c", 0.9, 1), Offer("d", 0.01, 1, cost: 2)], count: 2);
        Assert.Equal(["b", "a"], choice.Winners.Select(winner => winner.Candidate.Product.Value));
        Assert.Equal([1, 2], choice.Winners.Select(winner => winner.Rank));
        Assert.Equal([("c", "ARB.OUTRANKED"), ("d", "ARB.BELOW_THRESHOLD")], choice.Others.Select(other => (other.Candidate.Product.Value, other.Reason.Code)));
    }

    [Fact]
    public void Ties_go_by_the_product_and_the_order_given_does_not_matter()
    {
        OfferCandidate[] offers = [Offer("z", 0.2, 5), Offer("a", 0.2, 5), Offer("m", 0.1, 10)];
        Assert.Equal(["a", "m", "z"], OfferArbitration.Of(offers, 3).Winners.Select(winner => winner.Candidate.Product.Value));
        Assert.Equal(["a", "m", "z"], OfferArbitration.Of(offers.Reverse(), 3).Winners.Select(winner => winner.Candidate.Product.Value));
    }

    [Fact]
    public void Of_one_category_no_more_are_offered_than_allowed()
    {
        var choice = OfferArbitration.Of(
            [Offer("a", 0.9, 1, category: "home"), Offer("b", 0.8, 1, category: "home"), Offer("c", 0.1, 1, category: "car"), Offer("d", 0.05, 1), Offer("e", 0.04, 1)], 4, new ArbitrationRules { MaxPerCategory = 1 });
        Assert.Equal(["a", "c", "d", "e"], choice.Winners.Select(winner => winner.Candidate.Product.Value));
        Assert.Equal("ARB.DIVERSITY", Assert.Single(choice.Others).Reason.Code);
    }

    [Fact]
    public void Levers_and_context_multiply_and_costs_are_taken_off() =>
        Assert.Equal((0.2 * 1.5 * 100 * 2) - 3, new OfferValue { Propensity = 0.2, Context = 1.5, Value = 100, Lever = 2, Cost = 3 }.Expected, 12);

    [Fact]
    public void With_epsilon_the_first_place_is_given_as_often_as_logged()
    {
        var rules = new ArbitrationRules { Exploration = Exploration.EpsilonGreedy(0.3) };
        AssertDrawnAsLogged([Offer("a", 0.5, 10), Offer("b", 0.2, 10), Offer("c", 0.1, 10)], rules, [0.8, 0.1, 0.1]);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(400)]
    public void With_Thompson_the_first_place_is_given_as_often_as_a_product_may_be_the_best(double strength)
    {
        OfferCandidate[] offers = [Offer("a", 0.20, 10), Offer("b", 0.10, 18, cost: 0.1), Offer("c", 0.02, 60)];
        double[] chances = SimulatedChances(offers, strength);
        AssertDrawnAsLogged(offers, new ArbitrationRules { Exploration = Exploration.Thompson(strength) }, chances, tolerance: 0.012);
    }

    [Fact]
    public void Thompson_knows_what_to_do_with_offers_that_are_alike_worthless_or_certain()
    {
        var rules = new ArbitrationRules { Exploration = Exploration.Thompson(50), MinExpectedValue = -100 };
        Assert.Equal(0.5, OfferArbitration.Of([Offer("a", 0.2, 10), Offer("b", 0.2, 10)], 2, rules).Winners[0].FirstPlaceProbability, 9);
        foreach (OfferCandidate[] odd in new[] { new[] { Offer("a", 0, 10), Offer("b", 0, 10) }, [Offer("a", 1, 10), Offer("b", 1, 10)], [Offer("a", 0.5, 0), Offer("b", 0.5, 0)], [Offer("a", 0.5, -5), Offer("b", 0.5, 3)], [Offer("a", 0.5, 1)] })
        {
            var choice = OfferArbitration.Of(odd, 5, rules);
            Assert.Equal(1, choice.Winners.Sum(winner => winner.FirstPlaceProbability), 9);
            Assert.All(choice.Winners, winner => Assert.InRange(winner.FirstPlaceProbability, 0, 1));
        }
    }

    [Fact]
    public void Terms_out_of_range_and_products_twice_are_refused_by_name()
    {
        Assert.Contains("'a'", Refused(Offer("a", 1.2, 1)), StringComparison.Ordinal);
        Assert.Contains("'a'", Refused(Offer("a", 0.2, double.NaN)), StringComparison.Ordinal);
        Assert.Contains("'a' stands 2 times", Refused(Offer("a", 0.2, 1), Offer("a", 0.2, 1)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Exploration.EpsilonGreedy(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Exploration.Thompson(0));
        Assert.Contains("MaxPerCategory is 0", Assert.Throws<ArgumentException>(() => OfferArbitration.Of([], 1, new ArbitrationRules { MaxPerCategory = 0 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_nothing_nothing_is_offered() => Assert.Empty(OfferArbitration.Of([], 3, new ArbitrationRules { Exploration = Exploration.Thompson(10) }).Winners);

    private static OfferCandidate Offer(string id, double propensity, double value, double cost = 0, string? category = null) =>
        new(new ProductId(id), category, new OfferValue { Propensity = propensity, Value = value, Cost = cost });

    private static string Refused(params OfferCandidate[] offers) => Assert.Throws<ArgumentException>(() => OfferArbitration.Of(offers, 1)).Message;

    private static void AssertDrawnAsLogged(OfferCandidate[] offers, ArbitrationRules rules, double[] chances, double tolerance = 0.001)
    {
        const int Draws = 2_000;
        int[] first = new int[offers.Length];
        for (ulong seed = 0; seed < Draws; seed++)
        {
            ArbitratedOffer winner = OfferArbitration.Of(offers, 1, rules, seed).Winners[0];
            int place = Array.FindIndex(offers, offer => offer.Product == winner.Candidate.Product);
            Assert.Equal(chances[place], winner.FirstPlaceProbability, tolerance);
            first[place]++;
        }

        Assert.All(first.Zip(chances), pair => Assert.Equal(pair.Second, pair.First / (double)Draws, 0.04));
    }

    private static double[] SimulatedChances(OfferCandidate[] offers, double strength)
    {
        var draws = new Draws(3);
        int[] best = new int[offers.Length];
        for (int draw = 0; draw < 100_000; draw++)
        {
            double[] expected = [.. offers.Select(offer => Expected(offer.Value, strength, draws.Normal()))];
            best[Array.IndexOf(expected, expected.Max())]++;
        }

        return [.. best.Select(count => count / 100_000.0)];
    }

    private static double Expected(OfferValue terms, double strength, double z)
    {
        double p = terms.Propensity;
        double logit = Math.Log(p / (1 - p)) + (z / Math.Sqrt(strength * p * (1 - p)));
        return (terms.Value / (1 + Math.Exp(-logit))) - terms.Cost;
    }
}
