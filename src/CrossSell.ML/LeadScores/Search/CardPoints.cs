using CrossSell.ML.Features;

namespace CrossSell.ML.LeadScores;

/// <summary>Adds up the points of customers.</summary>
internal static class CardPoints
{
    /// <exception cref="ArgumentException">The table lacks a column, or has it in a kind that does not fit.</exception>
    public static int[] Of(IReadOnlyList<CriterionClasses> criteria, IReadOnlyList<CardTerm> terms, int[][] points, CustomerTable customers)
    {
        EncodedField[] encoded = FieldEncoder.Encode([.. criteria.Select(c => c.Field)], customers);
        int[] sums = new int[customers.Count];
        for (int t = 0; t < terms.Count; t++)
        {
            (int first, int second) = terms[t];
            for (int row = 0; row < sums.Length; row++)
            {
                int place = criteria[first].ClassOf[encoded[first].Codes[row]];
                sums[row] += points[t][second < 0 ? place : (place * criteria[second].Count) + criteria[second].ClassOf[encoded[second].Codes[row]]];
            }
        }

        return sums;
    }
}
