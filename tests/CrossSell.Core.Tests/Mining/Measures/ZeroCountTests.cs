using System.Globalization;
using System.Reflection;

namespace CrossSell.Mining.Tests;

/// <summary>What each measure is at zero counts, as docs/measures.md states it.</summary>
public sealed class ZeroCountTests
{
    private const string Inf = "Inf";
    private const string Undefined = "";

    // Nothing at all; the antecedent, the consequent never; the consequent, the antecedent always; sides always together; never together.
    private static readonly RuleCounts[] Tables =
    [
        new(0, 0, 0, 0), new(0, 0, 3, 5), new(0, 3, 0, 5), new(3, 0, 5, 0), new(3, 5, 0, 0), new(3, 0, 0, 5), new(0, 3, 5, 2),
    ];

    [Theory]
    //                              n = 0      n1x = 0    nx1 = 0    nx0 = 0    n0x = 0    together   apart
    [InlineData("support",          Undefined, "0",       "0",       "0.375",   "0.375",   "0.375",   "0")]
    [InlineData("coverage",         Undefined, "0",       "0.375",   "0.375",   "1",       "0.375",   "0.3")]
    [InlineData("rhsSupport",       Undefined, "0.375",   "0",       "1",       "0.375",   "0.375",   "0.5")]
    [InlineData("confidence",       Undefined, Undefined, "0",       "1",       "0.375",   "1",       "0")]
    [InlineData("lift",             Undefined, Undefined, Undefined, "1",       "1",       "2.6666666666666665", "0")]
    [InlineData("leverage",         Undefined, "0",       "0",       "0",       "0",       "0.234375", "-0.15")]
    [InlineData("conviction",       Undefined, Undefined, "1",       Undefined, "1",       Inf,       "0.5")]
    [InlineData("addedValue",       Undefined, Undefined, "0",       "0",       "0",       "0.625",   "-0.5")]
    [InlineData("certainty",        Undefined, Undefined, "0",       Undefined, "0",       "1",       "-1")]
    [InlineData("zhang",            Undefined, Undefined, Undefined, "0",       Undefined, "1",       "-1")]
    [InlineData("doc",              Undefined, Undefined, "0",       "0",       Undefined, "1",       "-0.7142857142857143")]
    [InlineData("relativeRisk",     Undefined, Undefined, Undefined, "1",       Undefined, Inf,       "0")]
    [InlineData("laplace",          "0.5",     "0.5",     "0.2",     "0.8",     "0.4",     "0.8",     "0.2")]
    [InlineData("cosine",           Undefined, Undefined, Undefined, "0.6123724356957945", "0.6123724356957945", "1", "0")]
    [InlineData("jaccard",          Undefined, "0",       "0",       "0.375",   "0.375",   "1",       "0")]
    [InlineData("kulczynski",       Undefined, Undefined, Undefined, "0.6875",  "0.6875",  "1",       "0")]
    [InlineData("maxConfidence",    Undefined, Undefined, Undefined, "1",       "1",       "1",       "0")]
    [InlineData("imbalance",        Undefined, "1",       "1",       "0.625",   "0.625",   "0",       "0.25")]
    [InlineData("phi",              Undefined, Undefined, Undefined, Undefined, Undefined, "1",       "-0.6546536707079771")]
    [InlineData("chiSquared",       Undefined, Undefined, Undefined, Undefined, Undefined, "8",       "4.285714285714286")]
    [InlineData("kappa",            Undefined, "0",       "0",       "0",       "0",       "1",       "-0.6")]
    [InlineData("oddsRatio",        Undefined, Undefined, Undefined, Undefined, Undefined, Inf,       "0")]
    [InlineData("yuleQ",            Undefined, Undefined, Undefined, Undefined, Undefined, "1",       "-1")]
    [InlineData("yuleY",            Undefined, Undefined, Undefined, Undefined, Undefined, "1",       "-1")]
    [InlineData("jMeasure",         Undefined, Undefined, "0",       "0",       "0",       null,      null)]
    [InlineData("mutualInformation", Undefined, Undefined, Undefined, Undefined, Undefined, "1",      null)]
    [InlineData("gini",             Undefined, Undefined, "0",       "0",       Undefined, "0.46875", null)]
    [InlineData("count",            "0",       "0",       "0",       "3",       "3",       "3",       "0")]
    [InlineData("varyingLiaison",   Undefined, Undefined, Undefined, "0",       "0",       "1.6666666666666667", "-1")]
    [InlineData("stdLift",          Undefined, Undefined, Undefined, "1",       "1",       "1",       Undefined)]
    [InlineData("klosgen",          Undefined, Undefined, "0",       "0",       "0",       "0.38273277230987157", "0")]
    [InlineData("rulePowerFactor",  Undefined, Undefined, "0",       "0.375",   "0.140625", "0.375",  "0")]
    [InlineData("causalConfidence", Undefined, Undefined, "0.3125",  Undefined, "0.1875",  "1",       "0.2")]
    [InlineData("confirmedConfidence", Undefined, Undefined, "-1",   "1",       "-0.25",   "1",       "-1")]
    [InlineData("sebag",            Undefined, Undefined, "0",       Inf,       "0.6",     Inf,       "0")]
    [InlineData("counterexample",   Undefined, Undefined, "-Inf",    "1",       "-0.6666666666666666", "1", "-Inf")]
    [InlineData("leastContradiction", Undefined, "0",     "-Inf",    "0.375",   "-0.6666666666666666", "1", "-0.6")]
    [InlineData("ralambondrainy",   Undefined, "0",       "0.375",   "0",       "0.625",   "0",       "0.3")]
    [InlineData("implicationIndex", Undefined, Undefined, "0",       Undefined, "0",       "-1.3693063937629153", "1.2247448713915890")]
    [InlineData("lerman",           Undefined, Undefined, Undefined, "0",       "0",       "1.7677669529663689", "-1.2247448713915890")]
    [InlineData("collectiveStrength", Undefined, "1",     "1",       "1",       "1",       Inf,       "0.25")]
    [InlineData("RLD",              Undefined, Undefined, Undefined, Undefined, Undefined, "1",       "1")]
    [InlineData("lambda",           Undefined, "0",       Undefined, Undefined, "0",       "1",       "0.6")]
    [InlineData("causalSupport",    Undefined, "0.625",   "0.625",   "0.375",   "0.375",   "1",       "0.2")]
    [InlineData("hyperConfidenceSubstitutes", "0", "0",   "0",       "0",       "0",       "0",       null)]
    [InlineData("hyperLift",        Undefined, Undefined, Undefined, "1",       "1",       "1",       "0")]
    [InlineData("fishersExactTest", "1",       "1",       "1",       "1",       "1",       null,      "1")]
    [InlineData("hyperConfidence",  "0",       "0",       "0",       "0",       "0",       null,      "0")]
    [InlineData("importance",       "0",       null,      null,      null,      null,      null,      null)]
    public void Zero_counts_give_the_stated_values(string measure, params string?[] expected)
    {
        Assert.Equal(Tables.Length, expected.Length);
        for (int i = 0; i < Tables.Length; i++)
        {
            double? value = RuleMeasures.Get(measure).Evaluate(Tables[i]);
            if (expected[i] is { } text)
            {
                // Whole numbers, limits and "undefined" are met exactly, fractions but for the last digit.
                bool same = text.Contains('.', StringComparison.Ordinal)
                    ? value is { } fraction && Math.Abs(fraction - double.Parse(text, CultureInfo.InvariantCulture)) <= 1e-15
                    : MeasureText.Format(value) == text;
                Assert.True(same, $"{measure} of {Tables[i]} is '{MeasureText.Format(value)}', not '{text}'.");
            }
            else
            {
                Assert.True(value is { } number && double.IsFinite(number), $"{measure} of {Tables[i]} is '{value}', not a number.");
            }
        }
    }

    [Fact]
    public void The_limits_of_0_ln_0_are_taken()
    {
        RuleCounts apart = new(0, 3, 5, 2), together = new(3, 0, 0, 5);

        Assert.Equal(3.0 / 8 * Math.Log(8.0 / 3), Assert.NotNull(RuleMeasures.JMeasure.Evaluate(together)), 1e-15);
        Assert.Equal(0.3 * Math.Log(2), Assert.NotNull(RuleMeasures.JMeasure.Evaluate(apart)), 1e-15);
        double shared = (0.3 * Math.Log(2)) + (0.5 * Math.Log(0.5 / 0.35)) + (0.2 * Math.Log(0.2 / 0.35));
        Assert.Equal(
            shared / -((0.3 * Math.Log(0.3)) + (0.7 * Math.Log(0.7))),
            Assert.NotNull(RuleMeasures.MutualInformation.Evaluate(apart)),
            1e-14);
    }

    [Fact]
    public void Every_measure_has_its_line_above()
    {
        MethodInfo theory = typeof(ZeroCountTests).GetMethod(nameof(Zero_counts_give_the_stated_values))!;
        IEnumerable<string> named = theory.GetCustomAttributes<InlineDataAttribute>().Select(line => (string)line.GetData(theory).Single()[0]);

        Assert.Equal(RuleMeasures.All.Select(m => m.Name).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }
}
