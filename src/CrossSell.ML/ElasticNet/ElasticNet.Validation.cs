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
        RequireOneEach(features, keys.Count, "keys", folds);
        options ??= new ElasticNetOptions();
        ElasticNetPath path = Fit(features, labels, weights, options, cancellationToken);
        return Judge(path, Splitter.ByHash(RowHashes.Of(keys), labels, folds), features, labels, weights, options, cancellationToken);
    }

    /// <summary>Fits the path, and judges each of its strengths on later rows with what was learned from earlier ones: the honest choice where the world changes.</summary>
    /// <remarks>
    /// The first two fifths of the rows are only learned from; the rest is divided by days into <paramref name="folds"/> parts with about as many rows each, and each part
    /// is predicted from all rows before its first day. Rows of one day stay together, so no part sees a row of its own day or a later one.
    /// </remarks>
    /// <param name="features">The columns.</param>
    /// <param name="labels">For each row whether the event happened.</param>
    /// <param name="days">For each row the day on which it was seen.</param>
    /// <param name="weights">For each row how often it counts; empty for once each.</param>
    /// <param name="folds">The number of parts, from 2 to 20; fewer where a part would lack one kind of answers or days are too few.</param>
    /// <param name="options">What is fitted; null for the lasso at 100 strengths.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="PropensityTrainingException">All labels are alike, or the days leave less than two parts that can be judged.</exception>
    /// <exception cref="ArgumentException">Lengths differ, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ElasticNetValidation CrossValidate(
        FeatureMatrix features,
        ReadOnlySpan<bool> labels,
        IReadOnlyList<DateOnly> days,
        ReadOnlySpan<double> weights = default,
        int folds = 10,
        ElasticNetOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(days);
        RequireOneEach(features, days.Count, "days", folds);
        options ??= new ElasticNetOptions();
        ElasticNetPath path = Fit(features, labels, weights, options, cancellationToken);
        Split[] splits = Splitter.ByTime([.. days.Select(day => day.DayNumber)], folds, labels) ?? throw new PropensityTrainingException(
            string.Create(CultureInfo.InvariantCulture, $"{labels.Count(true)} of {labels.Length} rows are positive, seen on {days.Distinct().Count()} days: too few days or answers of one kind to learn from earlier rows and to judge on later ones."));
        return Judge(path, splits, features, labels, weights, options, cancellationToken);
    }

    private static void RequireOneEach(FeatureMatrix features, int count, string what, int folds)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, 20);
        if (count != features.Rows)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {count} {what} for {features.Rows} rows; each row needs one."), what);
        }
    }

    private static ElasticNetValidation Judge(
        ElasticNetPath path, Split[] splits, FeatureMatrix features, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights, ElasticNetOptions options, CancellationToken cancellationToken)
    {
        var same = new ElasticNetOptions { Alpha = options.Alpha, MaxThreads = options.MaxThreads };
        foreach (ElasticNetPoint point in path.Points)
        {
            same.Lambdas.Add(point.Lambda);
        }

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
