using CrossSell.ML.Tests.Logistic;

namespace CrossSell.ML.Tests.Learning;

/// <summary>Where the world changes, validation by time chooses what will hold, and validation by chance does not.</summary>
public class DriftTests
{
    private static readonly (double[] Values, bool[] Labels, DateOnly[] Days) Past = Drifting.Epochs(0, 8, seed: 5);
    private static readonly (double[] Values, bool[] Labels, DateOnly[] Days) Future = Drifting.Epochs(8, 8, seed: 5);
    private static readonly string[] Keys = [.. Enumerable.Range(0, Past.Labels.Length).Select(i => $"k{i}")];

    [Fact]
    public void An_elastic_net()
    {
        FeatureMatrix features = LogisticRegressionTests.Matrix(Drifting.Columns, Past.Values);
        var options = new ElasticNetOptions { LambdaCount = 40, LambdaMinRatio = 1e-3 };

        ElasticNetPoint chance = ElasticNet.CrossValidate(features, Past.Labels, Keys, folds: 5, options: options).Best;
        ElasticNetPoint time = ElasticNet.CrossValidate(features, Past.Labels, Past.Days, folds: 5, options: options).Best;

        Assert.True(time.Lambda > 2 * chance.Lambda, $"{time.Lambda} {chance.Lambda}");
        Assert.True(Loss(time) < Loss(chance) - 0.005, $"{Loss(time)} {Loss(chance)}");
        Assert.True(time.Coefficients[0] > 0);
    }

    [Fact]
    public void The_default_learner()
    {
        double chance = Loss(new LogisticPropensityTrainer(), dated: false);
        double time = Loss(new LogisticPropensityTrainer(), dated: true);

        Assert.True(time < chance - 0.005, $"{time} {chance}");
    }

    [Fact]
    public void Boosted_trees()
    {
        double chance = Loss(new BoostedTreesPropensityTrainer(new BoostedTreesOptions { Depth = 2 }), dated: false);
        double time = Loss(new BoostedTreesPropensityTrainer(new BoostedTreesOptions { Depth = 2 }), dated: true);

        Assert.True(time < chance - 0.005, $"{time} {chance}");
    }

    [Fact]
    public void Days_that_cannot_divide_the_rows_are_told()
    {
        FeatureMatrix features = LogisticRegressionTests.Matrix(Drifting.Columns, Past.Values);
        DateOnly[] oneDay = new DateOnly[Past.Days.Length];

        Assert.Contains("1 days", Assert.Throws<PropensityTrainingException>(() => ElasticNet.CrossValidate(features, Past.Labels, oneDay)).Message, StringComparison.Ordinal);
        Assert.Contains("7 days", Assert.Throws<ArgumentException>(() => ElasticNet.CrossValidate(features, Past.Labels, oneDay[..7])).Message, StringComparison.Ordinal);
    }

    private static double Loss(ElasticNetPoint point) => Enumerable.Range(0, Future.Labels.Length).Average(i =>
    {
        double logit = point.Intercept + Enumerable.Range(0, Drifting.Columns).Sum(j => point.Coefficients[j] * Future.Values[(i * Drifting.Columns) + j]);
        return Math.Log(1 + Math.Exp(Future.Labels[i] ? -logit : logit));
    });

    private static double Loss(IPropensityTrainer trainer, bool dated)
    {
        CustomerTableBuilder builder = Drifting.Table(Past.Values).WithKeys(Keys);
        IPropensityModel model = trainer.Train(new LabeledCustomers((dated ? builder.WithDates(Past.Days) : builder).Build(), Past.Labels));
        double[] probabilities = model.Predict(Drifting.Table(Future.Values).Build());
        return PropensityReport.Of(probabilities, Future.Labels).LogLoss;
    }
}
