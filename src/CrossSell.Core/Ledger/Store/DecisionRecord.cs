namespace CrossSell.Ledger;

/// <summary>One row of the decision log: what was asked of the ledger, what it said, by which rules and why.</summary>
/// <remarks>Immutable and thread-safe. It holds codes, ids and figures, no free text about a person.</remarks>
public sealed record DecisionRecord
{
    /// <summary>The row's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Under whose lock it was decided.</summary>
    public required SubjectKey Root { get; init; }

    /// <summary>Whom it is about: the keyed digest of the customer, as <see cref="ContactLedger.HashOf(string, CustomerId)"/> gives it; null in rows of a ledger before schema version 2.</summary>
    public ContactPointHash? Subject { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was asked: <c>reserve</c> or <c>dispatch</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>What was said, as in <c>accepted</c> or <c>refused</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The contact in question; for a refused request the id that it would have had.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>The <see cref="IContactAdmission.PolicyHash"/> in force.</summary>
    public required string PolicyHash { get; init; }

    /// <summary>The reasons against it; empty when it was accepted.</summary>
    public IReadOnlyList<Veto> Vetoes { get; init; } = [];

    /// <summary>The exemption used, with actor and reason, or null.</summary>
    public string? Exemption { get; init; }
}
