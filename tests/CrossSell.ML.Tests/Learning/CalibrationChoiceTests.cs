namespace CrossSell.ML.Tests.Learning;

public class CalibrationChoiceTests
{
    private static readonly LabeledCustomers Customers = Planted.Customers(3_000, seed: 1);
    private static readonly LabeledCustomers Others = Planted.Customers(3_000, seed: 2);

    [Theory]
    [InlineData(PropensityCalibration.Curve, "calibration: beta curve, corrected at")]
    [InlineData(PropensityCalibration.Beta, "calibration: beta curve")]
    [InlineData(PropensityCalibration.Platt, "calibration: Platt's line")]
    [InlineData(PropensityCalibration.Isotonic, "calibration: isotonic steps")]
    [InlineData(PropensityCalibration.None, "calibration: base rate of the training")]
    public void Every_way_is_a_named_step_keeps_the_base_rate_and_stays_inside_0_and_1(PropensityCalibration way, string name)
    {
        LogisticPropensityModel model = new LogisticPropensityTrainer(new LogisticPropensityOptions { Calibration = way }).Train(Customers);
        double[] p = model.Predict(Others.Table);
        double[] logits = model.Logits(Others.Table);
        PropensityExplanation why = model.Explain(Others.Table, 11);

        Assert.Equal(way, model.Calibration);
        Assert.StartsWith(name, why.Steps[1].Name, StringComparison.Ordinal);
        Assert.Equal(2, why.Steps.Count);
        Assert.Equal(p[11], why.Probability);
        Assert.Equal(why.Logit, why.BaseLogit + why.Contributions.Sum(c => c.Contribution), 1e-12);
        Assert.InRange(model.Predict(Customers.Table).Average() / Customers.BaseRate!.Value, 0.99, 1.01);
        Assert.All(p, probability => Assert.True(probability > 0 && probability < 1));
        Assert.True(PropensityReport.Of(p, Others.Labels).CalibrationError < 0.035);
        int[] order = [.. Enumerable.Range(0, p.Length).OrderBy(row => logits[row])];
        Assert.All(order.Zip(order.Skip(1)), pair => Assert.True(p[pair.First] <= p[pair.Second] + 1e-15));
        var loaded = LogisticPropensityModel.FromBytes(model.ToBytes());
        Assert.Equal(p, loaded.Predict(Others.Table));
        Assert.Equal(model.ToBytes(), loaded.ToBytes());
    }
}
