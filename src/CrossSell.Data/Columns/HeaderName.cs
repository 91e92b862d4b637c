using System.Text;

namespace CrossSell.Data;

/// <summary>A column's name as it is compared: without blanks, <c>_</c>, <c>-</c>, <c>.</c> and case, umlauts written out.</summary>
internal static class HeaderName
{
    public static string Normalize(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (char c in name.Normalize(NormalizationForm.FormC))
        {
            if (!char.IsWhiteSpace(c) && c is not ('_' or '-' or '.' or '\uFEFF'))
            {
                Append(text, char.ToLowerInvariant(c));
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, char c)
    {
        switch (c)
        {
            case 'ä':
                text.Append("ae");
                break;
            case 'ö':
                text.Append("oe");
                break;
            case 'ü':
                text.Append("ue");
                break;
            case 'ß':
                text.Append("ss");
                break;
            default:
                text.Append(c);
                break;
        }
    }
}
