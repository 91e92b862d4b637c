using System.Buffers;
using System.Text;

namespace CrossSell.Data;

/// <summary>A set of items as one text: joined by <c>;</c>, an item that holds <c>;</c> or a quote in quotes, its own quotes doubled.</summary>
internal static class ItemLists
{
    private static readonly SearchValues<char> s_specials = SearchValues.Create(";\"");

    public static void Append(StringBuilder text, IReadOnlyList<string> items)
    {
        for (int i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                text.Append(';');
            }

            if (items[i].AsSpan().ContainsAny(s_specials))
            {
                text.Append('"').Append(items[i].Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
            else
            {
                text.Append(items[i]);
            }
        }
    }

    /// <summary>Reads such a text; the empty text is the empty set.</summary>
    /// <returns>The items; null when a quote is out of order.</returns>
    public static List<string>? Parse(string text)
    {
        var items = new List<string>();
        int at = 0;
        while (at < text.Length)
        {
            int end;
            if (text[at] == '"')
            {
                end = ClosingQuote(text, at + 1);
                if (end < 0 || (end + 1 < text.Length && text[end + 1] != ';'))
                {
                    return null;
                }

                items.Add(text[(at + 1)..end].Replace("\"\"", "\"", StringComparison.Ordinal));
                end++;
            }
            else
            {
                end = text.IndexOf(';', at);
                end = end < 0 ? text.Length : end;
                items.Add(text[at..end]);
                if (items[^1].Contains('"', StringComparison.Ordinal))
                {
                    return null;
                }
            }

            at = end + 1;
            if (end == text.Length - 1)
            {
                // The text ends with a separator, behind which stands an item without a name.
                items.Add("");
            }
        }

        return items;
    }

    private static int ClosingQuote(string text, int from)
    {
        for (int i = from; i < text.Length; i++)
        {
            if (text[i] != '"')
            {
                continue;
            }

            if (i + 1 == text.Length || text[i + 1] != '"')
            {
                return i;
            }

            i++;
        }

        return -1;
    }
}
