namespace CrossSell.Mining;

/// <summary>Finds the known name that a mistyped one was meant to be.</summary>
internal static class NearestName
{
    /// <summary>The known name with the smallest edit distance, case ignored; the earlier one wins a tie; null when none is near.</summary>
    /// <remarks>Near: at most a third of the longer name is to be changed. Levenshtein distance, O(length * length) a name.</remarks>
    public static string? Find(string name, IEnumerable<string> known)
    {
        string? nearest = null;
        int nearestDistance = int.MaxValue;
        foreach (string candidate in known)
        {
            int distance = Distance(name, candidate);
            if (distance < nearestDistance && distance * 3 <= Math.Max(name.Length, candidate.Length))
            {
                nearest = candidate;
                nearestDistance = distance;
            }
        }

        return nearest;
    }

    private static int Distance(string from, string to)
    {
        int[] row = new int[to.Length + 1];
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                bool same = char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]);
                int substituted = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
