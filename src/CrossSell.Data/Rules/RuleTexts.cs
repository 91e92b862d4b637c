using System.Globalization;

namespace CrossSell.Data;

/// <summary>Refuses ids that a format cannot hold, before a file is begun.</summary>
internal static class RuleTexts
{
    /// <param name="ids">The ids of the rules.</param>
    /// <param name="format">What the format is called.</param>
    /// <param name="holds">Whether the format can hold a character outside of surrogate pairs.</param>
    /// <exception cref="ArgumentException">One cannot be written; the message names it.</exception>
    public static void ThrowIfUnwritable(IReadOnlyList<string> ids, string format, Func<char, bool> holds)
    {
        foreach (string id in ids)
        {
            for (int i = 0; i < id.Length; i++)
            {
                bool pair = char.IsHighSurrogate(id[i]) && i + 1 < id.Length && char.IsLowSurrogate(id[i + 1]);
                if (!pair && (char.IsSurrogate(id[i]) || !holds(id[i])))
                {
                    throw new ArgumentException(string.Create(
                        CultureInfo.InvariantCulture, $"The item '{id}' holds the character U+{(int)id[i]:X4}, which {format} cannot hold; rename the item first."));
                }

                i += pair ? 1 : 0;
            }
        }
    }
}
