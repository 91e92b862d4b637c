using CrossSell.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace CrossSell.MLNet.Tests;

/// <summary>The C# of docs/mlnet.md and of README's section on ML.NET.</summary>
public sealed class PageExamples
{
    private static readonly LabeledCustomers Campaign = Generated.Customers(400, seed: 1);
    private static readonly CustomerTable Customers = Generated.Customers(300, seed: 2).Table;
    private static readonly PurchaseHistory History = Generated.Purchases(300, 31, seed: 1);

    [Fact]
    public void Readme()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "who.json");
        LabeledCustomers campaign = Campaign;
        CustomerTable customers = Customers;
        PurchaseHistory history = History;

        #region readme
        // ML.NET learns, CrossSell serves: the weights are taken out, and nothing of ML.NET is needed any more.
        var model = (LogisticPropensityModel)new MLNetPropensityTrainer().Train(campaign);
        double[] probabilities = model.Predict(customers);
        model.Save(file);

        // CrossSell as a step of an ML.NET pipeline: every row of products gets offers.
        var context = new MLContext(seed: 1);
        IDataView rows = PurchaseDataView.ByCustomer(history);
        CrossSellTransformer step = new CrossSellEstimator(context).Fit(rows);
        IDataView offers = step.Transform(rows); // columns Recommendations and RecommendationScores
        #endregion

        Assert.Equal(customers.Count, probabilities.Length);
        Assert.NotNull(offers.Schema.GetColumnOrNull("RecommendationScores"));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public void Propensity()
    {
        LabeledCustomers campaign = Campaign;
        CustomerTable customers = Customers;

        #region propensity
        var options = new MLNetPropensityOptions { Learner = MLNetLearner.Lbfgs, UseBins = true };
        var model = (LogisticPropensityModel)new MLNetPropensityTrainer(options).Train(campaign);
        PropensityExplanation why = model.Explain(customers, row: 0);

        IPropensityModel trees = new MLNetPropensityTrainer(context => context.BinaryClassification.Trainers.FastTree(
            new FastTreeBinaryTrainer.Options { NumberOfTrees = 20, NumberOfThreads = 1 })).Train(campaign);
        double[] probabilities = trees.Predict(customers); // asks ML.NET, batch by batch
        #endregion

        Assert.NotEmpty(why.Contributions);
        Assert.Equal(customers.Count, probabilities.Length);
    }

    [Fact]
    public void Factors()
    {
        PurchaseHistory history = History;

        #region factors
        PurchaseMatrix matrix = PurchaseMatrix.Of(history);
        MatrixFactorizationFit fit = new MLNetMatrixFactorizationTrainer().Fit(matrix);
        Console.WriteLine($"alpha {fit.Alpha}, lambda {fit.Lambda}, the best of {fit.Trials.Count}");
        float[] scores = new float[matrix.Products.Count];
        fit.Scorer.Score(matrix[customer: 0], scores); // any customer, from his purchases
        #endregion

        Assert.Contains(scores, score => score > 0);
    }

    [Fact]
    public void Pipeline()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "offers.zip");
        PurchaseHistory history = History;

        #region pipeline
        var context = new MLContext(seed: 1);
        IDataView rows = PurchaseDataView.ByCustomer(history); // or any view with a vector of text
        CrossSellPipeline rules = new CrossSellPipelineBuilder().MineRules(mining => mining.MinConfidence = 0.1m).Build();
        var estimator = new CrossSellEstimator(context, rules, new CrossSellEstimatorOptions { ProductsColumnName = "Bought", Count = 5 });
        ITransformer fitted = context.Transforms.CopyColumns("Bought", "Products").Append(estimator).Fit(rows);
        context.Model.Save(fitted, rows.Schema, file);

        IDataView offers = new MLContext().Model.Load(file, out _).Transform(rows);
        #endregion

        Assert.IsType<VectorDataViewType>(offers.Schema["Recommendations"].Type);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}
