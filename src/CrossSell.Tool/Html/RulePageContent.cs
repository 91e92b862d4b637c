using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>What a page of rules shows.</summary>
internal sealed record RulePageContent
{
    public required PageTexts Texts { get; init; }

    /// <summary>What was mined, such as the file's name.</summary>
    public required string Source { get; init; }

    public required TransactionUnit Unit { get; init; }

    public required int TransactionCount { get; init; }

    /// <summary>Whether counts are units of weight.</summary>
    public bool IsWeighted { get; init; }

    /// <summary>The ids of the items, by the indexes that the rules have.</summary>
    public required IReadOnlyList<string> ItemIds { get; init; }

    /// <summary>The options in force, as name and value.</summary>
    public required IReadOnlyList<(string Name, string Value)> Settings { get; init; }

    /// <summary>All rules, strongest first.</summary>
    public required IReadOnlyList<AssociationRule> Rules { get; init; }

    /// <summary>The columns of the table beside the sides and the count.</summary>
    public required IReadOnlyList<RuleColumn> Columns { get; init; }

    /// <summary>What a person calls an item, by its id.</summary>
    public required Func<string, string> NameOf { get; init; }

    /// <summary>The items' names; the antecedent of <c>{} => {milk}</c> is empty.</summary>
    public string[] Names(IReadOnlyList<string> ids) => [.. ids.Select(NameOf)];
}
