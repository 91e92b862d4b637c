using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>What a person is told when mining stopped at a limit: what the limit was, what to do about it, and how far the run had come.</summary>
internal static class LimitText
{
    private const int MostLengths = 8;

    /// <param name="limit">What happened.</param>
    /// <param name="options">The options of the verb: no other is named.</param>
    public static string Of(MiningLimitException limit, IReadOnlyCollection<string> options)
    {
        string what = limit.LimitName switch
        {
            nameof(MiningOptions.MaxItemsets) => More(limit.Limit, "itemsets"),
            nameof(RuleOptions.MaxRules) => More(limit.Limit, "rules"),
            nameof(MiningOptions.MaxMemoryBytes) => "it would take more than half of the memory",
            _ => "there are more itemsets than can be held",
        };
        string? allow = limit.LimitName switch
        {
            nameof(MiningOptions.MaxItemsets) => "--max-itemsets",
            nameof(RuleOptions.MaxRules) => "--max-rules",
            _ => null,
        };
        string advice = Advice(options, allow);
        string found = Found(limit.CountsByLengthSoFar, limit.ItemsetsSoFar);
        return $"the run was stopped because {what}.{advice}{(found.Length > 0 ? Environment.NewLine + found : "")}";
    }

    /// <summary>What lessens the work, in options that the verb has; begins with a blank, or is empty.</summary>
    /// <param name="options">The options of the verb.</param>
    /// <param name="allow">The option that raises the limit; null when there is none.</param>
    public static string Advice(IReadOnlyCollection<string> options, string? allow = null)
    {
        string[] ways =
        [
            .. options.Contains("--min-support", StringComparer.Ordinal) ? ["raise --min-support"] : (string[])[],
            .. options.Contains("--max-length", StringComparer.Ordinal) ? ["set a smaller --max-length"] : (string[])[],
            .. allow is not null && options.Contains(allow, StringComparer.Ordinal) ? [$"allow more by {allow}"] : (string[])[],
        ];
        if (ways.Length == 0)
        {
            return "";
        }

        string all = ways.Length == 1 ? ways[0] : $"{string.Join(", ", ways[..^1])} or {ways[^1]}";
        return $" {char.ToUpperInvariant(all[0])}{all[1..]}.";
    }

    private static string More(long limit, string what) => string.Create(CultureInfo.InvariantCulture, $"there are more than {limit:N0} {what}");

    private static string Found(IReadOnlyList<long> byLength, long total)
    {
        if (total <= 0)
        {
            return "";
        }

        string counts = string.Join(", ", byLength.Take(MostLengths).Select(count => count.ToString(CultureInfo.InvariantCulture)));
        string rest = byLength.Count > MostLengths ? ", ..." : "";
        return string.Create(CultureInfo.InvariantCulture, $"found so far by length: {counts}{rest}; {Reporter.Count(total, "itemset")} in all.");
    }
}
