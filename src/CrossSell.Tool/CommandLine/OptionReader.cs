using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Reads option values, and says in one sentence what is wrong with one.</summary>
internal sealed class OptionReader(ParseResult result)
{
    /// <summary>Whether the command line names the option.</summary>
    public bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };

    /// <summary>The options that the command line names, in its order.</summary>
    public IEnumerable<Option> Named => result.CommandResult.Children.OfType<OptionResult>().Where(option => !option.Implicit).Select(option => option.Option);

    /// <summary>The values that the command line gives the option, apart by blanks; empty for a flag.</summary>
    public string Given(Option option) => string.Join(' ', Values(option));

    /// <summary>The same values one by one.</summary>
    public IEnumerable<string> Values(Option option) => result.GetResult(option)?.Tokens.Select(token => token.Value) ?? [];

    public bool Flag(Option<bool> option) => result.GetValue(option);

    public string? Text(Option<string> option) => result.GetValue(option);

    /// <summary>The text of an option that the parser has made sure of.</summary>
    public string Required(Option<string> option) => result.GetRequiredValue(option);

    public IReadOnlyList<string> Texts(Option<string[]> option) => result.GetValue(option) ?? [];

    /// <summary>A name of a file that must not be empty.</summary>
    public string RequiredFile(Option<string> option) =>
        Required(option) is { Length: > 0 } path ? path : throw new UsageException($"{option.Name} is empty; expected the name of a file.");

    public SupportThreshold? Support(Option<string> option)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        return SupportThreshold.TryParse(text, out SupportThreshold threshold, out string? error)
            ? threshold
            : throw new UsageException($"{option.Name} is '{text}'; {AfterSemicolon(error)}");
    }

    public int? Whole(Option<string> option, int least) => (int?)Whole(option, least, int.MaxValue);

    public long? Whole(Option<string> option, long least, long most)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        const NumberStyles style = NumberStyles.AllowLeadingSign;
        return long.TryParse(text, style, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most
            ? value
            : throw new UsageException(most is int.MaxValue or long.MaxValue && !IsTooGreat(text)
                ? Invariant($"{option.Name} is '{text}'; it must be a whole number, {least} or more.")
                : Invariant($"{option.Name} is '{text}'; it must be a whole number from {least} to {most}."));
    }

    /// <summary>Whole numbers of an option that may stand several times.</summary>
    public IEnumerable<int> Wholes(Option<string[]> option, int least)
    {
        foreach (string text in Texts(option))
        {
            yield return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least
                ? value
                : throw new UsageException(Invariant($"{option.Name} is '{text}'; it must be a whole number, {least} or more."));
        }
    }

    /// <summary>A share from 0 to 1, exact.</summary>
    public decimal? Share(Option<string> option)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) && value is >= 0 and <= 1
            ? value
            : throw new UsageException($"{option.Name} is '{text}'; it must be a number from 0 to 1, such as 0.5.");
    }

    public double? NotNegative(Option<string> option)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && value >= 0
            ? value
            : throw new UsageException($"{option.Name} is '{text}'; it must be a number, 0 or more, such as 1.2.");
    }

    /// <summary>An instant; without a zone it is UTC.</summary>
    public DateTimeOffset? Time(Option<string> option)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        string[] formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];
        return DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : throw new UsageException($"{option.Name} is '{text}'; it must be a date such as 2024-12-31, or a date and time such as 2024-12-31T18:00 or 2024-12-31T18:00+01:00.");
    }

    /// <summary>One of a few words.</summary>
    public T? Choice<T>(Option<string> option, params ReadOnlySpan<(string Word, T Value)> choices)
        where T : struct
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        foreach ((string word, T value) in choices)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var words = new List<string>();
        foreach ((string word, _) in choices)
        {
            words.Add(word);
        }

        throw new UsageException($"{option.Name} is '{text}'; it must be {string.Join(" or ", words)}.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static bool IsTooGreat(string text) => text.Length > 0 && text.All(char.IsAsciiDigit) && text.AsSpan().TrimStart('0').Length > 9;

    private static string AfterSemicolon(string sentence) => sentence[(sentence.IndexOf(';', StringComparison.Ordinal) + 1)..].TrimStart();
}
