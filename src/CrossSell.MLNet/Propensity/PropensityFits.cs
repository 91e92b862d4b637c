using CrossSell.ML;
using CrossSell.MLNet.Views;
using Microsoft.ML;

namespace CrossSell.MLNet.Propensity;

/// <summary>Fits on some of the customers, each with a context of its own.</summary>
internal sealed class PropensityFits(
    MLNetPropensityOptions options, Func<MLContext, IEstimator<ITransformer>>? learner, LabeledCustomers customers, FeatureRows features, CancellationToken cancellationToken)
{
    /// <summary>A model of some of the rows, null for all.</summary>
    /// <param name="rows">Which.</param>
    /// <param name="l2">How strongly weights are held.</param>
    /// <param name="isTrial">Whether the model is judged and thrown away, so that it may stop short of the optimum.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ITransformer Fit(IReadOnlyList<int>? rows, double l2, bool isTrial = false)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var context = new MLContext(options.Seed);
        IEstimator<ITransformer> made = learner is null
            ? LogisticLearners.Make(context, options, l2, rows?.Count ?? customers.Count, customers.Weights.Length > 0, isTrial)
            : learner(context) ?? throw new InvalidOperationException("The function that makes the learner gave none.");
        try
        {
            return made.Fit(new FeatureView(features, customers, rows, cancellationToken));
        }
        catch (Exception wrapped) when (cancellationToken.IsCancellationRequested && wrapped is not OperationCanceledException)
        {
            // Learners with threads of their own wrap what a pass over the data throws.
            throw new OperationCanceledException("The training was cancelled.", wrapped, cancellationToken);
        }
    }

    /// <summary>What models of all but one part say of that part, for each part.</summary>
    /// <exception cref="PropensityTrainingException">The learner gives neither weights nor probabilities.</exception>
    public HeldOutFit HeldOut(IReadOnlyList<ValidationFold> folds, double l2)
    {
        double[] logits = new double[customers.Count];
        Array.Fill(logits, double.NaN);
        bool isLinear = true;
        foreach (ValidationFold fold in folds)
        {
            ITransformer transformer = Fit(fold.Train, l2, isTrial: true);
            LinearParts? parts = LinearParts.Of(transformer);
            isLinear &= parts is not null;
            double[] said = parts is not null ? Linear(parts, fold.Test) : Batch(transformer, fold.Test);
            for (int at = 0; at < said.Length; at++)
            {
                logits[fold.Test[at]] = said[at];
            }
        }

        return new HeldOutFit(l2, logits, MeanLoss(logits), isLinear);
    }

    private double[] Linear(LinearParts parts, IReadOnlyList<int> rows)
    {
        int[] indices = new int[features.MostNonZero];
        float[] values = new float[features.MostNonZero];
        double[] logits = new double[rows.Count];
        for (int at = 0; at < logits.Length; at++)
        {
            int count = features.Fill(rows[at], indices, values);
            double score = parts.Bias;
            for (int i = 0; i < count; i++)
            {
                score += (double)parts.Weights[indices[i]] * values[i];
            }

            logits[at] = parts.LogitOf(score);
        }

        return logits;
    }

    private double[] Batch(ITransformer transformer, IReadOnlyList<int> rows)
    {
        var view = new FeatureView(features, customers, rows, cancellationToken);
        if (!BatchScores.HasProbability(transformer, view))
        {
            throw new PropensityTrainingException(
                $"The learner gives {string.Join(", ", transformer.GetOutputSchema(view.Schema).Select(column => $"'{column.Name}'"))} and no '{BatchScores.Probability}' row by row, so nothing honest can be said of how probable a purchase is. Append a calibrator, such as BinaryClassification.Calibrators.Platt().");
        }

        double[] probabilities = new double[rows.Count];
        BatchScores.Fill(transformer, view, probabilities);
        return Array.ConvertAll(probabilities, probability => Math.Log(probability / (1 - probability)));
    }

    // In nats, computed here: ML.NET's own log loss is in bits.
    private double MeanLoss(double[] logits)
    {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < logits.Length; row++)
        {
            if (!double.IsNaN(logits[row]))
            {
                double weight = customers.Weights.Length == 0 ? 1 : customers.Weights[row];
                double z = customers.Labels[row] ? -logits[row] : logits[row];
                sum += weight * (Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))));
                total += weight;
            }
        }

        return sum / total;
    }
}
