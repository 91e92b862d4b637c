using CrossSell.ML;
using CrossSell.MLNet.Views;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace CrossSell.MLNet.Tests.Propensity;

/// <summary>Learners that the user brings along.</summary>
public sealed class OwnLearnerTests
{
    private static readonly LabeledCustomers Customers = Generated.Customers(2_000, seed: 1);
    private static readonly LabeledCustomers Later = Generated.Customers(1_000, seed: 2);
    private static readonly MLNetPropensityOptions Quick = new() { Folds = 2 };

    private static readonly MLNetPropensityTrainer Trees = new(
        context => context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { NumberOfTrees = 20, NumberOfThreads = 1 }), Quick);

    [Fact]
    public void Trees_are_asked_batch_by_batch_and_say_what_ML_NET_says()
    {
        MLNetPropensityModel model = Assert.IsType<MLNetPropensityModel>(Trees.Train(Customers));
        var featurizer = PropensityFeaturizer.Fit(Customers.Table);
        List<float> theirs = ViewRows.Read<float>(model.Transformer.Transform(new FeatureView(featurizer.Encode(Later.Table), null, null, default)), "Probability");

        double[] ours = model.Predict(Later.Table);

        Assert.Equal(theirs.Select(p => Math.Clamp(p, 1e-9, 1 - 1e-9)), ours);
        Assert.True(PropensityReport.Of(ours, Later.Labels).Auc > 0.75);
        Assert.Equal(Customers.BaseRate!.Value, model.BaseRate);
        Assert.InRange(model.ValidationLogLoss, 0.3, 0.65);
        Assert.Equal(["age", "contracts", "income", "region", "renter"], model.Columns);
    }

    [Fact]
    public void Many_threads_may_ask_one_model_where_a_shared_engine_goes_wrong()
    {
        IPropensityModel model = Trees.Train(Customers);
        double[] expected = model.Predict(Later.Table);

        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => Assert.Equal(expected, model.Predict(Later.Table)));
    }

    [Fact]
    public void A_linear_learner_of_one_s_own_is_taken_apart()
    {
        var trainer = new MLNetPropensityTrainer(context => context.BinaryClassification.Trainers.SgdCalibrated(), Quick);

        Assert.IsType<LogisticPropensityModel>(trainer.Train(Customers));
    }

    [Fact]
    public void A_linear_learner_with_a_calibrator_behind_it_keeps_that_calibrator()
    {
        IEstimator<ITransformer> Learner(MLContext context) => context.BinaryClassification.Trainers.AveragedPerceptron().Append(context.BinaryClassification.Calibrators.Platt());
        var model = Assert.IsType<LogisticPropensityModel>(new MLNetPropensityTrainer(Learner, Quick).Train(Customers));
        var featurizer = PropensityFeaturizer.Fit(Customers.Table);
        ITransformer own = Learner(new MLContext(1)).Fit(new FeatureView(featurizer.Encode(Customers.Table), Customers, null, default));

        List<float> theirs = ViewRows.Read<float>(own.Transform(new FeatureView(featurizer.Encode(Later.Table), null, null, default)), "Probability");

        Assert.All(theirs.Zip(model.Predict(Later.Table)), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void A_linear_learner_without_a_calibrator_is_calibrated_by_Platt_s_line()
    {
        var model = Assert.IsType<LogisticPropensityModel>(
            new MLNetPropensityTrainer(context => context.BinaryClassification.Trainers.AveragedPerceptron(), Quick).Train(Customers));

        Assert.Equal(PropensityCalibration.Platt, model.Calibration);
        Assert.Equal(Customers.BaseRate!.Value, model.Predict(Customers.Table).Average(), 1e-6);
        Assert.True(PropensityReport.Of(model.Predict(Later.Table), Later.Labels).LogLoss < 0.6);
    }

    [Fact]
    public void Features_that_the_learner_takes_apart_anew_are_left_to_it()
    {
        var trainer = new MLNetPropensityTrainer(
            context => context.Transforms.NormalizeMinMax("Features").Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression()), Quick);

        MLNetPropensityModel model = Assert.IsType<MLNetPropensityModel>(trainer.Train(Customers));
        Assert.True(PropensityReport.Of(model.Predict(Later.Table), Later.Labels).Auc > 0.75);
    }

    [Fact]
    public void A_learner_without_probabilities_is_refused_with_what_helps()
    {
        var trainer = new MLNetPropensityTrainer(context => context.BinaryClassification.Trainers.LdSvm(), Quick);

        Assert.Contains("Append a calibrator", Assert.Throws<PropensityTrainingException>(() => trainer.Train(Customers)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_span_too_short_is_refused()
    {
        IPropensityModel model = Trees.Train(Customers);

        Assert.Throws<ArgumentException>(() => model.Predict(Later.Table, new double[3]));
        Assert.Throws<ArgumentException>(() => model.Predict(Later.Table.SelectColumns("age")));
    }
}
