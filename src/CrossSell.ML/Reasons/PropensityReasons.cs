using System.Globalization;

namespace CrossSell.ML;

/// <summary>Why a customer is more, or less, likely to buy than others, for a person to read.</summary>
/// <remarks>
/// Immutable and thread-safe. A protected column is never named: neither what it adds alone nor what it adds together with another is counted.
/// What two columns add together is shared evenly between them, as Shapley's value of a pair is (1953).
/// </remarks>
public sealed class PropensityReasons
{
    /// <summary>Less than a twentieth more or less odds is no reason that anybody should hear.</summary>
    private const double LeastContribution = 0.05;

    private PropensityReasons(IReadOnlyList<ReasonGroup> speakingFor, IReadOnlyList<ReasonGroup> speakingAgainst) => (For, Against) = (speakingFor, speakingAgainst);

    /// <summary>What speaks for the purchase, the strongest first; ties by the English name.</summary>
    public IReadOnlyList<ReasonGroup> For { get; }

    /// <summary>What speaks against it, the strongest first; ties by the English name.</summary>
    public IReadOnlyList<ReasonGroup> Against { get; }

    /// <summary>
    /// "because of the building insurance and the age group", or in German "wegen der Gebäudeversicherung und der Altersgruppe"; where nothing speaks for the purchase
    /// "for no reason that stands out".
    /// </summary>
    /// <param name="culture">German for <c>de</c> and its regions, English for every other.</param>
    /// <param name="most">The most reasons that are named, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is below 1.</exception>
    public string In(CultureInfo culture, int most = 2)
    {
        ArgumentNullException.ThrowIfNull(culture);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        bool german = string.Equals(culture.TwoLetterISOLanguageName, "de", StringComparison.Ordinal);
        string[] named = [.. For.Take(most).Select(reason => german ? reason.German : reason.English)];
        if (named.Length == 0)
        {
            return german ? "ohne einen Grund, der herausragt" : "for no reason that stands out";
        }

        string all = named.Length == 1 ? named[0] : $"{string.Join(", ", named[..^1])} {(german ? "und" : "and")} {named[^1]}";
        return german ? $"wegen {all}" : $"because of {all}";
    }

    /// <summary>The text in English.</summary>
    public override string ToString() => In(CultureInfo.InvariantCulture);

    internal static PropensityReasons Of(IReadOnlyList<FeatureContribution> contributions, ReasonNames names)
    {
        HashSet<string> guarded = [.. contributions.Where(c => c.IsProtected && c.Columns.Count == 1).Select(c => c.Columns[0])];
        var sums = new SortedDictionary<string, (string German, SortedSet<string> Columns, double Sum)>(StringComparer.Ordinal);
        foreach (FeatureContribution contribution in contributions)
        {
            if (contribution.IsProtected || contribution.Columns.Any(guarded.Contains))
            {
                continue;
            }

            for (int i = 0; i < contribution.Columns.Count; i++)
            {
                (string english, string german) = names.Of(contribution.Columns[i], contribution.Values[i]);
                (_, SortedSet<string> columns, double sum) = sums.TryGetValue(english, out (string German, SortedSet<string> Columns, double Sum) known)
                    ? known
                    : (german, new SortedSet<string>(StringComparer.Ordinal), 0);
                columns.Add(contribution.Columns[i]);
                sums[english] = (german, columns, sum + (contribution.Contribution / contribution.Columns.Count));
            }
        }

        ReasonGroup[] all = [.. sums.Select(pair => new ReasonGroup(pair.Key, pair.Value.German, [.. pair.Value.Columns], pair.Value.Sum))];
        return new PropensityReasons(
            [.. all.Where(reason => reason.Contribution >= LeastContribution).OrderByDescending(reason => reason.Contribution)],
            [.. all.Where(reason => reason.Contribution <= -LeastContribution).OrderBy(reason => reason.Contribution)]);
    }
}
