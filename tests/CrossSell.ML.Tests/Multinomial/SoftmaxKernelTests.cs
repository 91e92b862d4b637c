using CrossSell.ML.Multinomial;
using CrossSell.ML.Tests.Logistic;

namespace CrossSell.ML.Tests.Softmax;

public unsafe class SoftmaxKernelTests
{
    [Fact]
    public void The_softmax_kernel_agrees_with_its_plain_twin()
    {
        double[] logits = [3, -700, 0.5, 1200, 1199.5, -3, 7, 0, 0];
        double[] padded = [.. logits, 9, 9, 9, 9, 9, 9, 9];
        double[] plain = [.. logits];
        double expected = SoftmaxKernels.ScalarSoftmax(plain);
        fixed (double* p = padded)
        {
            Assert.Equal(expected, SoftmaxKernels.Softmax(p, 9, 16), 1e-12);
        }

        Assert.All(plain.Zip(padded), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
        Assert.Equal(new double[7], padded[9..]);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(40)]
    [InlineData(56)]
    public void Sparse_rows_agree_with_their_plain_twins(int stride)
    {
        double[] numbers = LogisticRegressionTests.Random(1_000, 9, seed: 4).Values;
        int[] columns = [0, 3, 4, 7];
        double[] values = [0.5, -1, 2, 0.25];
        double[] matrix = numbers[..(8 * stride)];
        double[] p = [.. numbers[..stride].Select(Math.Abs)];
        fixed (int* c = columns)
        fixed (double* v = values, m = matrix)
        {
            double[] a = new double[stride];
            double[] b = new double[stride];
            fixed (double* ta = a, tb = b, pp = p)
            {
                SparseRowKernels.Product(c, v, 4, m, m + stride, ta, stride);
                SparseRowKernels.ScalarProduct(c, v, 4, m, m + stride, tb, stride);
                Same(a, b);
                SparseRowKernels.Curve(pp, ta, 3, stride);
                SparseRowKernels.ScalarCurve(pp, tb, 3, stride);
                Same(a, b);
            }

            double[] left = [.. matrix];
            double[] right = [.. matrix];
            fixed (double* source = a, l = left, r = right)
            {
                SparseRowKernels.Scatter(c, v, 4, source, l, l + stride, stride);
                SparseRowKernels.ScalarScatter(c, v, 4, source, r, r + stride, stride);
                Same(left, right);
            }

            double[] pairs = new double[36 * stride];
            double[] plain = new double[36 * stride];
            fixed (double* l = pairs, r = plain)
            {
                SparseRowKernels.AddPairs(c, v, 4, m, l, stride);
                SparseRowKernels.ScalarAddPairs(c, v, 4, m, r, stride);
                Same(pairs, plain);
            }
        }
    }

    private static void Same(double[] a, double[] b) => Assert.All(a.Zip(b), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
}
