using System.Globalization;

namespace CrossSell.Data;

/// <summary>Reads numbers: plain ones with a decimal point, or as a culture writes them.</summary>
internal sealed class NumberParser
{
    private const NumberStyles Plain =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    private readonly CultureInfo _culture;
    private readonly bool _pointIsDecimal;
    private readonly string _group;

    /// <param name="culture">The culture whose decimal and group separators are taken; null for a decimal point and no groups.</param>
    public NumberParser(CultureInfo? culture)
    {
        _culture = culture ?? CultureInfo.InvariantCulture;
        _pointIsDecimal = string.Equals(_culture.NumberFormat.NumberDecimalSeparator, ".", StringComparison.Ordinal);
        _group = culture is null || culture.Equals(CultureInfo.InvariantCulture) ? "" : culture.NumberFormat.NumberGroupSeparator;
    }

    /// <summary>What is expected of a number, as the end of a sentence.</summary>
    public string Expected(string value)
    {
        if (_group.Length > 0)
        {
            return $"a number as {_culture.Name} writes it, such as {1234.5.ToString("N1", _culture)}";
        }

        return value.Contains(',', StringComparison.Ordinal)
            ? "a number such as 3 or 1234.5, without separators of thousands; for decimal commas set the culture, e.g. de-DE"
            : "a number such as 3 or 1234.5";
    }

    /// <summary>A finite number; blanks around it do not matter.</summary>
    public bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        if (TryParsePlain(text, out number))
        {
            return true;
        }

        text = text.Trim();
        if (_group.Length > 0 && HasGroup(text))
        {
            return GroupsAreRegular(text)
                && double.TryParse(text, Plain | NumberStyles.AllowThousands, _culture, out number)
                && double.IsFinite(number);
        }

        return double.TryParse(text, Plain, _culture, out number) && double.IsFinite(number);
    }

    /// <summary>Digits with at most one decimal point, up to 15 of them: then both the digits and the power of ten are exact and their quotient is rounded once.</summary>
    private bool TryParsePlain(ReadOnlySpan<char> text, out double number)
    {
        number = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        if (negative)
        {
            text = text[1..];
        }

        if (text.Length is 0 or > 16)
        {
            return false;
        }

        long digits = 0;
        int count = 0;
        int point = -1;
        for (int i = 0; i < text.Length; i++)
        {
            uint digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
                count++;
            }
            else if (text[i] == '.' && point < 0 && _pointIsDecimal)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        if (count is 0 or > 15)
        {
            return false;
        }

        number = point < 0 ? digits : digits / PowersOfTen[text.Length - 1 - point];
        number = negative ? -number : number;
        return true;
    }

    private bool HasGroup(ReadOnlySpan<char> text) => text.IndexOf(_group, StringComparison.Ordinal) >= 0 || (IsBlank(_group[0]) && text.ContainsAny(" \u00A0\u202F"));

    /// <summary>The general parser takes 1.5 as 15 where the point groups; so every group must have its right length.</summary>
    private bool GroupsAreRegular(ReadOnlySpan<char> text)
    {
        int[] sizes = _culture.NumberFormat.NumberGroupSizes;
        int decimals = text.IndexOf(_culture.NumberFormat.NumberDecimalSeparator, StringComparison.Ordinal);
        ReadOnlySpan<char> whole = (decimals < 0 ? text : text[..decimals]).TrimStart("+-");
        if (decimals >= 0 && HasGroup(text[decimals..][1..]))
        {
            return false;
        }

        int length = 0;
        int group = 0;
        for (int i = whole.Length - 1; i >= 0; i--)
        {
            if (char.IsAsciiDigit(whole[i]))
            {
                length++;
                continue;
            }

            if (length != sizes[Math.Min(group, sizes.Length - 1)])
            {
                return false;
            }

            length = 0;
            group++;
        }

        return length >= 1 && length <= sizes[Math.Min(group, sizes.Length - 1)];
    }

    private static bool IsBlank(char c) => c is ' ' or '\u00A0' or '\u202F';
}
