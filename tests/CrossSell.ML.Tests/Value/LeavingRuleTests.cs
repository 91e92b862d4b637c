namespace CrossSell.ML.Tests.Value;

/// <summary>Customers who may be gone right after their first purchase, which BG/NBD cannot say.</summary>
public class LeavingRuleTests
{
    private static readonly (double R, double Alpha, double A, double B) _truth = (0.7, 30, 0.9, 1.8);
    private static readonly SimulatedBuyers _leavers = SimulatedBuyers.Draw(seed: 31, count: 40_000, _truth, horizon: 70, leaving: LeavingRule.AfterAnyPurchase);
    private static readonly SimulatedBuyers _repeaters = SimulatedBuyers.Draw(seed: 32, count: 10_000, _truth, horizon: 70);
    private static readonly BgNbdModel _model = BgNbdModel.Fit(_leavers.Patterns, new ValueOptions { Leaving = LeavingRule.AfterAnyPurchase });

    [Fact]
    public void The_parameters_of_simulated_customers_are_found_within_two_standard_errors()
    {
        double[] truth = [_truth.R, _truth.Alpha, _truth.A, _truth.B];

        Assert.All(truth.Zip(_model.Parameters), pair => Assert.True(Math.Abs(pair.Second.Estimate - pair.First) <= 2 * pair.Second.StandardError, $"{pair.Second} but the truth is {pair.First}"));
    }

    [Fact]
    public void The_rule_that_made_the_customers_is_chosen_on_customers_held_out()
    {
        var open = new ValueOptions { Leaving = null };

        Assert.Equal(LeavingRule.AfterAnyPurchase, BgNbdModel.Fit([.. _leavers.Patterns.Take(10_000)], open).Leaving);
        Assert.Equal(LeavingRule.AfterRepeatPurchase, BgNbdModel.Fit(_repeaters.Patterns, open).Leaving);
    }

    [Fact]
    public void Of_those_who_bought_once_as_many_are_alive_as_expected_by_tenths()
    {
        int[] order = [.. Enumerable.Range(0, _leavers.Patterns.Length).OrderBy(i => _model.ProbabilityAlive(_leavers.Patterns[i])).ThenBy(i => i)];
        foreach (int[] tenth in order.Chunk(4_000))
        {
            RequireShare(tenth, i => _model.ProbabilityAlive(_leavers.Patterns[i]), i => _leavers.Alive[i]);
        }

        RequireShare([.. order.Where(i => _leavers.Patterns[i].Frequency == 0)], i => _model.ProbabilityAlive(_leavers.Patterns[i]), i => _leavers.Alive[i]);
        Assert.True(order.Where(i => _leavers.Patterns[i].Frequency == 0).Average(i => _model.ProbabilityAlive(_leavers.Patterns[i])) < 0.7);
    }

    [Fact]
    public void As_many_buy_within_the_horizon_as_expected_by_tenths()
    {
        double Chance(int i) => _model.ProbabilityOfPurchase(_leavers.Patterns[i], 70);
        foreach (int[] tenth in Enumerable.Range(0, _leavers.Patterns.Length).OrderBy(Chance).ThenBy(i => i).Chunk(4_000))
        {
            RequireShare(tenth, Chance, i => _leavers.Later[i] > 0);
        }

        Assert.Equal(0, _model.ProbabilityOfPurchase(new PurchasePattern(2, 3, 4), 0));
        Assert.Equal(1 - _model.CountsOf(new PurchasePattern(2, 3, 40), 70).Distribution(1e-15)[0], _model.ProbabilityOfPurchase(new PurchasePattern(2, 3, 40), 70), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => _model.ProbabilityOfPurchase(default, double.NaN));
    }

    [Fact]
    public void Every_customer_of_a_new_cohort_may_be_gone_at_once()
    {
        SimulatedBuyers fresh = SimulatedBuyers.Draw(seed: 33, count: 40_000, _truth, horizon: 0, shortest: 180, longest: 180, leaving: LeavingRule.AfterAnyPurchase);

        Assert.Equal(fresh.Patterns.Average(p => p.Frequency), _model.ExpectedPurchasesOfNewCustomer(180), 0.05 * fresh.Patterns.Average(p => p.Frequency));
        Assert.Single(new ValueOptions { Leaving = (LeavingRule)7 }.Validate());
    }

    private static void RequireShare(int[] customers, Func<int, double> probability, Func<int, bool> isSo)
    {
        double expected = customers.Average(probability);
        double seen = customers.Average(i => isSo(i) ? 1.0 : 0);
        double error = Math.Sqrt(expected * (1 - expected) / customers.Length);
        Assert.True(Math.Abs(seen - expected) < (4 * error) + 0.01, $"of {customers.Length} customers {seen:0.000}, {expected:0.000} were expected");
    }
}
