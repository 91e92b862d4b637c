namespace CrossSell.Core.Tests.Measurement;

public class PolicyExperimentTests
{
    // Expected values 4, 3, 2, -1; by probability c, without levers b.
    private static readonly OfferCandidate[] Four = [Offer("a", 0.1, 20, lever: 2), Offer("b", 0.3, 10), Offer("c", 0.5, 4), Offer("d", 0.01, 10, cost: 1.1)];

    [Fact]
    public void Each_policy_chooses_as_its_name_says()
    {
        Assert.Equal([1.0 / 3, 1.0 / 3, 1.0 / 3, 0], PolicyExperiments.Probabilities(PolicyExperiment.RandomRelevant, Four));
        Assert.Equal([0.25, 0.25, 0.25, 0.25], PolicyExperiments.Probabilities(PolicyExperiment.EligibilityOnly, Four));
        Assert.Equal([0, 0, 1, 0], PolicyExperiments.Probabilities(PolicyExperiment.PropensityOnly, Four));
        Assert.Equal([0, 1, 0, 0], PolicyExperiments.Probabilities(PolicyExperiment.WithoutLevers, Four));
    }

    [Fact]
    public void Random_probabilities_choose_as_often_as_a_hundred_thousand_draws_do()
    {
        double[] chances = PolicyExperiments.Probabilities(PolicyExperiment.RandomPropensity, Four);
        var chance = new Random(5);
        int[] won = new int[4];
        for (int i = 0; i < 100_000; i++)
        {
            double[] worth = [.. Four.Select(one => (one.Value with { Propensity = chance.NextDouble() }).Expected)];
            won[Array.IndexOf(worth, worth.Max())]++;
        }

        Assert.Equal(1, chances.Sum(), 12);
        Assert.All(chances.Zip(won), pair => Assert.Equal(pair.Second / 100_000.0, pair.First, 0.006));
        Assert.Equal([1], PolicyExperiments.Probabilities(PolicyExperiment.RandomPropensity, [Offer("x", 0.5, 0)]));
    }

    [Fact]
    public void A_live_mixture_gives_each_of_the_five_its_share_of_the_first_place()
    {
        var arbitration = OfferArbitration.Of(Four, 3, new ArbitrationRules { Exploration = Exploration.Experiments(0.5), MinExpectedValue = -10 });
        double[][] five = [.. PolicyExperiments.All.Select(one => PolicyExperiments.Probabilities(one, Four, -10))];
        foreach (ArbitratedOffer winner in arbitration.Winners)
        {
            int place = Array.IndexOf(Four, winner.Candidate);
            Assert.Equal((place == 0 ? 0.5 : 0) + (0.1 * five.Sum(one => one[place])), winner.FirstPlaceProbability, 12);
        }
    }

    [Fact]
    public void Intervals_of_the_advantage_cover_the_planted_truth()
    {
        double[] rates = [0.35, 0.2, 0.3, 0.05];
        const double Share = 0.6;
        double[] logging = [.. Enumerable.Range(0, 4).Select(i => (i == 0 ? 1 - Share : 0) + (Share / 4))];
        double[] truth = [.. PolicyExperiments.All.Select(one => rates[0] - PolicyExperiments.Probabilities(one, Four).Zip(rates, (p, rate) => p * rate).Sum())];
        int[] covered = new int[5];
        const int Runs = 400;
        for (int run = 0; run < Runs; run++)
        {
            var chance = new Random(run);
            ExperimentDecision[] log =
            [
                .. Enumerable.Range(0, 400).Select(i =>
                {
                    double at = chance.NextDouble();
                    int offered = 0;
                    while (offered < 3 && (at -= logging[offered]) >= 0)
                    {
                        offered++;
                    }

                    return new ExperimentDecision { Candidates = Four, Offered = Four[offered].Product, Probability = logging[offered], Reward = chance.NextDouble() < rates[offered] ? 1 : 0, Customer = i };
                }),
            ];
            IReadOnlyList<ExperimentResult> results = PolicyExperiments.Evaluate(log);
            for (int k = 0; k < 5; k++)
            {
                covered[k] += results[k].Advantage!.Lower <= truth[k] && truth[k] <= results[k].Advantage!.Upper ? 1 : 0;
            }
        }

        Assert.All(covered, count => Assert.InRange(count / (double)Runs, 0.92, 0.98));
    }

    [Fact]
    public void What_the_log_never_offered_is_not_judged_and_what_was_no_candidate_is_refused()
    {
        ExperimentDecision[] log = [.. Enumerable.Range(0, 10).Select(i => new ExperimentDecision { Candidates = Four, Offered = Four[0].Product, Probability = 1, Reward = i % 2, Customer = i })];
        IReadOnlyList<ExperimentResult> results = PolicyExperiments.Evaluate(log);
        Assert.Equal([PolicyExperiment.PropensityOnly, PolicyExperiment.WithoutLevers], results.Where(one => one.Reward is null).Select(one => one.Experiment));
        Assert.Contains("'z'", Assert.Throws<ArgumentException>(() => PolicyExperiments.Evaluate([log[0] with { Offered = new ProductId("z") }, log[1]])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PolicyExperiments.Probabilities(PolicyExperiment.RandomRelevant, []));
    }

    private static OfferCandidate Offer(string id, double propensity, double value, double lever = 1, double cost = 0) =>
        new(new ProductId(id), null, new OfferValue { Propensity = propensity, Value = value, Lever = lever, Cost = cost });
}
