using System.Globalization;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>Says how far customers have moved away from those of the training.</summary>
internal static class DriftWarnings
{
    private const int MostTold = 10;

    public static void Tell(Reporter reporter, LogisticPropensityModel model, CustomerTable customers)
    {
        ColumnDrift[] moved = [.. model.Drift(customers).Moved];
        foreach (ColumnDrift drift in moved.Take(MostTold))
        {
            string what = drift.Name == "score" ? "the scores" : $"column '{drift.Name}'";
            string index = drift.Index.ToString("0.00", CultureInfo.InvariantCulture);
            if (drift.Level == DriftLevel.Warning)
            {
                reporter.Warn($"{what} moved away from the training, PSI {index} (above 0.25); probabilities may no longer hold.");
            }
            else
            {
                reporter.Note($"{what} moved a little since the training, PSI {index} (above 0.1).");
            }
        }

        if (moved.Length > MostTold)
        {
            reporter.Note(string.Create(CultureInfo.InvariantCulture, $"{moved.Length - MostTold} more columns moved."));
        }
    }
}
