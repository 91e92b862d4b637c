using BenchmarkDotNet.Attributes;
using CrossSell.ML;
using CrossSell.MLNet.Propensity;
using CrossSell.MLNet.Views;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet.Benchmarks;

/// <summary>Probabilities of 20,000 customers by one logistic model. The compiled scorer starts at the table; ML.NET needs features, which are made anew, or stand ready.</summary>
public class ScoreCustomers
{
    /// <summary>How many.</summary>
    public const int Count = 20_000;

    private readonly double[] _probabilities = new double[Count];
    private PredictionRow _prediction = new();
    private CustomerTable _table = null!;
    private IPropensityModel _compiled = null!;
    private int[] _indices = [];
    private float[] _values = [];
    private FeatureRows _features = null!;
    private PropensityFeaturizer _featurizer = null!;
    private ITransformer _transformer = null!;
    private PredictionEngine<ExampleRow, PredictionRow> _engine = null!;
    private ExampleRow[] _rows = null!;

    /// <summary>Learns the model twice, by the trainer and by ML.NET alone.</summary>
    [GlobalSetup]
    public void Setup()
    {
        LabeledCustomers customers = GeneratedData.Customers(Count);
        var options = new MLNetPropensityOptions { L2 = 10, Folds = 2 };
        _table = customers.Table;
        _compiled = new MLNetPropensityTrainer(options).Train(customers);
        _featurizer = PropensityFeaturizer.Fit(_table);
        _features = _featurizer.Encode(_table);
        _indices = new int[_features.MostNonZero];
        _values = new float[_features.MostNonZero];
        _transformer = new PropensityFits(options, null, customers, _features, CancellationToken.None).Fit(rows: null, 10);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(ExampleRow));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, _features.FeatureCount);
        _engine = new MLContext(1).Model.CreatePredictionEngine<ExampleRow, PredictionRow>(_transformer, new PredictionEngineOptions { InputSchemaDefinition = schema });
        _rows = [.. Enumerable.Range(0, Count).Select(row => Dense(_features, row, new float[_features.FeatureCount]))];
    }

    /// <summary>From the table, by the weights taken out.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public double Compiled()
    {
        _compiled.Predict(_table, _probabilities);
        return _probabilities[^1];
    }

    /// <summary>From the table: one object, filled anew for each customer; for one thread alone.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public double EngineFromTable()
    {
        FeatureRows features = _featurizer.Encode(_table);
        float[] dense = new float[features.FeatureCount];
        for (int row = 0; row < Count; row++)
        {
            Array.Clear(dense);
            _engine.Predict(Dense(features, row, dense), ref _prediction);
            _probabilities[row] = _prediction.Probability;
        }

        return _probabilities[^1];
    }

    /// <summary>Objects made before, one after the other; for one thread alone.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public double Engine()
    {
        for (int row = 0; row < Count; row++)
        {
            _engine.Predict(_rows[row], ref _prediction);
            _probabilities[row] = _prediction.Probability;
        }

        return _probabilities[^1];
    }

    /// <summary>All at once over the view, by the threads that ML.NET takes.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public double Transform()
    {
        IDataView scored = _transformer.Transform(new FeatureView(_features, null, null, CancellationToken.None));
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Probability"]]);
        ValueGetter<float> read = cursor.GetGetter<float>(scored.Schema["Probability"]);
        float probability = 0;
        for (int row = 0; cursor.MoveNext(); row++)
        {
            read(ref probability);
            _probabilities[row] = probability;
        }

        return _probabilities[^1];
    }

    private ExampleRow Dense(FeatureRows features, int row, float[] dense)
    {
        int count = features.Fill(row, _indices, _values);
        for (int i = 0; i < count; i++)
        {
            dense[_indices[i]] = _values[i];
        }

        return new ExampleRow { Features = dense };
    }
}
