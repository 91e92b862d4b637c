using CrossSell.Tests;

namespace CrossSell.ML.Tests.Logistic;

/// <summary>Against R's glm and scikit-learn on CoIL 2000; shared/data/oracles/README.md tells how the numbers were made.</summary>
public class LogisticOracleTests
{
    [SharedDataFact(Coil.Training, "oracles/oracle_logit_coil_10cols.csv")]
    public void Estimates_errors_and_tests_equal_those_of_R_glm()
    {
        (double[][] rows, bool[] labels) = Coil.Train();

        LogisticFit fit = LogisticRegression.Fit(Coil.Matrix(rows, 5, 42, 43, 44, 47, 59, 65, 68, 80, 82), labels);

        Dictionary<string, double[]> oracle = Coil.Oracle("oracle_logit_coil_10cols.csv");
        Assert.Equal(oracle.Keys, fit.Coefficients.Select(c => c.Name));
        foreach (CoefficientEstimate c in fit.Coefficients)
        {
            double[] wanted = oracle[c.Name];
            AssertRelative(wanted[0], c.Estimate, 1e-10);
            AssertRelative(wanted[1], c.StandardError, 2e-9); // R takes the weights of the last step but one
            AssertRelative(wanted[2], c.Z, 2e-9);
            AssertRelative(wanted[3], c.PValue, 1e-7);
            AssertRelative(wanted[4], c.Lower, 1e-8);
            AssertRelative(wanted[5], c.Upper, 1e-8);
            AssertRelative(wanted[6], c.OddsRatio, 1e-10);
        }

        AssertRelative(-1183.083542197260, fit.LogLikelihood, 1e-12);
        AssertRelative(2388.1670843945, fit.Aic, 1e-12);
        AssertRelative(2635.5404661434, fit.NullDeviance, 1e-12);
        AssertRelative(2366.1670843945, fit.ResidualDeviance, 1e-12);
    }

    [SharedDataFact(Coil.Training, "oracles/oracle_ridge_coil_C0.01.csv")]
    public void A_ridge_equals_that_of_scikit_learn()
    {
        (double[][] rows, bool[] labels) = Coil.Train();
        (double[][] scaled, _) = Coil.ZScores(rows, []);

        LogisticFit fit = LogisticRegression.Fit(Coil.Matrix(scaled), labels, options: new LogisticOptions { Ridge = 100, PenalizeStandardized = false });

        foreach ((string term, double[] wanted) in Coil.Oracle("oracle_ridge_coil_C0.01.csv"))
        {
            CoefficientEstimate found = fit.Coefficients.Single(c => c.Name == term);
            Assert.Equal(wanted[0], found.Estimate!.Value, 1e-7 * Math.Max(1, Math.Abs(wanted[0])));
            AssertRelative(wanted[1], found.StandardError, 1e-7);
        }

        double objective = -fit.LogLikelihood + (50 * fit.Coefficients.Skip(1).Sum(c => c.Estimate!.Value * c.Estimate.Value));
        AssertRelative(1166.413249663561, objective, 1e-11);
    }

    private static void AssertRelative(double expected, double? actual, double tolerance)
    {
        Assert.NotNull(actual);
        Assert.True(Math.Abs(actual.Value - expected) <= tolerance * Math.Abs(expected), $"expected {expected:R}, was {actual.Value:R}");
    }
}
