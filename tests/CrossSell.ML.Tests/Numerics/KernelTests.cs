using CrossSell.ML.Numerics;
using CrossSell.ML.Tests.Logistic;
using MathNet.Numerics.Distributions;
using NormalDistribution = CrossSell.Numerics.NormalDistribution;

namespace CrossSell.ML.Tests.Numerics;

public unsafe class KernelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(61)]
    public void Vector_kernels_agree_with_their_plain_twins(int length)
    {
        double[] a = Numbers(length + 1, 1);
        double[] b = Numbers(length + 1, 2);
        double[] c = (double[])b.Clone();
        fixed (double* x = a, y = b, z = c)
        {
            Assert.Equal(ScalarKernels.Dot(x, y, length), DenseKernels.Dot(x, y, length), 12);
            DenseKernels.AddScaled(0.7, x, y, length);
            ScalarKernels.AddScaled(0.7, x, z, length);
        }

        Assert.All(b.Zip(c), pair => Assert.Equal(pair.Second, pair.First, 12));
    }

    [Fact]
    public void A_tile_agrees_with_its_plain_twin()
    {
        double[] left = Numbers(11 * DenseKernels.TileRows, 3);
        double[] right = Numbers(11 * 24, 4);
        double[] fast = Numbers(4 * 20, 5);
        double[] plain = (double[])fast.Clone();
        fixed (double* l = left, r = right, f = fast, p = plain)
        {
            DenseKernels.AddWeightedTile(11, l, r, 24, f, 20);
            ScalarKernels.AddWeightedTile(11, l, r, 24, p, 20);
        }

        Assert.All(fast.Zip(plain), pair => Assert.Equal(pair.Second, pair.First, 12));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 300)]
    [InlineData(33, 129)]
    [InlineData(133, 40)]
    public void A_gram_matrix_equals_the_plain_sum_of_products(int columns, int rows)
    {
        int stride = DenseKernels.Pad(columns);
        double[] values = new double[(rows * stride) + DenseKernels.TileColumns];
        double[] numbers = Numbers(rows * columns, 6);
        for (int i = 0; i < rows * columns; i++)
        {
            values[(i / columns * stride) + (i % columns)] = numbers[i];
        }

        double[] weights = [.. Numbers(rows, 7).Select(Math.Abs)];
        int side = WeightedGram.Side(columns);
        double[] gram = new double[side * (columns + DenseKernels.TileRows)];
        WeightedGram.Compute(values, rows, columns, stride, weights, gram, side, threads: 1);

        for (int a = 0; a < columns; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double expected = Enumerable.Range(0, rows).Sum(i => weights[i] * numbers[(i * columns) + a] * numbers[(i * columns) + b]);
                Assert.Equal(expected, gram[(a * side) + b], 10);
            }
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(1.959963984540054)]
    [InlineData(3.5355)]
    [InlineData(8.0)]
    [InlineData(14.6)]
    public void Tails_of_the_normal_distribution_are_exact(double z) =>
        Assert.Equal(1, NormalDistribution.TwoSidedTail(z) / (2 * Normal.CDF(0, 1, -z)), 1e-11);

    [Theory]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.5, 0)]
    [InlineData(0.0005, -3.2905267314918948)]
    public void Quantiles_of_the_normal_distribution_are_exact(double p, double z) => Assert.Equal(z, NormalDistribution.Quantile(p), 1e-9);

    private static double[] Numbers(int count, int seed) => LogisticRegressionTests.Random(Math.Max(2, count), 1, seed).Values[..count];
}
