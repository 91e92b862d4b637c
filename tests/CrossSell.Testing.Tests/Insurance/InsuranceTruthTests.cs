using CrossSell.Testing.Insurance;

namespace CrossSell.Testing.Tests.Insurance;

/// <summary>The sample shows what the truth says, within binomial error. Seed 20260101, 20,000 customers; the seed is fixed, so nothing flickers.</summary>
public sealed class InsuranceTruthTests
{
    private const int Customers = 20_000;

    /// <summary>In standard errors. Some 300 shares are looked at: with 4.2 a true market fails for one seed in a hundred, and the seed is fixed.</summary>
    private const double Bound = 4.2;

    private static readonly InsuranceMarket s_market = InsuranceMarket.Generate(new() { Customers = Customers, Seed = 20260101 });
    private static readonly InsuranceCustomer[] s_customers = [.. s_market.Customers()];

    private static readonly Dictionary<string, HashSet<int>> s_takers = InsuranceProducts.All.ToDictionary(
        spec => spec.Id, spec => s_customers.Where(c => c.Contracts.Any(k => k.Product == spec.Id)).Select(c => c.Number).ToHashSet(), StringComparer.Ordinal);

    [Fact]
    public void Three_quarters_of_the_customers_with_a_building_insurance_take_household_contents_too()
    {
        PlantedRule rule = s_market.Truth.Rules.Single(r => r.Consequent == "household");
        Assert.Equal(["building"], rule.Antecedents);
        Assert.Equal(0.75, rule.Confidence);
        Assert.Equal(0.75, s_market.Truth.Confidence("building", "household"), 12);
        AssertShare(0.75, s_takers["building"].Intersect(s_takers["household"]).Count(), s_takers["building"].Count, "household | building");
    }

    [Fact]
    public void Every_planted_rule_shows_its_confidence_base_probability_and_support()
    {
        Assert.Equal(11, s_market.Truth.Rules.Count);
        foreach (PlantedRule rule in s_market.Truth.Rules)
        {
            HashSet<int> with = [.. rule.Antecedents.Select(a => s_takers[a]).Aggregate<IEnumerable<int>>((a, b) => a.Intersect(b))];
            HashSet<int> takers = s_takers[rule.Consequent];
            int both = with.Intersect(takers).Count();
            string name = string.Join(" and ", rule.Antecedents) + " -> " + rule.Consequent;
            AssertShare(rule.Confidence, both, with.Count, name);
            AssertShare(rule.BaseProbability, takers.Count - both, Customers - with.Count, name + " (base)");
            AssertShare(rule.Support!.Value, both, Customers, name + " (support)");
        }
    }

    [Fact]
    public void Planted_confidences_do_not_depend_on_attributes_or_on_how_long_the_customer_is_there()
    {
        foreach (PlantedRule rule in s_market.Truth.Rules.Where(r => r.Confidence > 0.1))
        {
            InsuranceCustomer[] with = [.. s_customers.Where(c => rule.Antecedents.All(a => s_takers[a].Contains(c.Number)))];
            foreach ((string name, Func<InsuranceCustomer, bool> half) in Halves)
            {
                InsuranceCustomer[] part = [.. with.Where(half)];
                AssertShare(rule.Confidence, part.Count(c => s_takers[rule.Consequent].Contains(c.Number)), part.Length, rule.Consequent + ", " + name);
            }
        }
    }

    [Fact]
    public void Every_pair_of_products_is_held_together_as_often_as_the_truth_says()
    {
        foreach (string a in s_takers.Keys)
        {
            foreach (string b in s_takers.Keys)
            {
                AssertShare(s_market.Truth.Joint(a, b), s_takers[a].Intersect(s_takers[b]).Count(), Customers, a + " and " + b);
            }
        }
    }

    [Fact]
    public void The_truth_is_consistent_in_itself()
    {
        InsuranceTruth truth = s_market.Truth;
        double people = 0;
        InsurancePopulation.VisitAll((share, _) => people += share);
        Assert.Equal(1, people, 12);
        foreach (string a in s_takers.Keys)
        {
            Assert.Equal(truth.Penetration(a), truth.Joint(a, a));
            foreach (string b in s_takers.Keys)
            {
                Assert.Equal(truth.Joint(a, b), truth.Joint(b, a));
                Assert.InRange(truth.Joint(a, b), Math.Max(0, truth.Penetration(a) + truth.Penetration(b) - 1) - 1e-12, Math.Min(truth.Penetration(a), truth.Penetration(b)) + 1e-12);
            }
        }

        foreach (PlantedRule rule in truth.Rules.Where(r => r.Antecedents.Count == 1))
        {
            Assert.Equal(rule.Support!.Value, truth.Joint(rule.Antecedents[0], rule.Consequent), 12);
            Assert.Equal(rule.Lift!.Value, rule.Support.Value / truth.Penetration(rule.Antecedents[0]) / truth.Penetration(rule.Consequent), 12);
        }
    }

    [Fact]
    public void What_nothing_drives_is_independent_of_everything()
        => Assert.All(s_takers.Keys.Where(p => p != "cyber"), p
            => Assert.Equal(s_market.Truth.Penetration(p) * s_market.Truth.Penetration("cyber"), s_market.Truth.Joint(p, "cyber"), 12));

    [Fact]
    public void Followers_come_after_their_antecedent_in_time_and_on_the_same_day_as_often_as_stated()
    {
        foreach (PlantedRule rule in s_market.Truth.Rules.Where(r => r.Antecedents[0] != "travel-cancellation"))
        {
            int[] delays = [.. s_customers.Where(c => rule.Antecedents.Append(rule.Consequent).All(p => s_takers[p].Contains(c.Number))).Select(c
                => Day(c, rule.Consequent) - rule.Antecedents.Max(a => Day(c, a)))];
            Assert.All(delays, d => Assert.InRange(d, 0, rule.MaxDelayDays));
            AssertShare(rule.SameDayShare, delays.Count(d => d == 0), delays.Length, rule.Consequent + " on the same day");
        }

        static int Day(InsuranceCustomer c, string product) => c.Contracts.Single(k => k.Product == product).SignedOn.DayNumber;
    }

    [Fact]
    public void Contracts_have_lapsed_as_often_as_the_truth_says()
    {
        foreach (string product in s_takers.Keys.Where(p => s_market.Truth.Lapse(p) is not null))
        {
            int held = s_customers.Count(c => c.Holds(product, s_market.EndOn));
            AssertShare(1 - s_market.Truth.Lapse(product)!.Value, held, s_takers[product].Count, product + " still held");
        }

        Assert.Null(s_market.Truth.Lapse("travel-cancellation"));
    }

    [Fact]
    public void Antecedents_are_signed_evenly_over_a_customers_time()
    {
        // Exact confidences must not be bought with a hole in the sales before the end: each tenth of the time sees a tenth of the contracts.
        double[] place = [.. s_customers.SelectMany(c => c.Contracts.Where(k => k.Product == "building").Select(k
            => (k.SignedOn.DayNumber - c.CustomerSince.DayNumber) / (double)(s_market.EndOn.DayNumber - c.CustomerSince.DayNumber)))];
        for (int tenth = 0; tenth < 10; tenth++)
        {
            AssertShare(0.1, place.Count(p => (int)(p * 10) == tenth), place.Length, "tenth " + tenth);
        }
    }

    [Fact]
    public void The_next_year_comes_with_its_planted_probability()
    {
        double expected = 0;
        double variance = 0;
        int bought = 0;
        foreach (InsuranceNextYear row in Enumerable.Range(1, 4_000).SelectMany(s_market.NextYear))
        {
            Assert.InRange(row.Probability, 1e-6, 1 - 1e-6);
            expected += row.Probability;
            variance += row.Probability * (1 - row.Probability);
            bought += row.Bought ? 1 : 0;
        }

        Assert.InRange(bought, expected - (Bound * Math.Sqrt(variance)), expected + (Bound * Math.Sqrt(variance)));
    }

    [Fact]
    public void The_next_year_names_each_product_that_is_not_held_and_no_other()
    {
        foreach (InsuranceCustomer customer in s_customers.Take(500))
        {
            string[] open = [.. InsuranceProducts.All.Where(p => p.Repurchasable || !customer.Holds(p.Id, s_market.EndOn)).Select(p => p.Id)];
            Assert.Equal(open, s_market.NextYear(customer.Number).Select(row => row.Product));
        }
    }

    private static IEnumerable<(string, Func<InsuranceCustomer, bool>)> Halves =>
    [
        ("old", c => c.Age >= 50), ("young", c => c.Age < 50), ("home owner", c => c.HomeOwner), ("tenant", c => !c.HomeOwner),
        ("new", c => s_market.EndOn.DayNumber - c.CustomerSince.DayNumber < 730), ("long there", c => c.CustomerSince.Year < 2020),
    ];

    private static void AssertShare(double share, int count, int n, string what)
    {
        double error = Math.Sqrt(share * (1 - share) / n);
        double seen = (double)count / n;
        Assert.True(Math.Abs(seen - share) <= (Bound * error) + 1e-12, $"{what}: seen {seen:F4} ({count} of {n}), planted {share:F4} +- {Bound * error:F4}");
    }
}
