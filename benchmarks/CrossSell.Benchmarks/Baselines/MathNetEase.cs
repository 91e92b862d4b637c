using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace CrossSell.Benchmarks.Baselines;

/// <summary>EASE as one writes it with a general library for matrices: X'X, Cholesky, the inverse, the weights, in double precision.</summary>
internal static class MathNetEase
{
    public static double[,] Fit(PurchaseMatrix purchases, double lambda)
    {
        Matrix<double> inverse = Inverse(Gram(purchases, lambda));
        int n = purchases.Products.Count;
        double[,] weights = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                weights[i, j] = i == j ? 0 : -inverse[i, j] / inverse[j, j];
            }
        }

        return weights;
    }

    /// <summary>X'X + lambda I.</summary>
    public static Matrix<double> Gram(PurchaseMatrix purchases, double lambda)
    {
        Matrix<double> gram = Matrix<double>.Build.DenseDiagonal(purchases.Products.Count, lambda);
        for (int customer = 0; customer < purchases.Customers.Count; customer++)
        {
            ReadOnlySpan<int> owned = purchases[customer].Products;
            foreach (int a in owned)
            {
                foreach (int b in owned)
                {
                    gram[a, b] += 1;
                }
            }
        }

        return gram;
    }

    /// <summary>The inverse by Cholesky, on one thread.</summary>
    public static Matrix<double> Inverse(Matrix<double> matrix)
    {
        Control.UseManaged();
        Control.UseSingleThread();
        return matrix.Cholesky().Solve(Matrix<double>.Build.DenseIdentity(matrix.RowCount));
    }
}
