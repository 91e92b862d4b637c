using System.CommandLine;
using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Rules of another kind than "what is bought together".</summary>
internal sealed class OtherRuleOptions
{
    public Option<string> Directed { get; } = Opt.Text(
        "--directed", "DAYS|any",
        "Write what is bought after what: rules of one product and one that the same customer buys on a later day, within DAYS days or at any time. "
        + "A purchase that nobody could watch for DAYS days, being too late, is not counted.");

    public Option<string> Sequential { get; } = Opt.Text(
        "--sequential", "DAYS|any",
        "Write what is bought after what, of several products: all of the left side, in any order, before all of the right, within DAYS days or at any "
        + "time. --max-antecedent and --max-consequent bound the sides.");

    public Option<string> TimeZone { get; } = Opt.Text(
        "--time-zone", "ID",
        "With --directed or --sequential: the zone whose midnight ends a day, such as Europe/Vienna, for times written in UTC or with an offset. "
        + "Default: UTC; times written without an offset keep the day that is written.");

    public Option<bool> Negative { get; } = Opt.Flag(
        "--negative", "Write what does not go together: rules of a product and one that its buyers buy at most half as often as by chance, by Fisher's test.");

    public Option<string> Grades { get; } = Opt.Output(
        "--grades",
        "Write how well each product suits the owners of each other one, from always to unsuitable, with the reason in words; - is standard output. "
        + "--significant is the chance of any false finding, 0.05 by default.");

    public Option<string> MinMargin { get; } = Opt.Text(
        "--min-margin", "M",
        "With --grades: a pair is at most possible where its confidence times the margin of the offered product, by --products, is below M.");

    public IReadOnlyList<Option> Kinds => [Directed, Sequential, Negative, Grades];

    public OptionGroup Group => new("Other rules", [Directed, Sequential, TimeZone, Negative, Grades, MinMargin]);

    /// <summary>Which kind is asked for; null for none of these.</summary>
    public MineResult? Kind(OptionReader options)
    {
        if (options.IsGiven(Directed))
        {
            return MineResult.Directed;
        }

        if (options.IsGiven(Sequential))
        {
            return MineResult.Sequential;
        }

        return options.Flag(Negative) ? MineResult.Negative : options.IsGiven(Grades) ? MineResult.Grades : null;
    }

    /// <summary>The file for grades; null when they are not asked for.</summary>
    public string? GradesPath(OptionReader options) => options.IsGiven(Grades) ? options.RequiredFile(Grades) : null;

    /// <summary>The longest time from the one purchase to the other; null for any.</summary>
    /// <exception cref="UsageException">It is no number of days.</exception>
    public TimeSpan? Window(OptionReader options) => Days(options, Directed) ?? Days(options, Sequential);

    /// <summary>The zone in which days begin and end; null for UTC.</summary>
    /// <exception cref="UsageException">There is no such zone.</exception>
    public TimeZoneInfo? Zone(OptionReader options)
    {
        MineConflicts.RefuseIdle(options, TimeZone, Directed, Sequential);
        if (options.Text(TimeZone) is not { } id)
        {
            return null;
        }

        return id.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone)
            ? zone
            : throw new UsageException($"{TimeZone.Name} is '{id}'; it must be a time zone that this system knows, such as Europe/Vienna.");
    }

    private static TimeSpan? Days(OptionReader options, Option<string> option)
    {
        string? text = options.Text(option);
        if (text is null or "any")
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is >= 1 and <= 100_000
            ? TimeSpan.FromDays(days)
            : throw new UsageException($"{option.Name} is '{text}'; it must be a whole number of days, from 1 to 100000, or the word any.");
    }
}
