namespace CrossSell.ML.Segments;

/// <summary>The customers of each group.</summary>
internal static class GroupRows
{
    /// <exception cref="ArgumentException">Lengths differ, or a number is no probability.</exception>
    public static SortedDictionary<string, List<(int Row, double Probability)>> Of(ReadOnlySpan<double> probabilities, IReadOnlyList<string> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        if (segments.Count != probabilities.Length)
        {
            throw new ArgumentException($"There are {probabilities.Length} probabilities and {segments.Count} names of groups; each customer needs one of each.", nameof(segments));
        }

        var groups = new SortedDictionary<string, List<(int, double)>>(StringComparer.Ordinal);
        for (int row = 0; row < probabilities.Length; row++)
        {
            if (!(probabilities[row] >= 0 && probabilities[row] <= 1))
            {
                throw new ArgumentException(FormattableString.Invariant($"The probability of customer {row + 1} is {probabilities[row]}; it must lie between 0 and 1."), nameof(probabilities));
            }

            if (!groups.TryGetValue(segments[row], out List<(int, double)>? rows))
            {
                groups.Add(segments[row], rows = []);
            }

            rows.Add((row, probabilities[row]));
        }

        return groups;
    }
}
