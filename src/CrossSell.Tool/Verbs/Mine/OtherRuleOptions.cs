using System.CommandLine;
using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Rules of another kind than "what is bought together".</summary>
internal sealed class OtherRuleOptions
{
    public Option<string> Directed { get; } = Opt.Text(
        "--directed", "DAYS|any",
        "Write what is bought after what: rules of one product and one that the same customer buys on a later day, within DAYS days or at any time.");

    public Option<bool> Negative { get; } = Opt.Flag(
        "--negative", "Write what does not go together: rules of a product and one that its buyers buy at most half as often as by chance, by Fisher's test.");

    /// <summary>Which kind is asked for; null for none of these.</summary>
    public MineResult? Kind(OptionReader options) =>
        options.IsGiven(Directed) ? MineResult.Directed : options.Flag(Negative) ? MineResult.Negative : null;

    /// <summary>The longest time from the one purchase to the other; null for any.</summary>
    /// <exception cref="UsageException">It is no number of days.</exception>
    public TimeSpan? Window(OptionReader options)
    {
        string? text = options.Text(Directed);
        if (text is null or "any")
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is >= 1 and <= 100_000
            ? TimeSpan.FromDays(days)
            : throw new UsageException($"--directed is '{text}'; it must be a whole number of days, from 1 to 100000, or the word any.");
    }
}
