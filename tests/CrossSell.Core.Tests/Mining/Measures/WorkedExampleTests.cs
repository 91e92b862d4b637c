using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Mining.Tests;

public sealed class WorkedExampleTests
{
    // Tea -> coffee in Tan, Steinbach, Kumar, "Introduction to Data Mining": 75 % of the tea drinkers drink coffee, but 80 % of all do.
    private static readonly RuleCounts TeaAndCoffee = new(150, 50, 650, 150);

    // Diapers -> beer in the book's five baskets: {bread, milk}, {bread, diapers, beer, eggs}, {milk, diapers, beer, cola},
    // {bread, milk, diapers, beer}, {bread, milk, diapers, cola}.
    private static readonly RuleCounts DiapersAndBeer = new(3, 1, 0, 1);

    [Theory]
    [InlineData("support", 0.15)]
    [InlineData("coverage", 0.2)]
    [InlineData("rhsSupport", 0.8)]
    [InlineData("confidence", 0.75)]
    [InlineData("lift", 0.9375)]
    [InlineData("leverage", -0.01)]
    [InlineData("conviction", 0.8)] // 0.2 * 0.2 / 0.05
    [InlineData("addedValue", -0.05)]
    [InlineData("certainty", -0.25)]
    [InlineData("doc", -0.0625)] // 0.75 - 650/800
    [InlineData("relativeRisk", 0.923076923076923)] // 12/13
    [InlineData("zhang", -0.0769230769230769)] // -0.0625/0.8125 = -1/13
    [InlineData("phi", -0.0625)] // -0.01/sqrt(0.2 * 0.8 * 0.8 * 0.2)
    [InlineData("chiSquared", 3.90625)]
    [InlineData("kappa", -0.0294117647058824)] // -0.02/(0.04 + 0.64)
    [InlineData("oddsRatio", 0.692307692307692)] // 9/13
    [InlineData("yuleQ", -0.181818181818182)] // -2/11
    [InlineData("cosine", 0.375)]
    [InlineData("jaccard", 0.176470588235294)] // 150/850
    [InlineData("kulczynski", 0.46875)]
    [InlineData("maxConfidence", 0.75)]
    [InlineData("imbalance", 0.705882352941176)] // 600/850
    [InlineData("gini", 0.00125)] // 2 * 0.01^2/(0.2 * 0.8)
    [InlineData("laplace", 0.747524752475248)] // 151/202
    [InlineData("count", 150)]
    [InlineData("varyingLiaison", -0.0625)]
    [InlineData("stdLift", 0.748743718592965)] // (150 - 1)/(200 - 1)
    [InlineData("klosgen", -0.0193649167310371)] // sqrt(0.15) * -0.05
    [InlineData("rulePowerFactor", 0.1125)]
    [InlineData("causalConfidence", 0.75)] // (150/200 + 150/200)/2
    [InlineData("confirmedConfidence", 0.5)]
    [InlineData("sebag", 3)]
    [InlineData("counterexample", 0.666666666666667)]
    [InlineData("leastContradiction", 0.125)] // 100/800
    [InlineData("ralambondrainy", 0.05)]
    [InlineData("implicationIndex", 1.58113883008419)] // (50 - 40)/sqrt(40)
    [InlineData("lerman", -0.790569415042095)] // (150 - 160)/sqrt(160)
    [InlineData("collectiveStrength", 0.910714285714286)] // (0.3/0.32) * (0.68/0.7)
    [InlineData("RLD", 0.0625)] // -10/(-10 - 150)
    [InlineData("lambda", 0)]
    [InlineData("causalSupport", 0.3)]
    public void Tea_drinkers_drink_less_coffee_than_others(string measure, double expected)
    {
        Assert.Equal(expected, Assert.NotNull(RuleMeasures.Get(measure).Evaluate(TeaAndCoffee)), 1e-14);
    }

    [Theory]
    [InlineData("support", 0.6)]
    [InlineData("confidence", 0.75)]
    [InlineData("lift", 1.25)]
    [InlineData("leverage", 0.12)]
    [InlineData("conviction", 1.6)]
    [InlineData("jaccard", 0.75)]
    [InlineData("maxConfidence", 1.0)]
    [InlineData("oddsRatio", double.PositiveInfinity)]
    [InlineData("relativeRisk", double.PositiveInfinity)]
    [InlineData("yuleQ", 1.0)]
    [InlineData("yuleY", 1.0)]
    [InlineData("zhang", 1.0)]
    [InlineData("fishersExactTest", 0.4)] // the ways of 3 beers all on the 4 baskets with diapers: 4/10
    [InlineData("hyperConfidence", 0.6)]
    [InlineData("importance", 0.30102999566398120)] // (4 * 3)/(1 * 6) = 2
    public void Beer_is_never_bought_without_diapers(string measure, double expected)
    {
        Assert.Equal(expected, Assert.NotNull(RuleMeasures.Get(measure).Evaluate(DiapersAndBeer)), 1e-14);
    }

    [Fact]
    public void The_information_of_a_certain_rule_is_known_in_closed_form()
    {
        // Antecedent and consequent always together, in half of the transactions: one bit, all of it shared; s ln(1/s) at s = 1/2.
        RuleCounts t = new(50, 0, 0, 50);

        Assert.Equal(1.0, RuleMeasures.MutualInformation.Evaluate(t));
        Assert.Equal(0.5 * Math.Log(2), Assert.NotNull(RuleMeasures.JMeasure.Evaluate(t)), 1e-15);
        Assert.Equal(0.5, RuleMeasures.Gini.Evaluate(t));
    }

    [Fact]
    public void Every_measure_agrees_with_the_textbook_formula()
    {
        Prop.ForAll(RuleCountsArbitrary.Positive, t =>
        {
            foreach (RuleMeasure measure in RuleMeasures.All)
            {
                double expected = TextbookFormulas.Evaluate(measure.Name, t);
                double actual = Assert.NotNull(measure.Evaluate(t));
                Assert.True(
                    Math.Abs(expected - actual) <= 1e-11 + (1e-11 * Math.Abs(expected)),
                    $"{measure} of {t} is {actual:R}, by the textbook {expected:R}.");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }
}
