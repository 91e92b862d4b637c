using System.Globalization;
using CrossSell.Numerics.Tests;
using CrossSell.Tests;

namespace CrossSell.Mining.Tests;

/// <summary>
/// Complete rule lists of three data sets with their measures by a statistics package: every cell of every measure of one rule in the tables.
/// </summary>
/// <remarks>
/// No rule of these lists has a zero cell, so every cell is a number. The package gives NaN for jMeasure, mutualInformation, yuleQ
/// and yuleY at a zero cell; the library has the limit there, which <see cref="ZeroCountTests"/> states.
/// </remarks>
public sealed class OracleTableTests
{
    private const string Groceries = "oracles/rules_groceries_99_c0.1_l10.csv.gz";
    private const string OnlineRetail = "oracles/rules_online_retail_208_c0.5_l10.csv.gz";
    private const string T10I4 = "oracles/rules_T10I4D100K_500_c0.5_l10.csv.gz";

    [SharedDataTheory(Groceries, OnlineRetail, T10I4)]
    [InlineData(Groceries, 427, 2)]
    [InlineData(OnlineRetail, 775, 18)]
    [InlineData(T10I4, 607, 0)]
    public void Every_measure_of_every_rule_agrees(string file, int rules, int beyondThePackage)
    {
        (int compared, List<string> differences) = Compare(file, shift: 0, out int refereed);

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.InRange(refereed, 0, beyondThePackage);
        Assert.Equal(rules * 30, compared); // the columns of the table that are measures of one rule
    }

    [SharedDataFact(Groceries)]
    public void A_table_that_is_wrong_by_one_transaction_is_noticed_in_every_rule_and_measure()
    {
        (int compared, List<string> differences) = Compare(Groceries, shift: 1, out _);

        // One transaction more with both sides shows in every measure but the share of a p value that is 0 or 1 to the last digit.
        Assert.InRange(differences.Count, compared * 0.95, compared);
    }

    private static (int Compared, List<string> Differences) Compare(string file, int shift, out int refereed)
    {
        refereed = 0;
        using StreamReader reader = SharedData.OpenText(file);
        string[] header = reader.ReadLine()!.Split(',');
        RuleMeasure?[] measures = [.. header.Select(RuleMeasures.TryGet)];
        int n11 = Array.IndexOf(header, "n11");
        int compared = 0;
        List<string> differences = [];
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            RuleCounts t = new(Count(n11) + shift, Count(n11 + 1), Count(n11 + 2), Count(n11 + 3));
            for (int i = 0; i < measures.Length; i++)
            {
                if (measures[i] is { } measure)
                {
                    compared++;
                    double actual = Assert.NotNull(measure.Evaluate(t));
                    double expected = double.Parse(cells[i], CultureInfo.InvariantCulture);
                    double tolerance = measure == RuleMeasures.MutualInformation ? 1e-8 : 1e-9;
                    if (!Near(expected, actual, tolerance) && PackageHasTooFewDigits(measure, expected, t, out double exact))
                    {
                        refereed++;
                        expected = exact;
                    }

                    if (!Near(expected, actual, tolerance))
                    {
                        differences.Add($"{measure} of {t} is {MeasureText.Format(actual)}, not {MeasureText.Format(expected)}");
                    }
                }
            }

            long Count(int column) => long.Parse(cells[column], CultureInfo.InvariantCulture);
        }

        return (compared, differences);
    }

    private static bool Near(double expected, double actual, double tolerance) =>
        Math.Abs(actual - expected) <= (tolerance * Math.Abs(expected)) + double.Epsilon;

    // Where the package itself is off by more than 1e-9, counting or 28 digits decide: p values below the smallest normal double (it gives
    // a rule and its reverse different ones there), and Gini gains of 1e-7 and less (it subtracts squares that agree in the first digits).
    private static bool PackageHasTooFewDigits(RuleMeasure measure, double given, RuleCounts t, out double exact)
    {
        if (measure == RuleMeasures.FishersExactTest && given < 2.3e-308)
        {
            exact = ExactHypergeometric.Of(t.N11, t.N10, t.N01, t.N00).Upper;
            return true;
        }

        if (measure == RuleMeasures.Gini && given < 1e-7)
        {
            decimal n = t.N, coverage = t.N1x / n;
            decimal gain = (coverage * Purity(t.N11, t.N1x)) + ((1 - coverage) * Purity(t.N01, t.N0x)) - Purity(t.Nx1, t.N);
            exact = (double)gain;
            return true;
        }

        exact = given;
        return false;

        static decimal Purity(decimal part, decimal whole) => ((part * part) + ((whole - part) * (whole - part))) / (whole * whole);
    }
}
