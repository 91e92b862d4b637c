using CrossSell.ML.Numerics;

namespace CrossSell.ML.Multinomial;

/// <summary>
/// The rows of a multinomial regression, standardised, and its passes over them. Parameters stand feature by feature, each with one number a class, the
/// intercepts last: so a row touches the parameters of those features only that it has, and each as one run of numbers.
/// </summary>
/// <remarks>
/// Columns that are mostly 0, such as "owns product A", are scaled but not centred, so that their zeros cost nothing; the intercept takes up the difference.
/// Rows are cut into chunks whose number depends on the rows alone; sums of chunks are added in their order: the same bytes for any number of threads.
/// </remarks>
internal sealed unsafe class SoftmaxRows
{
    private const int MostChunks = 64;
    private const int LeastRowsOfChunk = 512;

    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly double[] _values;
    private readonly int[] _classes;
    private readonly double[]? _weights;
    private readonly double[] _probabilities;
    private readonly int _chunks;
    private readonly double[][] _sums;
    private readonly double[] _losses;
    private readonly int _threads;

    public SoftmaxRows(FeatureMatrix features, int[] classes, int count, double[]? weights, int threads)
    {
        _classes = classes;
        _weights = weights;
        _threads = threads;
        Rows = features.Rows;
        Columns = features.Columns;
        Classes = count;
        Stride = DenseKernels.Pad(count);
        TotalWeight = weights?.Sum() ?? Rows;
        (Centers, Deviations, long filled) = SparseScaling.Of(features, weights);
        _starts = new int[Rows + 1];
        _columns = new int[checked((int)filled)];
        _values = new double[filled];
        Fill(features);
        _probabilities = new double[checked(Rows * Stride)];
        _chunks = Math.Clamp(Rows / LeastRowsOfChunk, 1, MostChunks);
        _sums = [.. Enumerable.Range(0, _chunks).Select(_ => new double[Parameters])];
        _losses = new double[_chunks];
    }

    public int Rows { get; }

    public int Columns { get; }

    public int Classes { get; }

    /// <summary>From feature to feature of the parameters.</summary>
    public int Stride { get; }

    /// <summary>The length of a vector of parameters, with what pads it.</summary>
    public int Parameters => (Columns + 1) * Stride;

    public double TotalWeight { get; }

    /// <summary>What was taken off each column before it was divided by its deviation.</summary>
    public double[] Centers { get; }

    /// <summary>0 for a constant column, which takes no part.</summary>
    public double[] Deviations { get; }

    /// <summary>The weighted sum of log losses; keeps the probabilities for the passes below.</summary>
    public double Evaluate(double[] parameters)
    {
        Each((chunk, from, to) =>
        {
            double loss = 0;
            fixed (double* b = parameters, p = _probabilities)
            {
                for (int row = from; row < to; row++)
                {
                    double* target = p + ((long)row * Stride);
                    Product(row, b, target);
                    double observed = target[_classes[row]];
                    double logarithm = SoftmaxKernels.Softmax(target, Classes, Stride);
                    loss += (_weights is null ? 1 : _weights[row]) * (logarithm - observed);
                }
            }

            _losses[chunk] = loss;
        });
        return _losses.Sum();
    }

    /// <summary>Writes the gradient of the loss at the last point that was evaluated.</summary>
    public void Gradient(double[] gradient) => Accumulate(gradient, (row, p, residual) =>
    {
        double weight = _weights is null ? 1 : _weights[row];
        for (int k = 0; k < Classes; k++)
        {
            residual[k] = weight * p[k];
        }

        residual[_classes[row]] -= weight;
    });

    /// <summary>Writes the Hessian of the loss, at the last point that was evaluated, times a vector.</summary>
    public void HessianTimes(double[] vector, double[] product)
    {
        fixed (double* v = vector)
        {
            double* pinned = v;
            Accumulate(product, (row, p, residual) =>
            {
                Product(row, pinned, residual);
                SparseRowKernels.Curve(p, residual, _weights is null ? 1 : _weights[row], Stride);
            });
        }
    }

    /// <summary>The probabilities of a row at the last point that was evaluated.</summary>
    public ReadOnlySpan<double> Probabilities(int row) => _probabilities.AsSpan().Slice(checked(row * Stride), Classes);

    /// <summary>The weight of a row.</summary>
    public double Weight(int row) => _weights is null ? 1 : _weights[row];

    /// <summary>The columns of a row that are not 0, ascending.</summary>
    public ReadOnlySpan<int> ColumnsOf(int row) => _columns.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>The values of <see cref="ColumnsOf"/>.</summary>
    public ReadOnlySpan<double> ValuesOf(int row) => _values.AsSpan(_starts[row].._starts[row + 1]);

    private delegate void RowAction(int row, double* probabilities, double* residual);

    private void Accumulate(double[] target, RowAction residuals)
    {
        Each((chunk, from, to) =>
        {
            double[] sum = _sums[chunk];
            Array.Clear(sum);
            double* residual = stackalloc double[Stride];
            new Span<double>(residual, Stride).Clear();
            fixed (double* p = _probabilities, s = sum, x = _values)
            fixed (int* columns = _columns)
            {
                for (int row = from; row < to; row++)
                {
                    residuals(row, p + ((long)row * Stride), residual);
                    int start = _starts[row];
                    SparseRowKernels.Scatter(columns + start, x + start, _starts[row + 1] - start, residual, s, s + ((long)Columns * Stride), Stride);
                }
            }
        });
        Array.Clear(target);
        foreach (double[] sum in _sums)
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] += sum[i];
            }
        }
    }

    private void Product(int row, double* parameters, double* target)
    {
        int start = _starts[row];
        fixed (double* x = _values)
        fixed (int* columns = _columns)
        {
            SparseRowKernels.Product(columns + start, x + start, _starts[row + 1] - start, parameters, parameters + ((long)Columns * Stride), target, Stride);
        }
    }

    private void Each(Action<int, int, int> action)
    {
        if (_threads == 1 || _chunks == 1)
        {
            for (int chunk = 0; chunk < _chunks; chunk++)
            {
                action(chunk, Start(chunk), Start(chunk + 1));
            }

            return;
        }

        Parallel.For(0, _chunks, new ParallelOptions { MaxDegreeOfParallelism = _threads }, chunk => action(chunk, Start(chunk), Start(chunk + 1)));
    }

    private int Start(int chunk) => (int)((long)Rows * chunk / _chunks);

    private void Fill(FeatureMatrix features)
    {
        int next = 0;
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                double value = features.Values[((long)row * features.Stride) + column] - Centers[column];
                if (value != 0 && Deviations[column] > 0)
                {
                    _columns[next] = column;
                    _values[next++] = value / Deviations[column];
                }
            }

            _starts[row + 1] = next;
        }
    }
}
