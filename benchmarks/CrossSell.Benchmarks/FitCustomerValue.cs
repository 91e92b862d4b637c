using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.ML;

namespace CrossSell.Benchmarks;

/// <summary>BG/NBD of 20,000 customers; the baseline is what most programs do, a simplex search that works out gamma functions for each customer in each step.</summary>
[MemoryDiagnoser]
public class FitCustomerValue
{
    private PurchasePattern[] _patterns = null!;

    [GlobalSetup]
    public void Setup()
    {
        _patterns = GeneratedBuyers.Make(20_000);
        PerProcess.Once(() =>
        {
            Check();
            WarmUp.Repeat(() => (int)Simplex());
        });
        WarmUp.Repeat(() => (int)Newton());
    }

    private void Check()
    {
        double[] simplex = SimplexBgNbd.Fit(_patterns);
        BgNbdModel newton = BgNbdModel.Fit(_patterns);
        for (int i = 0; i < simplex.Length; i++)
        {
            if (Math.Abs(simplex[i] - newton.Parameters[i].Estimate) > 0.01 * simplex[i])
            {
                throw new InvalidOperationException(FormattableString.Invariant($"The simplex finds {simplex[i]} for {newton.Parameters[i]}."));
            }
        }
    }

    [Benchmark(Baseline = true)]
    public double Simplex() => SimplexBgNbd.Fit(_patterns)[0];

    [Benchmark, Gate(maxRatio: 0.1)]
    public double Newton() => BgNbdModel.Fit(_patterns).Parameters[0].Estimate;
}
