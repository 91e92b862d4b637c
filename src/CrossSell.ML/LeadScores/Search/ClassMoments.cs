using CrossSell.ML.Numerics;

namespace CrossSell.ML.LeadScores;

/// <summary>Regressions on the classes of any candidates without another look at the customers: weighted counts of every two classes say all of it.</summary>
/// <remarks>
/// Least squares of the response and with the weights that a logistic regression has in the step from the full model's chances (iteratively reweighted least squares):
/// what it tells of a few criteria is about what the regression itself would, in microseconds. Keeps its buffers; not thread-safe.
/// </remarks>
internal sealed class ClassMoments
{
    // Classes of two criteria may be the same customers: a trace of a ridge tells them apart.
    private const double Ridge = 1e-6;

    // Counts of so many customers at once stay in the nearest cache.
    private const int Chunk = 4_096;

    private readonly CriterionClasses[] _candidates;
    private readonly int[] _first;
    private readonly int _size;
    private readonly double[] _gram;
    private readonly double[] _right;
    private readonly double _ridge;
    private readonly List<int> _dependent = [];
    private double[] _matrix = [];
    private double[] _solution = [];

    public ClassMoments(CriterionClasses[] candidates, CardTarget target)
    {
        _candidates = candidates;
        _first = new int[candidates.Length];
        for (int c = 0; c < candidates.Length; c++)
        {
            _first[c] = _size;
            _size += candidates[c].Count;
        }

        _gram = new double[_size * _size];
        _right = new double[_size];
        (double[] curvatures, double[] response) = Response(target);
        double all = 0;
        for (int row = 0; row < curvatures.Length; row++)
        {
            all += curvatures[row];
        }

        _ridge = Ridge * all;
        for (int from = 0; from < target.Count; from += Chunk)
        {
            Add(from, Math.Min(target.Count, from + Chunk), curvatures, response);
        }
    }

    /// <summary>By how much a regression on some candidates lowers the weighted squares: about as much as the deviance falls.</summary>
    /// <param name="chosen">The candidates, ascending.</param>
    public double Told(ReadOnlySpan<int> chosen)
    {
        Solve(chosen);
        double told = 0;
        int at = 0;
        foreach (int c in chosen)
        {
            for (int k = 0; k < _candidates[c].Count; k++)
            {
                told += _solution[at++] * _right[_first[c] + k];
            }
        }

        return told;
    }

    // About the mean, so that no intercept is needed.
    private static (double[] Curvatures, double[] Response) Response(CardTarget target)
    {
        double[] curvatures = new double[target.Count];
        double[] response = new double[target.Count];
        (double sum, double all) = (0, 0);
        for (int row = 0; row < response.Length; row++)
        {
            double weight = target.Buyers[row] + target.Others[row];
            double chance = target.Chances[row];
            curvatures[row] = weight * chance * (1 - chance);
            response[row] = LogisticFunction.Logit(chance) + ((target.Buyers[row] - (weight * chance)) / curvatures[row]);
            sum += curvatures[row] * response[row];
            all += curvatures[row];
        }

        double mean = sum / all;
        for (int row = 0; row < response.Length; row++)
        {
            response[row] -= mean;
        }

        return (curvatures, response);
    }

    private void Add(int from, int to, double[] curvatures, double[] response)
    {
        for (int a = 0; a < _candidates.Length; a++)
        {
            ReadOnlySpan<int> rows = _candidates[a].RowClasses;
            for (int row = from; row < to; row++)
            {
                int place = _first[a] + rows[row];
                _gram[(place * _size) + place] += curvatures[row];
                _right[place] += curvatures[row] * response[row];
            }

            for (int b = 0; b < a; b++)
            {
                ReadOnlySpan<int> others = _candidates[b].RowClasses;
                int corner = (_first[a] * _size) + _first[b];
                for (int row = from; row < to; row++)
                {
                    _gram[corner + (rows[row] * _size) + others[row]] += curvatures[row];
                }
            }
        }
    }

    private void Solve(ReadOnlySpan<int> chosen)
    {
        int order = 0;
        foreach (int c in chosen)
        {
            order += _candidates[c].Count;
        }

        int side = DenseKernels.Pad(order);
        if (_solution.Length < side)
        {
            _matrix = new double[side * side];
            _solution = new double[side];
        }

        int at = 0;
        for (int i = 0; i < chosen.Length; i++)
        {
            int a = chosen[i];
            for (int k = 0; k < _candidates[a].Count; k++, at++)
            {
                int to = at * side;
                for (int j = 0; j < i; j++)
                {
                    int b = chosen[j];

                    // Only the pairs of a later candidate with an earlier one are kept; chosen ones ascend.
                    _gram.AsSpan(((_first[a] + k) * _size) + _first[b], _candidates[b].Count).CopyTo(_matrix.AsSpan(to));
                    to += _candidates[b].Count;
                }

                _matrix.AsSpan(to, k).Clear();
                _matrix[to + k] = _gram[((_first[a] + k) * _size) + _first[a] + k] + _ridge;
                _solution[at] = _right[_first[a] + k];
            }
        }

        _dependent.Clear();
        Cholesky.Factor(_matrix, side, order, 1e-12, _dependent);
        Cholesky.Solve(_matrix, side, order, _solution);
    }
}
