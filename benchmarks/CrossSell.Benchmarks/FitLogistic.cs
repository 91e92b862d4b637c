using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.ML;

namespace CrossSell.Benchmarks;

/// <summary>A logistic regression of 5,822 rows and 133 columns, the shape of an insurer's campaign table, with standard errors; one thread, as the baseline.</summary>
public class FitLogistic
{
    private readonly LogisticOptions _options = new() { MaxThreads = 1 };
    private double[][] _rows = null!;
    private bool[] _labels = null!;
    private FeatureMatrix _matrix = null!;

    [GlobalSetup]
    public void Setup()
    {
        (_rows, _labels) = GeneratedAnswers.Make(rows: 5_822, columns: 133, seed: 3);
        _matrix = GeneratedAnswers.Matrix(_rows);
        SameAnswer.Check(naive: Textbook(), ours: Ours());
        WarmUp.Both(Textbook, Ours);
    }

    [Benchmark(Baseline = true)]
    public int Textbook()
    {
        (double[] estimates, double[] errors) = DenseNewton.Fit(_rows, _labels);
        return Digest(estimates.Zip(errors));
    }

    [Benchmark, Gate(maxRatio: 0.2)]
    public int Ours() => Digest(LogisticRegression.Fit(_matrix, _labels, options: _options).Coefficients.Select(c => (c.Estimate!.Value, c.StandardError!.Value)));

    // Six digits of everything.
    private static int Digest(IEnumerable<(double Estimate, double Error)> numbers) =>
        numbers.Aggregate(17, (hash, n) => unchecked((((hash * 31) + (int)Math.Round(n.Estimate * 1e6)) * 31) + (int)Math.Round(n.Error * 1e6)));
}
