namespace CrossSell.Tool;

/// <summary>Finds what a person probably meant.</summary>
internal static class Nearest
{
    /// <summary>The candidate with the fewest letters to change, or null when even that is too many.</summary>
    public static string? To(string text, IEnumerable<string> candidates)
    {
        string? best = null;
        int fewest = (text.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int distance = candidate.StartsWith(text, StringComparison.OrdinalIgnoreCase) ? 1 : Distance(text, candidate);
            if (distance < fewest)
            {
                (best, fewest) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>Levenshtein 1966: letters inserted, left out or replaced.</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
