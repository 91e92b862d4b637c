namespace CrossSell.Data;

/// <summary>Finds the separator of a file in its first line.</summary>
internal static class DelimiterDetector
{
    /// <summary>In order of preference where two stand equally often.</summary>
    private const string Candidates = ",;\t|";

    /// <summary>The candidate that stands most often outside quotes in the first line that is not blank; the comma when none does.</summary>
    public static char Detect(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[Candidates.Length];
        bool quoted = false;
        foreach (char c in text.TrimStart("\r\n"))
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is '\r' or '\n')
            {
                break;
            }
            else if (!quoted && Candidates.IndexOf(c, StringComparison.Ordinal) is >= 0 and int i)
            {
                counts[i]++;
            }
        }

        int best = 0;
        for (int i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return Candidates[best];
    }
}
