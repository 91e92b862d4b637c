namespace CrossSell.ML.Logistic;

/// <summary>A quadratic penalty b'Pb / 2 with a tridiagonal P: ridge on single parameters, and on the steps from one bin to the next.</summary>
internal sealed class Penalty(int parameters)
{
    private readonly double[] _diagonal = new double[parameters];
    private readonly double[] _below = new double[parameters];

    /// <summary>Adds strength b^2 / 2.</summary>
    public void AddRidge(int parameter, double strength) => _diagonal[parameter] += strength;

    /// <summary>Adds strength (b[k] - b[k-1])^2 / 2 along a run of bins; the bin before the first counts as 0.</summary>
    /// <remarks>The same as ridge on thermometer columns ("above cut k"), but each row then has one bin instead of many columns.</remarks>
    public void AddSteps(int first, int count, double strength)
    {
        for (int k = 0; k < count; k++)
        {
            _diagonal[first + k] += strength;
            if (k > 0)
            {
                _diagonal[first + k - 1] += strength;
                _below[first + k] -= strength;
            }
        }
    }

    public double Value(double[] parameters)
    {
        double sum = 0;
        for (int j = 0; j < _diagonal.Length; j++)
        {
            double cross = j > 0 ? 2 * _below[j] * parameters[j - 1] : 0;
            sum += parameters[j] * ((_diagonal[j] * parameters[j]) + cross);
        }

        return sum / 2;
    }

    public void AddGradient(double[] parameters, double[] gradient)
    {
        for (int j = 0; j < _diagonal.Length; j++)
        {
            gradient[j] += _diagonal[j] * parameters[j];
            if (j > 0 && _below[j] != 0)
            {
                gradient[j] += _below[j] * parameters[j - 1];
                gradient[j - 1] += _below[j] * parameters[j];
            }
        }
    }

    public void AddHessian(double[] hessian, int side)
    {
        for (int j = 0; j < _diagonal.Length; j++)
        {
            long row = (long)j * side;
            hessian[row + j] += _diagonal[j];
            if (j > 0)
            {
                hessian[row + j - 1] += _below[j];
            }
        }
    }
}
