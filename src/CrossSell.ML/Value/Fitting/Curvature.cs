namespace CrossSell.ML.Value;

/// <summary>A function's value at a point with its first and second derivatives, or a sum of such.</summary>
internal sealed class Curvature(int parameters)
{
    public int Parameters { get; } = parameters;

    public double Value { get; set; }

    public double[] Gradient { get; } = new double[parameters];

    /// <summary>Row-major, both triangles.</summary>
    public double[] Hessian { get; } = new double[parameters * parameters];

    /// <summary>Adds to a second derivative and to its mirror image.</summary>
    public void AddSecond(int row, int column, double value)
    {
        Hessian[(row * Parameters) + column] += value;
        if (row != column)
        {
            Hessian[(column * Parameters) + row] += value;
        }
    }

    public void Add(Curvature other)
    {
        Value += other.Value;
        for (int i = 0; i < Gradient.Length; i++)
        {
            Gradient[i] += other.Gradient[i];
        }

        for (int i = 0; i < Hessian.Length; i++)
        {
            Hessian[i] += other.Hessian[i];
        }
    }

    /// <summary>The same by the logarithms of the parameters.</summary>
    public Curvature ByLogarithms(double[] point)
    {
        var logs = new Curvature(Parameters) { Value = Value };
        for (int i = 0; i < Parameters; i++)
        {
            logs.Gradient[i] = point[i] * Gradient[i];
            for (int j = 0; j < Parameters; j++)
            {
                logs.Hessian[(i * Parameters) + j] = (point[i] * point[j] * Hessian[(i * Parameters) + j]) + (i == j ? logs.Gradient[i] : 0);
            }
        }

        return logs;
    }
}
