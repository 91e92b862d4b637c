using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.ML.Tests.Reports;

public class BaseRateTests
{
    private static readonly LabeledCustomers Customers = Planted.Customers(2_000, seed: 1);
    private static readonly LogisticPropensityModel Model = new LogisticPropensityTrainer().Train(Customers);

    [Fact]
    public void Every_customers_odds_change_by_the_same_factor_exactly() =>
        Prop.ForAll(Gen.Choose(1, 999).ToArbitrary(), thousandths =>
        {
            double rate = thousandths / 1000.0;
            double factor = rate / (1 - rate) / (Customers.BaseRate!.Value / (1 - Customers.BaseRate.Value));

            LogisticPropensityModel corrected = Model.WithBaseRate(rate);

            Assert.Equal(rate, corrected.BaseRate, 1e-12);
            foreach ((double before, double after) in Model.Predict(Customers.Table).Take(50).Zip(corrected.Predict(Customers.Table)))
            {
                Assert.Equal(factor * before / (1 - before), after / (1 - after), 1e-10 * Math.Max(1, after / (1 - after)));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void A_table_of_counts_that_was_sampled_is_put_right_exactly()
    {
        // In the population 40 of 400 and 80 of 200 buy; all buyers and a tenth of the others were kept: 40 of 76, 80 of 92.
        double[] sampled = [40.0 / 76, 80.0 / 92];
        double[] corrected = [.. sampled.Select(p => Odds(p) * 0.1).Select(odds => odds / (1 + odds))];
        Assert.Equal(0.1, corrected[0], 12);
        Assert.Equal(0.4, corrected[1], 12);

        double[] before = Model.Predict(Customers.Table);
        double[] after = Model.WithSamplingRates(buyers: 1, others: 0.1).Predict(Customers.Table);
        Assert.All(before.Zip(after), pair => Assert.Equal(0.1 * Odds(pair.First), Odds(pair.Second), 1e-10 * Math.Max(1, Odds(pair.First))));

        static double Odds(double p) => p / (1 - p);
    }

    [Fact]
    public void A_model_of_a_sample_predicts_for_the_population()
    {
        LabeledCustomers all = Planted.Customers(8_000, seed: 5);
        int[] kept = [.. Enumerable.Range(0, all.Count).Where(row => all.Labels[row] || row % 5 == 0)];
        LabeledCustomers sample = all.Select(kept);
        LabeledCustomers others = Planted.Customers(4_000, seed: 6);

        double[] raw = new LogisticPropensityTrainer().Train(sample).Predict(others.Table);
        double[] right = new LogisticPropensityTrainer(new LogisticPropensityOptions { SampledOthers = 0.2 }).Train(sample).Predict(others.Table);

        Assert.True(raw.Average() > others.BaseRate!.Value * 1.4);
        Assert.InRange(right.Average() / others.BaseRate.Value, 0.93, 1.07);
        Assert.Equal(0.1, new LogisticPropensityTrainer(new LogisticPropensityOptions { BaseRate = 0.1 }).Train(sample).BaseRate, 1e-12);
    }

    [Fact]
    public void The_correction_is_a_named_step_is_saved_and_is_replaced_by_the_next()
    {
        LogisticPropensityModel corrected = Model.WithBaseRate(0.01);

        PropensityExplanation why = corrected.Explain(Customers.Table, 3);

        Assert.Equal(3, why.Steps.Count);
        Assert.StartsWith("base rate 0.01 in place of", why.Steps[2].Name, StringComparison.Ordinal);
        Assert.Equal(why.CalibratedLogit, why.Steps[1].Logit);
        Assert.Equal(1 / (1 + Math.Exp(-why.Steps[2].Logit)), why.Probability, 1e-12);
        Assert.Equal(corrected.Predict(Customers.Table), LogisticPropensityModel.FromBytes(corrected.ToBytes()).Predict(Customers.Table));
        Assert.Equal(Model.Predict(Customers.Table).Select(p => Math.Round(p, 12)), corrected.WithBaseRate(Model.BaseRate).Predict(Customers.Table).Select(p => Math.Round(p, 12)));
        Assert.Contains(corrected.Choices, choice => choice.StartsWith("base rate 0.01", StringComparison.Ordinal));
    }

    [Fact]
    public void Rates_out_of_range_are_refused()
    {
        Assert.All([0, 1, -0.1, double.NaN], rate => Assert.Throws<ArgumentOutOfRangeException>(() => Model.WithBaseRate(rate)));
        Assert.All([0, 1.1, double.NaN], share => Assert.Throws<ArgumentOutOfRangeException>(() => Model.WithSamplingRates(share, 1)));
        Assert.Equal(5, new LogisticPropensityOptions { BaseRate = 2, SampledBuyers = 0, SampledOthers = 3, Calibration = (PropensityCalibration)9 }.Validate().Count);
    }
}
