namespace CrossSell.Data;

/// <summary>The words for yes and no that are known.</summary>
internal static class BooleanTexts
{
    private static readonly (string Yes, string No)[] Pairs = [("true", "false"), ("yes", "no"), ("y", "n"), ("ja", "nein"), ("j", "n"), ("t", "f")];

    /// <summary>Whether all texts belong to one pair of words.</summary>
    public static bool AreOnePair(IReadOnlyCollection<string> texts) =>
        texts.Count > 0 && Array.Exists(Pairs, pair => texts.All(text => Same(text, pair.Yes) || Same(text, pair.No)));

    /// <summary>Reads a word, 1 or 0.</summary>
    public static bool TryParse(string text, out bool value)
    {
        value = text == "1" || Array.Exists(Pairs, pair => Same(text, pair.Yes));
        return value || text == "0" || Array.Exists(Pairs, pair => Same(text, pair.No));
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
