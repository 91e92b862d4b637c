using System.Globalization;

namespace CrossSell.ML.Learning;

/// <summary>Divides rows for validation: by time where the customers are looked at on different days, else by a hash of what identifies them.</summary>
/// <remarks>The order of rows and columns decides nothing: rows are told apart by key, or without keys by their content, and all rows of one customer stay together.</remarks>
internal static class Splitter
{
    /// <summary>The share of the days before the first test of a validation by time.</summary>
    private const double FirstTrainingShare = 0.4;

    public static Split[] Divide(LabeledCustomers customers, int folds)
    {
        int[] days = customers.Table.HasDates ? [.. Enumerable.Range(0, customers.Count).Select(row => customers.Table.AsOf(row)!.Value.DayNumber)] : [];
        return days.Distinct().Count() > folds ? ByTime(days, folds, customers.Labels) ?? ByHash(RowHashes.Of(customers.Table), customers.Labels, folds) : ByHash(RowHashes.Of(customers.Table), customers.Labels, folds);
    }

    /// <summary>Later rows are tried with what was learned from earlier ones. Null when a training part would lack buyers or others.</summary>
    public static Split[]? ByTime(int[] days, int folds, ReadOnlySpan<bool> labels)
    {
        int[] sorted = [.. days.Order()];
        int[] cuts = [.. Enumerable.Range(0, folds).Select(k => sorted[(int)(sorted.Length * (FirstTrainingShare + ((1 - FirstTrainingShare) * k / folds)))]).Distinct()];
        var splits = new List<Split>();
        for (int k = 0; k < cuts.Length; k++)
        {
            int from = cuts[k];
            int to = k + 1 < cuts.Length ? cuts[k + 1] : int.MaxValue;
            int[] train = [.. Enumerable.Range(0, days.Length).Where(row => days[row] < from)];
            int[] test = [.. Enumerable.Range(0, days.Length).Where(row => days[row] >= from && days[row] < to)];
            if (HasBoth(train, labels) && test.Length > 0)
            {
                splits.Add(new Split(train, test));
            }
        }

        return splits.Count >= 2 ? [.. splits] : null;
    }

    /// <summary>Rows with equal hashes stay together.</summary>
    public static Split[] ByHash(ulong[] hashes, ReadOnlySpan<bool> labels, int folds)
    {
        var buyers = new HashSet<ulong>();
        for (int row = 0; row < hashes.Length; row++)
        {
            if (labels[row])
            {
                buyers.Add(hashes[row]);
            }
        }

        // Buyers are dealt first, so that each fold gets its share of them.
        ulong[] order = [.. hashes.Distinct().OrderBy(hash => buyers.Contains(hash) ? 0 : 1).ThenBy(hash => hash)];
        Dictionary<ulong, int> foldOf = order.Select((hash, place) => (hash, fold: place % folds)).ToDictionary(p => p.hash, p => p.fold);
        int[] fold = Array.ConvertAll(hashes, hash => foldOf[hash]);
        var splits = new List<Split>();
        for (int k = 0; k < folds; k++)
        {
            int[] train = [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] != k)];
            int[] test = [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] == k)];
            if (test.Length > 0 && HasBoth(train, labels))
            {
                splits.Add(new Split(train, test));
            }
        }

        return splits.Count >= 2
            ? [.. splits]
            : throw new PropensityTrainingException(string.Create(
                CultureInfo.InvariantCulture, $"{labels.Count(true)} of {labels.Length} customers bought: too few of one kind to learn from one part and to validate on another."));
    }

    private static bool HasBoth(int[] rows, ReadOnlySpan<bool> labels)
    {
        bool yes = false;
        bool no = false;
        foreach (int row in rows)
        {
            yes |= labels[row];
            no |= !labels[row];
        }

        return yes && no;
    }
}
