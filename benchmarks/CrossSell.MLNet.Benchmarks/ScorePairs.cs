using BenchmarkDotNet.Attributes;
using CrossSell.MLNet.Views;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.Recommender;

namespace CrossSell.MLNet.Benchmarks;

/// <summary>The scores of all products for one customer after the other, by factors that ML.NET learned, three ways.</summary>
public class ScorePairs
{
    /// <summary>How many customers there are.</summary>
    public const int Customers = 1_000;

    /// <summary>How many products there are.</summary>
    public const int Products = 500;

    /// <summary>For how many customers all products are scored.</summary>
    public const int Asked = 40;

    private readonly float[] _scores = new float[Products];
    private PurchaseMatrix _matrix = null!;
    private IProductScorer _compiled = null!;
    private MatrixFactorizationPredictionTransformer _transformer = null!;
    private PredictionEngine<PairRow, PairScore> _engine = null!;
    private PairScore _score = new();

    /// <summary>Learns the factors twice, by the trainer and by ML.NET alone.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _matrix = PurchaseMatrix.Of(GeneratedData.Purchases(Customers, Products));
        _compiled = new MLNetMatrixFactorizationTrainer(new MLNetMatrixFactorizationOptions { Factors = 32, Alpha = 0.05, Lambda = 5 }).Train(_matrix);
        var context = new MLContext(1);
        _transformer = context.Recommendation().Trainers.MatrixFactorization(new MatrixFactorizationTrainer.Options
        {
            MatrixRowIndexColumnName = PairView.Customer,
            MatrixColumnIndexColumnName = PairView.Product,
            LabelColumnName = PairView.Label,
            LossFunction = MatrixFactorizationTrainer.LossFunctionType.SquareLossOneClass,
            ApproximationRank = 32,
            Alpha = 0.05,
            Lambda = 5,
            NumberOfThreads = 1,
            Quiet = true,
        }).Fit(new PairView(_matrix, CancellationToken.None));
        _engine = context.Model.CreatePredictionEngine<PairRow, PairScore>(_transformer);
    }

    /// <summary>All products of a customer at once, his factors solved from his purchases.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Asked * Products)]
    public float Compiled()
    {
        for (int customer = 0; customer < Asked; customer++)
        {
            _compiled.Score(_matrix[customer], _scores);
        }

        return _scores[^1];
    }

    /// <summary>Pair by pair; for one thread alone, and only customers that were learned from.</summary>
    [Benchmark(OperationsPerInvoke = Asked * Products)]
    public float Engine()
    {
        var pair = new PairRow();
        for (int customer = 0; customer < Asked; customer++)
        {
            pair.Customer = (uint)customer;
            for (int product = 0; product < Products; product++)
            {
                pair.Product = (uint)product;
                _engine.Predict(pair, ref _score);
                _scores[product] = _score.Score;
            }
        }

        return _scores[^1];
    }

    /// <summary>All pairs at once over a view, by the threads that ML.NET takes.</summary>
    [Benchmark(OperationsPerInvoke = Asked * Products)]
    public float Transform()
    {
        IDataView scored = _transformer.Transform(new AllPairs(Asked, _matrix));
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        ValueGetter<float> read = cursor.GetGetter<float>(scored.Schema["Score"]);
        float score = 0;
        while (cursor.MoveNext())
        {
            read(ref score);
        }

        return score;
    }
}
