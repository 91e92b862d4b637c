using CrossSell.MLNet.Views;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet.Propensity;

/// <summary>Reads what a fitted model of ML.NET says of rows, in their order.</summary>
/// <remarks>
/// By the row mapper, on the calling thread: a shared <c>PredictionEngine</c> gives wrong scores without a word, and <c>Transform</c> splits every pass over the machine's cores.
/// Each call has a mapper of its own, so calls may run side by side.
/// </remarks>
internal static class BatchScores
{
    public const string Probability = "Probability";

    /// <summary>Whether the model says probabilities at all; a learner without a calibrator does not.</summary>
    public static bool HasProbability(ITransformer transformer, FeatureView view) =>
        transformer.IsRowToRowMapper && transformer.GetOutputSchema(view.Schema).GetColumnOrNull(Probability) is { } column && column.Type == NumberDataViewType.Single;

    /// <summary>Writes each row's probability, held 1e-9 inside (0, 1).</summary>
    /// <exception cref="InvalidOperationException">A probability is not a number.</exception>
    public static void Fill(ITransformer transformer, FeatureView view, Span<double> probabilities)
    {
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(view.Schema);
        DataViewSchema.Column[] wanted = [mapper.OutputSchema[Probability]];
        using DataViewRowCursor cursor = view.GetRowCursor(mapper.GetDependencies(wanted));
        using DataViewRow row = mapper.GetRow(cursor, wanted);
        ValueGetter<float> read = row.GetGetter<float>(wanted[0]);
        float probability = 0;
        for (int at = 0; cursor.MoveNext(); at++)
        {
            read(ref probability);
            probabilities[at] = float.IsNaN(probability)
                ? throw new InvalidOperationException($"The model says NaN of row {at + 1}; a probability was expected.")
                : Math.Clamp(probability, 1e-9, 1 - 1e-9);
        }
    }
}
