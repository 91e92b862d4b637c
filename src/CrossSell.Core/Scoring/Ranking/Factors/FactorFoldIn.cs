using System.Buffers;
using System.Diagnostics;
using CrossSell.Numerics;

namespace CrossSell;

/// <summary>The factors of a customer who was not there when the products' factors were learned: the exact minimum of the squared error over what he has bought.</summary>
/// <remarks>
/// With the products' factors y, Q = sum over all products of y y' + regularization I, and for each purchase i a confidence c = 1 + alpha w:
/// x = (Q + sum of alpha w y y')^-1 sum of c y (Hu, Koren, Volinsky 2008, equation 4). A customer with fewer purchases than factors is solved in the space
/// of his purchases instead, which is the same number: with z = Q^-1 y known for each product and D = sqrt(alpha w), x = sum of D a z where
/// (I + D y'z D) a = c / D. Immutable and thread-safe.
/// </remarks>
internal sealed unsafe class FactorFoldIn
{
    // So many purchases are added in one pass over the system.
    private const int AtOnce = 4;

    private readonly float[] _factors;
    private readonly int _count;
    private readonly double _alpha;
    private readonly double[] _regularized;
    private readonly double[] _pulled;

    /// <param name="factors">Row-major, a row for each product.</param>
    /// <param name="products">The number of products.</param>
    /// <param name="count">The number of factors.</param>
    /// <param name="alpha">What a purchase of weight 1 adds to the confidence 1 of every product.</param>
    /// <param name="regularization">What holds factors small.</param>
    public FactorFoldIn(float[] factors, int products, int count, double alpha, double regularization)
    {
        _factors = factors;
        _count = count;
        _alpha = alpha;
        _regularized = new double[count * count];
        _pulled = new double[checked(products * count)];
        double[] factor = new double[count * count];
        fixed (double* q = _regularized, l = factor, pulled = _pulled)
        {
            for (int f = 0; f < count; f++)
            {
                q[(f * count) + f] = regularization;
            }

            for (int product = 0; product < products; product++)
            {
                double* y = pulled + ((long)product * count);
                Widen(product, y);
                AddOuter(1, y, q);
            }

            new Span<double>(q, count * count).CopyTo(new Span<double>(l, count * count));
            if (!PositiveDefinite.Factor(l, count))
            {
                throw new ArgumentException(FormattableString.Invariant($"Regularization {regularization} is too small for these factors: their products cannot be solved for."), nameof(regularization));
            }

            for (int product = 0; product < products; product++)
            {
                PositiveDefinite.Solve(l, count, pulled + ((long)product * count));
            }
        }
    }

    /// <summary>Writes a customer's factors.</summary>
    /// <param name="products">What he has bought.</param>
    /// <param name="weights">What each counts, above 0.</param>
    /// <param name="customer">One place a factor.</param>
    public void Solve(ReadOnlySpan<int> products, ReadOnlySpan<float> weights, Span<double> customer)
    {
        customer.Clear();
        if (products.IsEmpty)
        {
            return;
        }

        int order = Math.Min(products.Length, _count);
        double[] rented = ArrayPool<double>.Shared.Rent((order * order) + products.Length + (AtOnce * _count));
        fixed (double* system = rented, pulled = _pulled, x = customer)
        {
            double* side = system + (order * order);
            if (products.Length <= _count)
            {
                InPurchases(products, weights, system);
                for (int at = 0; at < products.Length; at++)
                {
                    side[at] = Confidence(weights[at]) / Root(weights[at]);
                }

                PositiveDefinite.Solve(system, order, side);
                for (int at = 0; at < products.Length; at++)
                {
                    FactorKernels.AddScaled(Root(weights[at]) * side[at], pulled + ((long)products[at] * _count), x, _count);
                }
            }
            else
            {
                InFactors(products, weights, system, side);
                for (int at = 0; at < products.Length; at++)
                {
                    Widen(products[at], side);
                    FactorKernels.AddScaled(Confidence(weights[at]), side, x, _count);
                }

                PositiveDefinite.Solve(system, order, x);
            }
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>What each purchase adds to the score of a product; the score is linear in the confidences, so they add up to it.</summary>
    /// <param name="products">What the customer has bought.</param>
    /// <param name="weights">What each counts, above 0.</param>
    /// <param name="product">The product that is scored.</param>
    /// <param name="amounts">One place for each purchase.</param>
    public void Divide(ReadOnlySpan<int> products, ReadOnlySpan<float> weights, int product, Span<double> amounts)
    {
        int order = Math.Min(products.Length, _count);
        double[] rented = ArrayPool<double>.Shared.Rent((order * order) + (AtOnce * _count));
        fixed (double* system = rented, pulled = _pulled, amount = amounts)
        fixed (float* factors = _factors)
        {
            double* target = system + (order * order);
            if (products.Length <= _count)
            {
                InPurchases(products, weights, system);
                Widen(product, target);
                for (int at = 0; at < products.Length; at++)
                {
                    amount[at] = Root(weights[at]) * FactorKernels.Dot(target, pulled + ((long)products[at] * _count), _count);
                }

                PositiveDefinite.Solve(system, order, amount);
                for (int at = 0; at < products.Length; at++)
                {
                    amount[at] *= Confidence(weights[at]) / Root(weights[at]);
                }
            }
            else
            {
                InFactors(products, weights, system, target);
                Widen(product, target);
                PositiveDefinite.Solve(system, order, target);
                for (int at = 0; at < products.Length; at++)
                {
                    amount[at] = Confidence(weights[at]) * FactorKernels.Dot(factors + ((long)products[at] * _count), target, _count);
                }
            }
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private double Confidence(float weight) => 1 + (_alpha * weight);

    private double Root(float weight) => Math.Sqrt(_alpha * weight);

    // I + D y'z D, factorised.
    private void InPurchases(ReadOnlySpan<int> products, ReadOnlySpan<float> weights, double* system)
    {
        int order = products.Length;
        fixed (double* pulled = _pulled)
        fixed (float* factors = _factors)
        {
            for (int a = 0; a < order; a++)
            {
                float* y = factors + ((long)products[a] * _count);
                for (int b = 0; b <= a; b++)
                {
                    system[(a * order) + b] = Root(weights[a]) * Root(weights[b]) * FactorKernels.Dot(y, pulled + ((long)products[b] * _count), _count);
                }

                system[(a * order) + a] += 1;
            }
        }

        Factor(system, order);
    }

    // Q + sum of alpha w y y', factorised.
    private void InFactors(ReadOnlySpan<int> products, ReadOnlySpan<float> weights, double* system, double* buffer)
    {
        _regularized.CopyTo(new Span<double>(system, _count * _count));
        double* scales = stackalloc double[AtOnce];
        int at = 0;
        for (; at + AtOnce <= products.Length; at += AtOnce)
        {
            for (int k = 0; k < AtOnce; k++)
            {
                Widen(products[at + k], buffer + (k * _count));
            }

            for (int row = 0; row < _count; row++)
            {
                for (int k = 0; k < AtOnce; k++)
                {
                    scales[k] = _alpha * weights[at + k] * buffer[(k * _count) + row];
                }

                FactorKernels.AddScaled4(scales, buffer, _count, system + ((long)row * _count), row + 1);
            }
        }

        for (; at < products.Length; at++)
        {
            Widen(products[at], buffer);
            AddOuter(_alpha * weights[at], buffer, system);
        }

        Factor(system, _count);
    }

    private static void Factor(double* system, int order)
    {
        if (!PositiveDefinite.Factor(system, order))
        {
            throw new UnreachableException("An identity or a regularization with squares added is positive definite.");
        }
    }

    private void AddOuter(double scale, double* y, double* lower)
    {
        for (int row = 0; row < _count; row++)
        {
            FactorKernels.AddScaled(scale * y[row], y, lower + ((long)row * _count), row + 1);
        }
    }

    private void Widen(int product, double* to)
    {
        ReadOnlySpan<float> row = _factors.AsSpan(product * _count, _count);
        for (int f = 0; f < row.Length; f++)
        {
            to[f] = row[f];
        }
    }
}
