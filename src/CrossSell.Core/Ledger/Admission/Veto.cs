namespace CrossSell.Ledger;

/// <summary>One reason why something is not allowed, with its evidence and the instant from which it no longer stands in the way.</summary>
/// <remarks>Immutable and thread-safe. Codes are API: never renamed, only added.</remarks>
public sealed record Veto
{
    /// <summary>The code, family first, as in <c>CAP</c>, <c>QUIET</c>, <c>CNS.OBJECTION</c> or <c>OWN.EQUIVALENT</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The rule that speaks, or null for what no rule of the user's says.</summary>
    public string? RuleId { get; init; }

    /// <summary>That rule's version, or null.</summary>
    public string? RuleVersion { get; init; }

    /// <summary>The figures of the case by name, as in <c>limit=2</c>; for texts and for machines.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>What the veto rests on: ids of the contacts that fill the window, of the holding, of the answer.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>The earliest instant from which this veto falls away if nothing else happens; null when it never does.</summary>
    public DateTimeOffset? EligibleAgainAt { get; init; }

    /// <summary>What a person could do about it, or null.</summary>
    public string? FixHint { get; init; }
}
