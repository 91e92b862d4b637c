using CrossSell.ML.Features;

namespace CrossSell.ML.LeadScores;

/// <summary>Adds up the points of customers.</summary>
internal static class CardPoints
{
    /// <exception cref="ArgumentException">The table lacks a column, or has it in a kind that does not fit.</exception>
    public static int[] Of(IReadOnlyList<CriterionClasses> criteria, int[][] points, CustomerTable customers)
    {
        EncodedField[] encoded = FieldEncoder.Encode([.. criteria.Select(c => c.Field)], customers);
        int[] sums = new int[customers.Count];
        for (int j = 0; j < criteria.Count; j++)
        {
            for (int row = 0; row < sums.Length; row++)
            {
                sums[row] += points[j][criteria[j].ClassOf[encoded[j].Codes[row]]];
            }
        }

        return sums;
    }
}
