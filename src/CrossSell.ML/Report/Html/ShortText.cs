namespace CrossSell.ML.Report;

/// <summary>Labels that fit.</summary>
internal static class ShortText
{
    /// <summary>The text in one line of so many characters at most, an ellipsis where it is cut.</summary>
    public static string Of(string text, int most)
    {
        string line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        if (line.Length <= most)
        {
            return line;
        }

        int cut = most - 1;
        return (char.IsHighSurrogate(line[cut - 1]) ? line[..(cut - 1)] : line[..cut]).TrimEnd() + "…";
    }
}
