namespace CrossSell.ML.LeadScores;

/// <summary>Training rows of the same classes as one row each.</summary>
/// <param name="First">For each the first training row that is so.</param>
/// <param name="Labels">The share of buyers.</param>
/// <param name="Weights">Their weight together.</param>
internal sealed record CardRows(int[] First, double[] Labels, double[] Weights)
{
    public int Count => First.Length;

    public static CardRows Of(IReadOnlyList<CriterionClasses> criteria, CardTarget target)
    {
        // The key of a row: its classes as digits.
        var places = new Dictionary<long, int>();
        var rows = new List<int>();
        var buyers = new List<double>();
        var all = new List<double>();
        for (int row = 0; row < target.Count; row++)
        {
            long key = 0;
            foreach (CriterionClasses criterion in criteria)
            {
                key = (key * criterion.Count) + criterion.RowClasses[row];
            }

            if (!places.TryGetValue(key, out int place))
            {
                places.Add(key, place = rows.Count);
                rows.Add(row);
                buyers.Add(0);
                all.Add(0);
            }

            buyers[place] += target.Buyers[row];
            all[place] += target.Buyers[row] + target.Others[row];
        }

        return new CardRows([.. rows], [.. buyers.Select((b, i) => b / all[i])], [.. all]);
    }

    /// <summary>The classes of these rows, out of those of all training rows.</summary>
    public int[] Of(int[] classes) => Array.ConvertAll(First, row => classes[row]);
}
