namespace CrossSell.ML.LeadScores;

/// <summary>Training rows of the same classes and the same answer, as one row each.</summary>
/// <param name="First">For each the first training row that is so.</param>
/// <param name="Labels">1 for buyers, else 0.</param>
/// <param name="Weights">Their weight together.</param>
internal sealed record CardRows(int[] First, double[] Labels, double[] Weights)
{
    public int Count => First.Length;

    public static CardRows Of(IReadOnlyList<CriterionClasses> criteria, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        // The key of a row: its classes as digits, and whether it bought.
        var places = new Dictionary<long, int>();
        var rows = new List<int>();
        var sums = new List<double>();
        for (int row = 0; row < labels.Length; row++)
        {
            long key = labels[row] ? 1 : 0;
            foreach (CriterionClasses criterion in criteria)
            {
                key = (key * criterion.Count) + criterion.RowClasses[row];
            }

            if (!places.TryGetValue(key, out int place))
            {
                places.Add(key, place = rows.Count);
                rows.Add(row);
                sums.Add(0);
            }

            sums[place] += weights.Length == 0 ? 1 : weights[row];
        }

        double[] y = new double[rows.Count];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = labels[rows[i]] ? 1 : 0;
        }

        return new CardRows([.. rows], y, [.. sums]);
    }

    /// <summary>The classes of these rows, out of those of all training rows.</summary>
    public int[] Of(int[] classes) => Array.ConvertAll(First, row => classes[row]);
}
