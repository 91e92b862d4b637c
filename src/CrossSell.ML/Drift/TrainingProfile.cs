using CrossSell.ML.Calibration;
using CrossSell.ML.Features;
using CrossSell.ML.Learning;

namespace CrossSell.ML.Drift;

/// <summary>How the training customers were spread over columns and scores, and how far each part of the model moved them: counts only, no customer.</summary>
/// <param name="Customers">How many there were.</param>
/// <param name="Columns">For each field the weight of each of its coarse codes, the one for gaps last.</param>
/// <param name="ScoreCuts">Deciles of the calibrated logits, ascending, each once.</param>
/// <param name="Scores">The weight between them.</param>
/// <param name="FieldImportance">For each field the mean absolute contribution.</param>
/// <param name="CrossImportance">For each cross the mean absolute contribution.</param>
internal sealed record TrainingProfile(double Customers, double[][] Columns, double[] ScoreCuts, double[] Scores, double[] FieldImportance, double[] CrossImportance)
{
    private const int ScoreBins = 10;

    public static TrainingProfile Of(LinearTerms terms, LogitCalibration calibration, EncodedField[] encoded, int rows, double[]? weights)
    {
        double[] logits = Scored(terms, calibration, encoded, rows);
        double[] sorted = [.. logits.Order()];
        double[] cuts = [.. Enumerable.Range(1, ScoreBins - 1).Select(k => sorted[(int)((long)k * rows / ScoreBins)]).Distinct().Where(cut => cut > sorted[0])];
        Field[] fields = [.. terms.Fields.Select(effect => effect.Field)];
        return new TrainingProfile(
            rows,
            ColumnCounts(fields, encoded, rows, weights),
            cuts,
            ScoreCounts(cuts, logits, weights),
            [.. terms.Fields.Select((effect, f) => MeanSize(rows, weights, row => effect.Of(encoded[f], row)))],
            [.. terms.Crosses.Select(cross => MeanSize(rows, weights, row => cross.Of(encoded[cross.A], encoded[cross.B], row)))]);
    }

    public static double[] Scored(LinearTerms terms, LogitCalibration calibration, EncodedField[] encoded, int rows) =>
        [.. Enumerable.Range(0, rows).Select(row => calibration.Apply(terms.Logit(encoded, row)))];

    public static double[][] ColumnCounts(Field[] fields, EncodedField[] encoded, int rows, double[]? weights)
    {
        double[][] counts = [.. fields.Select(field => new double[field.CrossCodes])];
        for (int f = 0; f < counts.Length; f++)
        {
            for (int row = 0; row < rows; row++)
            {
                counts[f][encoded[f].CrossCodes[row]] += weights?[row] ?? 1;
            }
        }

        return counts;
    }

    public static double[] ScoreCounts(double[] cuts, double[] logits, double[]? weights)
    {
        double[] counts = new double[cuts.Length + 1];
        for (int row = 0; row < logits.Length; row++)
        {
            counts[Field.Bin(cuts, logits[row])] += weights?[row] ?? 1;
        }

        return counts;
    }

    private static double MeanSize(int rows, double[]? weights, Func<int, double> contribution)
    {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < rows; row++)
        {
            double weight = weights?[row] ?? 1;
            sum += weight * Math.Abs(contribution(row));
            total += weight;
        }

        return sum / total;
    }
}
