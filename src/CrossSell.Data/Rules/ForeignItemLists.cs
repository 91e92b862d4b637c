using System.Buffers;
using System.Globalization;
using System.Text;

namespace CrossSell.Data;

/// <summary>Sets of items as other programs write them: <c>{a,b}</c> (arules), <c>frozenset({'a', 'b'})</c>, <c>['a', 'b']</c> and <c>('a', 'b')</c> (Python).</summary>
internal static class ForeignItemLists
{
    private const string Arrow = "=>";
    private const string FrozenSet = "frozenset(";
    private static readonly SearchValues<char> s_notPlain = SearchValues.Create("'\"\\(){}[]");
    private static readonly SearchValues<char> s_numbers = SearchValues.Create("0123456789+-.eE, ");

    /// <summary>Reads <c>{a,b} => {c}</c>.</summary>
    /// <returns>Both sides, or null. Items with <c>} => {</c> inside cannot be told apart and are refused.</returns>
    public static (List<string> Antecedent, List<string> Consequent)? ParseRule(string text)
    {
        int open = -1;
        for (int at = text.IndexOf(Arrow, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Arrow, at + Arrow.Length, StringComparison.Ordinal))
        {
            if (text.AsSpan(0, at).TrimEnd().EndsWith('}') && text.AsSpan(at + Arrow.Length).TrimStart().StartsWith('{'))
            {
                if (open >= 0)
                {
                    return null;
                }

                open = at;
            }
        }

        return open >= 0 && ParseBraces(text[..open]) is { } left && ParseBraces(text[(open + Arrow.Length)..]) is { } right ? (left, right) : null;
    }

    /// <summary>Reads <c>{a,b}</c>; nothing in it is quoted, so an item with a comma becomes two.</summary>
    public static List<string>? ParseBraces(string text)
    {
        text = text.Trim();
        if (text.Length < 2 || text[0] != '{' || text[^1] != '}')
        {
            return null;
        }

        return text.Length == 2 ? [] : [.. text[1..^1].Split(',')];
    }

    /// <summary>Whether a text is one that Python writes, rather than an id in brackets: <c>(500 g)</c> is an id, and so is <c>(500)</c>, for a tuple of one has a comma.</summary>
    public static bool IsPython(string text)
    {
        text = text.Trim();
        if (text.StartsWith(FrozenSet, StringComparison.Ordinal) || text.StartsWith('{'))
        {
            return true;
        }

        if (text.Length < 2 || (text[0], text[^1]) is not (('(', ')') or ('[', ']')))
        {
            return false;
        }

        string inside = text[1..^1].Trim();
        return inside.Length == 0 || inside[0] is '\'' or '"' || (inside.AsSpan().IndexOfAnyExcept(s_numbers) < 0 && (text[0] == '[' || inside.Contains(',', StringComparison.Ordinal)));
    }

    /// <summary>Reads <c>frozenset({'a', "b", 3})</c>, <c>frozenset()</c> and the same without <c>frozenset</c>, and in brackets of a list or a tuple.</summary>
    public static List<string>? ParsePython(string text)
    {
        text = text.Trim();
        if (text.StartsWith(FrozenSet, StringComparison.Ordinal) && text.EndsWith(')'))
        {
            text = text[FrozenSet.Length..^1].Trim();
            if (text.Length == 0)
            {
                return [];
            }
        }

        if (text.Length < 2 || (text[0], text[^1]) is not (('{', '}') or ('(', ')') or ('[', ']')))
        {
            return null;
        }

        var items = new List<string>();
        int at = 1;
        while (true)
        {
            at = SkipBlanks(text, at);
            if (at == text.Length - 1)
            {
                return items;
            }

            string? item = text[at] is '\'' or '"' ? ReadQuoted(text, ref at) : ReadPlain(text, ref at);
            at = SkipBlanks(text, at);
            if (item is null || at >= text.Length || (text[at] != ',' && at != text.Length - 1))
            {
                return null;
            }

            items.Add(item);
            at += text[at] == ',' ? 1 : 0;
        }
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at;
    }

    private static string? ReadPlain(string text, ref int at)
    {
        int end = text.IndexOf(',', at);
        end = end < 0 ? text.Length - 1 : end;
        string item = text[at..end].Trim();
        at = end;
        return item.Length > 0 && !item.AsSpan().ContainsAny(s_notPlain) ? item : null;
    }

    private static string? ReadQuoted(string text, ref int at)
    {
        char quote = text[at++];
        var item = new StringBuilder();
        for (; at < text.Length - 1; at++)
        {
            char c = text[at];
            if (c == quote)
            {
                at++;
                return item.ToString();
            }

            if (c != '\\')
            {
                item.Append(c);
            }
            else if (!TryReadEscape(text, ref at, item))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Leaves <paramref name="at"/> on the escape's last character.</summary>
    private static bool TryReadEscape(string text, ref int at, StringBuilder item)
    {
        at++;
        int digits = text[at] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0)
        {
            int i = "\\'\"nrt".IndexOf(text[at], StringComparison.Ordinal);
            item.Append(i < 0 ? '\0' : "\\'\"\n\r\t"[i]);
            return i >= 0;
        }

        if (at + digits >= text.Length
            || !int.TryParse(text.AsSpan(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
            || !Rune.IsValid(code))
        {
            return false;
        }

        item.Append(new Rune(code).ToString());
        at += digits;
        return true;
    }
}
