using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.ML;

namespace CrossSell.Benchmarks;

/// <summary>A lasso at 100 strengths; one thread, as the baseline, which is given the strengths and knows no warm start and no screening.</summary>
public class FitLassoPath
{
    private readonly ElasticNetOptions _options = new() { MaxThreads = 1, LambdaCount = 100, LambdaMinRatio = 0.05 };
    private double[][] _columns = null!;
    private bool[] _labels = null!;
    private FeatureMatrix _matrix = null!;
    private double[] _lambdas = null!;

    [GlobalSetup]
    public void Setup()
    {
        (double[][] rows, _labels) = GeneratedAnswers.Make(rows: 800, columns: 30, seed: 7);
        _matrix = GeneratedAnswers.Matrix(rows);
        _columns = [.. Enumerable.Range(0, 30).Select(j => Standardized([.. rows.Select(row => row[j])]))];
        _lambdas = [.. ElasticNet.Fit(_matrix, _labels, options: _options).Points.Select(point => point.Lambda)];
        SameAnswer.Check(naive: Plain(), ours: Ours());
        WarmUp.Both(Plain, Ours);
    }

    /// <summary>Both tell how many coefficients are not 0 over the whole path.</summary>
    [Benchmark(Baseline = true)]
    public int Plain() => _lambdas.Sum(lambda => PlainLasso.Fit(_columns, _labels, lambda).Skip(1).Count(b => Math.Abs(b) > 1e-6));

    [Benchmark, Gate(maxRatio: 0.25)]
    public int Ours() => ElasticNet.Fit(_matrix, _labels, options: _options).Points.Sum(point => point.Coefficients.Count(b => Math.Abs(b) > 1e-6));

    private static double[] Standardized(double[] values)
    {
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return [.. values.Select(value => (value - mean) / deviation)];
    }
}
