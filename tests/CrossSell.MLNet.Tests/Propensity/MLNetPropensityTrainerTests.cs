using CrossSell.ML;
using CrossSell.MLNet.Propensity;
using CrossSell.MLNet.Views;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace CrossSell.MLNet.Tests.Propensity;

public sealed class MLNetPropensityTrainerTests
{
    private static readonly LabeledCustomers Customers = Generated.Customers(2_000, seed: 1);
    private static readonly LabeledCustomers Later = Generated.Customers(1_000, seed: 2);

    [Theory]
    [InlineData(MLNetLearner.Lbfgs)]
    [InlineData(MLNetLearner.Sdca)]
    public void Probabilities_by_the_weights_are_those_of_ML_NET(MLNetLearner learner)
    {
        var options = new MLNetPropensityOptions { Learner = learner, L2 = 10 };
        var compiled = (LogisticPropensityModel)new MLNetPropensityTrainer(options).Train(Customers);
        var featurizer = PropensityFeaturizer.Fit(Customers.Table);
        ITransformer own = new PropensityFits(options, learner: null, Customers, featurizer.Encode(Customers.Table), CancellationToken.None).Fit(rows: null, l2: 10);

        double[] ours = compiled.Predict(Later.Table);
        List<float> theirs = ViewRows.Read<float>(own.Transform(new FeatureView(featurizer.Encode(Later.Table), null, null, CancellationToken.None)), "Probability");

        Assert.True(ours.Max() - ours.Min() > 0.5);
        for (int row = 0; row < ours.Length; row++)
        {
            Assert.Equal(theirs[row], ours[row], 1e-6);
        }
    }

    [Theory]
    [InlineData(MLNetLearner.Lbfgs)]
    [InlineData(MLNetLearner.Sdca)]
    public void Two_trainings_give_the_same_bytes_also_side_by_side(MLNetLearner learner)
    {
        var trainer = new MLNetPropensityTrainer(new MLNetPropensityOptions { Learner = learner, L2 = 10, Folds = 2 });
        byte[][] models = [.. Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(2).Select(_ => ((LogisticPropensityModel)trainer.Train(Customers)).ToBytes())];

        Assert.All(models, model => Assert.Equal(models[0], model));
    }

    [Fact]
    public void The_strength_is_found_on_customers_held_out_and_told()
    {
        var model = (LogisticPropensityModel)new MLNetPropensityTrainer().Train(Customers);
        var strong = (LogisticPropensityModel)new MLNetPropensityTrainer(new MLNetPropensityOptions { L2 = 3_000 }).Train(Customers);

        Assert.True(model.ValidationLogLoss < strong.ValidationLogLoss - 0.01);
        Assert.Contains(model.Choices, choice => choice.StartsWith("Prior precision ", StringComparison.Ordinal) && !choice.Contains("precision 0 ", StringComparison.Ordinal));
        PropensityReport report = PropensityReport.Of(model.Predict(Later.Table), Later.Labels);
        Assert.True(report.Auc > 0.78, $"AUC {report.Auc}");
        Assert.Equal(model.ValidationLogLoss, report.LogLoss, 0.03); // nats: in bits it would be 1.44 times as much
    }

    [Fact]
    public void It_comes_close_to_the_library_s_own_trainer_and_says_the_same_of_customers()
    {
        var trainer = new MLNetPropensityTrainer();
        double[] theirs = trainer.Train(Customers).Predict(Later.Table);
        double[] ours = new LogisticPropensityTrainer().Train(Customers).Predict(Later.Table);

        Assert.True(theirs.Zip(ours, (a, b) => Math.Abs(a - b)).Average() < 0.05);
    }

    [Fact]
    public void Weights_of_customers_count()
    {
        LabeledCustomers weighted = Generated.Customers(600, seed: 3, weighted: true);
        int[] repeated = [.. Enumerable.Range(0, weighted.Count).SelectMany(row => Enumerable.Repeat(row, 1 + (row % 3)))];
        var options = new MLNetPropensityOptions { L2 = 10, UseBins = false, Tolerance = 1e-9 };
        var plain = new LabeledCustomers(weighted.Table, weighted.Labels);
        var featurizer = PropensityFeaturizer.Fit(plain.Table, useBins: false);

        LinearParts byWeight = LinearParts.Of(new PropensityFits(options, null, weighted, featurizer.Encode(weighted.Table), default).Fit(rows: null, 10))!;
        LinearParts byRepetition = LinearParts.Of(new PropensityFits(options, null, plain, featurizer.Encode(plain.Table), default).Fit(repeated, 10))!;

        Assert.All(byWeight.Weights.Zip(byRepetition.Weights), pair => Assert.Equal(pair.First, pair.Second, 2e-3));
    }

    [Theory]
    [InlineData(MLNetLearner.Lbfgs)]
    [InlineData(MLNetLearner.Sdca)]
    public void Customers_of_one_kind_are_refused_which_ML_NET_would_learn_from(MLNetLearner learner)
    {
        var nobody = new LabeledCustomers(Customers.Table, new bool[Customers.Count]);
        var trainer = new MLNetPropensityTrainer(new MLNetPropensityOptions { Learner = learner });

        Assert.Contains("None of the 2000 customers bought", Assert.Throws<PropensityTrainingException>(() => trainer.Train(nobody)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MLNetLearner.Lbfgs)]
    [InlineData(MLNetLearner.Sdca)]
    public void A_cancelled_token_ends_the_training_within_a_pass(MLNetLearner learner)
    {
        var trainer = new MLNetPropensityTrainer(new MLNetPropensityOptions { Learner = learner, L2 = 1, Tolerance = 1e-12, MaxPasses = 100_000 });
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Train(Generated.Customers(20_000, seed: 4), source.Token));
    }

    [Fact]
    public void A_token_that_is_cancelled_before_is_seen_at_once() =>
        Assert.ThrowsAny<OperationCanceledException>(() => new MLNetPropensityTrainer().Train(Customers, new CancellationToken(canceled: true)));

    [Fact]
    public void Settings_out_of_range_are_all_told()
    {
        var bad = new MLNetPropensityOptions { Learner = (MLNetLearner)7, L2 = 0, L1 = -1, Tolerance = 1, MaxPasses = 0, Folds = 1, Recalibration = (PropensityCalibration)9 };

        Assert.Equal(7, bad.Validate().Count);
        string message = Assert.Throws<ArgumentException>(() => new MLNetPropensityTrainer(bad)).Message;
        Assert.All(bad.Validate(), failure => Assert.Contains(failure, message, StringComparison.Ordinal));
        Assert.Empty(new MLNetPropensityOptions().Validate());
    }

    [Fact]
    public void A_trainer_keeps_the_options_that_it_was_given()
    {
        var options = new MLNetPropensityOptions { L2 = 10, Folds = 2 };
        var trainer = new MLNetPropensityTrainer(options);
        byte[] before = ((LogisticPropensityModel)trainer.Train(Customers)).ToBytes();
        options.L2 = 300;

        Assert.Equal(before, ((LogisticPropensityModel)trainer.Train(Customers)).ToBytes());
    }

    [Fact]
    public void L1_sets_weights_to_nothing_and_only_when_it_is_asked_for()
    {
        var featurizer = PropensityFeaturizer.Fit(Customers.Table);
        LinearParts Parts(double l1) => LinearParts.Of(
            new PropensityFits(new MLNetPropensityOptions { L1 = l1 }, null, Customers, featurizer.Encode(Customers.Table), default).Fit(rows: null, 10))!;

        Assert.True(Parts(l1: 20).Weights.Count(weight => weight == 0) > Parts(l1: 0).Weights.Count(weight => weight == 0) + 10);
    }

    [Fact]
    public void Sdca_s_options_are_made_anew_for_it_writes_into_them()
    {
        // The trap itself: were this to change, options could be kept.
        var context = new MLContext(1);
        var options = new SdcaLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 };
        var featurizer = PropensityFeaturizer.Fit(Customers.Table, useBins: false);
        context.BinaryClassification.Trainers.SdcaLogisticRegression(options).Fit(new FeatureView(featurizer.Encode(Customers.Table), Customers, null, default));

        Assert.NotNull(options.L2Regularization);
    }
}
