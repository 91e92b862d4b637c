using System.CommandLine;
using System.Globalization;

namespace CrossSell.Tool;

/// <summary>The options of <c>crosssell mine</c> that look at purchases otherwise: by categories, or the recent ones first.</summary>
internal sealed class HierarchyOptions
{
    public Option<bool> ByCategory { get; } = Opt.Flag(
        "--by-category",
        "Rules of products and of the categories of --products, written with a star: rolls => Dairy*. In a category 'Food/Bread', each level is one.");

    public Option<string> Hierarchy { get; } = Opt.Text(
        "--hierarchy", "FILE", "Rules at all levels of this CSV of item and parent, a row for each parent of a product or of a category.");

    public Option<string> MinInterest { get; } = Opt.Text(
        "--min-interest", "R",
        "Only rules that hold R times as often, or with R times the confidence, as the rules of their categories let expect, such as 1.1. Default: all.");

    public Option<string> HalfLife { get; } = Opt.Text(
        "--half-life", "DAYS",
        "Recent purchases count more: one that is DAYS days older counts half. All counts are then of units of weight, and --min-support is a share.");

    public OptionGroup Group => new("Categories and recency", [ByCategory, Hierarchy, MinInterest, HalfLife]);

    /// <summary>The levels asked for; null for products alone.</summary>
    /// <exception cref="UsageException">The options do not fit together, or a value is none.</exception>
    public HierarchyRequest? Read(OptionReader options, ProductsRequest? products)
    {
        MineConflicts.RefuseBoth(options, ByCategory, Hierarchy, "each says what belongs to what");
        double? interest = options.NotNegative(MinInterest);
        if (interest == 0)
        {
            throw new UsageException($"--min-interest is '{options.Text(MinInterest)}'; it must be a number above 0, such as 1.1.");
        }

        if (options.Flag(ByCategory))
        {
            return products is null
                ? throw new UsageException("--by-category needs --products, which tells the categories.")
                : new HierarchyRequest(null, interest);
        }

        if (options.IsGiven(Hierarchy))
        {
            return new HierarchyRequest(options.RequiredFile(Hierarchy), interest);
        }

        return interest is null ? null : throw new UsageException("--min-interest compares with rules of categories; it belongs to --by-category or --hierarchy.");
    }

    /// <summary>The age at which a purchase counts half; null where all count the same.</summary>
    /// <exception cref="UsageException">It is no number of days.</exception>
    public TimeSpan? ReadHalfLife(OptionReader options)
    {
        if (options.Text(HalfLife) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double days) && days is >= 0.001 and <= 1_000_000
            ? TimeSpan.FromDays(days)
            : throw new UsageException($"--half-life is '{text}'; it must be a number of days, from 0.001 to 1000000, such as 180.");
    }
}
