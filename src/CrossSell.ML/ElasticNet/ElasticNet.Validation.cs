using System.Globalization;
using CrossSell.ML.Learning;
using CrossSell.ML.Numerics;

namespace CrossSell.ML;

/// <content>The choice of the strength.</content>
public static partial class ElasticNet
{
    /// <summary>Fits the path, and judges each of its strengths on rows held out.</summary>
    /// <param name="features">The columns.</param>
    /// <param name="labels">For each row whether the event happened.</param>
    /// <param name="keys">What each row is known by: rows are dealt to parts by a hash of it, so their order changes nothing, and rows of one key stay together.</param>
    /// <param name="weights">For each row how often it counts; empty for once each.</param>
    /// <param name="folds">The number of parts, from 2 to 20.</param>
    /// <param name="options">What is fitted; null for the lasso at 100 strengths.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="PropensityTrainingException">All labels are alike, or a part of the rows has one kind only.</exception>
    /// <exception cref="ArgumentException">Lengths differ, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ElasticNetValidation CrossValidate(
        FeatureMatrix features,
        ReadOnlySpan<bool> labels,
        IReadOnlyList<string> keys,
        ReadOnlySpan<double> weights = default,
        int folds = 10,
        ElasticNetOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, 20);
        options ??= new ElasticNetOptions();
        ElasticNetPath path = Fit(features, labels, weights, options, cancellationToken);
        if (keys.Count != features.Rows)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {keys.Count} keys for {features.Rows} rows; each row needs one."), nameof(keys));
        }

        var same = new ElasticNetOptions { Alpha = options.Alpha, MaxThreads = options.MaxThreads };
        foreach (ElasticNetPoint point in path.Points)
        {
            same.Lambdas.Add(point.Lambda);
        }

        Split[] splits = Splitter.ByHash(RowHashes.Of(keys), labels, folds);
        var losses = new double[splits.Length][];
        double[] totals = new double[splits.Length];
        for (int s = 0; s < splits.Length; s++)
        {
            (losses[s], totals[s]) = Judge(features, labels, weights, splits[s], same, cancellationToken);
        }

        double[] means = new double[path.Points.Count];
        double[] errors = new double[path.Points.Count];
        double total = totals.Sum();
        for (int k = 0; k < means.Length; k++)
        {
            means[k] = Enumerable.Range(0, splits.Length).Sum(s => totals[s] * losses[s][k]) / total;
            double spread = Enumerable.Range(0, splits.Length).Sum(s => totals[s] * (losses[s][k] - means[k]) * (losses[s][k] - means[k])) / total;
            errors[k] = Math.Sqrt(spread / (splits.Length - 1));
        }

        return new ElasticNetValidation(path, means, errors);
    }

    private static (double[] Losses, double Total) Judge(
        FeatureMatrix features, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights, Split split, ElasticNetOptions options, CancellationToken cancellationToken)
    {
        bool[] trainLabels = new bool[split.Train.Length];
        double[] trainWeights = new double[weights.Length == 0 ? 0 : split.Train.Length];
        for (int i = 0; i < trainLabels.Length; i++)
        {
            trainLabels[i] = labels[split.Train[i]];
            if (weights.Length > 0)
            {
                trainWeights[i] = weights[split.Train[i]];
            }
        }

        ElasticNetPath path = Fit(features.Select(split.Train), trainLabels, trainWeights, options, cancellationToken);
        double[] losses = new double[path.Points.Count];
        double total = 0;
        foreach (int row in split.Test)
        {
            total += weights.Length == 0 ? 1 : weights[row];
        }

        for (int k = 0; k < losses.Length; k++)
        {
            ElasticNetPoint point = path.Points[k];
            double sum = 0;
            foreach (int row in split.Test)
            {
                double logit = point.Intercept;
                for (int j = 0; j < features.Columns; j++)
                {
                    logit += point.Coefficients[j] * features.Values[((long)row * features.Stride) + j];
                }

                sum += (weights.Length == 0 ? 1 : weights[row]) * LogisticFunction.Softplus(labels[row] ? -logit : logit);
            }

            losses[k] = sum / total;
        }

        return (losses, total);
    }
}
