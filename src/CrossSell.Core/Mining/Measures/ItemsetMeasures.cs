namespace CrossSell.Mining;

/// <summary>Every measure of an itemset that the library knows.</summary>
/// <remarks>docs/measures.md says what each one answers, in the same order. Thread-safe.</remarks>
public static class ItemsetMeasures
{
    private const string Omiecinski = "Omiecinski 2003";

    /// <summary>Share of the transactions that hold all items.</summary>
    public static ItemsetMeasure Support { get; } = new(
        "support", "Support", "c/n", "[0, 1]", "never", "Agrawal, Imielinski, Swami 1993", static s => s.Support);

    /// <summary>Number of transactions that hold all items.</summary>
    public static ItemsetMeasure Count { get; } = new(
        "count", "Count", "c", "[0, n]", "never", "Agrawal, Imielinski, Swami 1993", static s => s.Count);

    /// <summary>The smallest confidence of the rules that can be made of all its items.</summary>
    public static ItemsetMeasure AllConfidence { get; } = new(
        "allConfidence", "All-confidence", "c/max(c1, ..., ck)", "[0, 1]", "never", Omiecinski, static s => s.Count / (double)ItemsetParts.Items(s).Largest);

    /// <summary>The largest confidence of the rules that can be made of all its items.</summary>
    public static ItemsetMeasure AnyConfidence { get; } = new(
        "anyConfidence",
        "Any-confidence",
        "c/(smallest count of a part with k - 1 items)",
        "[0, 1]",
        "k = 1",
        Omiecinski,
        static s => ItemsetParts.SmallestWithoutOne(s) is { } smallest ? s.Count / (double)smallest : null);

    /// <summary>Share of the transactions with any of the items that hold them all: Jaccard's coefficient of k items.</summary>
    public static ItemsetMeasure Bond { get; } = new(
        "bond",
        "Bond (Jaccard, coherence)",
        "c/(transactions with at least one of the items)",
        "[0, 1]",
        "k > 20",
        Omiecinski,
        static s => ItemsetParts.Union(s) is { } union ? s.Count / (double)union : null);

    /// <summary>Geometric mean of the item's confidences, each in the others.</summary>
    public static ItemsetMeasure Cosine { get; } = new(
        "cosine",
        "Cosine",
        "c/(c1*...*ck)^(1/k)",
        "[0, 1]",
        "never",
        "Wu, Chen, Han 2010",
        static s => Math.Min(1.0, s.Length == 1 ? 1.0 : Math.Exp(Math.Log(s.Count) - (ItemsetParts.Items(s).Logarithms / s.Length))));

    /// <summary>Mean of the shares of each item's transactions that hold the whole itemset.</summary>
    public static ItemsetMeasure Kulczynski { get; } = new(
        "kulczynski",
        "Kulczynski",
        "(c/c1 + ... + c/ck)/k",
        "[0, 1]",
        "never",
        "Wu, Chen, Han 2010",
        static s => Math.Min(1.0, s.Count * ItemsetParts.Items(s).Reciprocals / s.Length));

    /// <summary>Largest share of an item's transactions that hold the whole itemset.</summary>
    public static ItemsetMeasure MaxConfidence { get; } = new(
        "maxConfidence",
        "Maximum confidence of an item",
        "c/min(c1, ..., ck)",
        "[0, 1]",
        "never",
        "Wu, Chen, Han 2010",
        static s => s.Count / (double)ItemsetParts.Items(s).Smallest);

    /// <summary>Count of the rarest item over that of the most frequent.</summary>
    public static ItemsetMeasure CrossSupportRatio { get; } = new(
        "crossSupportRatio",
        "Cross-support ratio",
        "min(c1, ..., ck)/max(c1, ..., ck)",
        "[0, 1]",
        "never",
        "Xiong, Tan, Kumar 2003",
        static s => ItemsetParts.Items(s) is var (smallest, largest, _, _) ? smallest / (double)largest : null);

    /// <summary>How many times as often all items meet as they would by chance.</summary>
    public static ItemsetMeasure Lift { get; } = new(
        "lift",
        "Lift",
        "(c/n)/(c1/n*...*ck/n)",
        "[0, Inf)",
        "never",
        "Brin, Motwani, Ullman, Tsur 1997",
        static s => s.Support / ItemsetParts.ProductOfShares(s));

    /// <summary>All measures in the order of docs/measures.md.</summary>
    public static IReadOnlyList<ItemsetMeasure> All { get; } = Array.AsReadOnly(
        [Support, Count, AllConfidence, AnyConfidence, Bond, Cosine, Kulczynski, MaxConfidence, CrossSupportRatio, Lift]);

    /// <summary>Looks a measure up.</summary>
    /// <param name="name">Its name, such as <c>bond</c>; upper and lower case are the same.</param>
    /// <returns>The measure, or null when there is none of this name.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static ItemsetMeasure? TryGet(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(measure => string.Equals(measure.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A measure of an itemset; null where it is undefined.</summary>
    /// <inheritdoc cref="ItemsetMeasure.Evaluate" path="/exception"/>
    /// <param name="itemset">An entry of a result with all frequent itemsets.</param>
    /// <param name="measure">Such as those of this class.</param>
    public static double? Measure(this Itemset itemset, ItemsetMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return measure.Evaluate(itemset);
    }
}
