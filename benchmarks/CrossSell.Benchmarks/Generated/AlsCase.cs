using CrossSell.Benchmarks.Baselines;
using CrossSell.ML;
using CrossSell.ML.Numerics;
using CrossSell.ML.Ranking;

namespace CrossSell.Benchmarks.Generated;

/// <summary>A half-step of alternating least squares, for both sides: the same purchases, the same factors of products.</summary>
internal sealed class AlsCase
{
    private const double Alpha = 10;
    private const double Regularization = 1;
    private readonly int[][] _bought;
    private readonly double[][] _factors;
    private readonly WeightedPurchases _purchases;
    private readonly PinnedFloats _products;
    private readonly PinnedFloats _customers;
    private readonly FactorHalfStep _step;
    private readonly int _width;

    /// <param name="customers">The number of customers, with 15 to 45 purchases each.</param>
    /// <param name="factors">The number of factors.</param>
    /// <param name="solver">How ours solves.</param>
    public AlsCase(int customers, int factors, AlsSolver solver)
    {
        const int Products = 2_000;
        var numbers = new SeededNumbers(2);
        _bought = GeneratedPairs.Make(customers, Products, least: 15, seed: 1);
        _factors = new double[Products][];
        _width = FactorSystem.Pad(factors);
        _products = new PinnedFloats((long)Products * _width, isZero: true);
        for (int product = 0; product < Products; product++)
        {
            _factors[product] = new double[factors];
            for (int f = 0; f < factors; f++)
            {
                float factor = (float)((numbers.Unit() - 0.5) / 3);
                _factors[product][f] = factor;
                _products.Values[(product * _width) + f] = factor;
            }
        }

        PurchaseMatrix matrix = GeneratedPairs.Matrix(_bought);
        _purchases = WeightedPurchases.Of(matrix, OwnedWeighting.Binary, [.. Enumerable.Range(0, Products)]);
        _customers = new PinnedFloats((long)customers * _width, isZero: true);
        _step = new FactorHalfStep(factors, Alpha, Regularization, solver, steps: 3, threads: 1, CancellationToken.None);
    }

    public double[][] Plain() => PlainAls.Customers(_bought, _factors, Alpha, Regularization);

    public PinnedFloats Ours()
    {
        _step.Run(_purchases.ByCustomer, _products, _customers);
        return _customers;
    }

    /// <summary>The greatest difference of a factor, as a share of the greatest factor.</summary>
    public double Apart()
    {
        double[][] plain = Plain();
        float[] ours = Ours().Values;
        double most = plain.Max(x => x.Max(Math.Abs));
        return plain.Select((x, customer) => x.Select((value, f) => Math.Abs(value - ours[(customer * _width) + f])).Max()).Max() / most;
    }
}
