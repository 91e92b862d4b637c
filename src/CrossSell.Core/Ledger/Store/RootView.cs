namespace CrossSell.Ledger;

/// <summary>What a store knows under one root, at one instant.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record RootView
{
    /// <summary>The root.</summary>
    public required SubjectKey Root { get; init; }

    /// <summary>The root's contacts since <see cref="LedgerSelection.Since"/> and those named by id, in order of instant, then id.</summary>
    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>Consents of the root's customers, in order of <see cref="Consent.From"/>, then id.</summary>
    public IReadOnlyList<Consent> Consents { get; init; } = [];

    /// <summary>Holds of the root's customers, in order of <see cref="Hold.From"/>, then id.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>Changes of class of the root's customers, in order of instant; of the same instant, in the order written.</summary>
    public IReadOnlyList<ClassChange> ClassChanges { get; init; } = [];

    /// <summary>Offers to the root's customers, in order of <see cref="Offer.CreatedAt"/>, then id; empty unless asked for.</summary>
    public IReadOnlyList<Offer> Offers { get; init; } = [];

    /// <summary>Answers of the root's customers, in order of instant, then id; empty unless offers were asked for.</summary>
    public IReadOnlyList<OfferResponse> Responses { get; init; } = [];

    /// <summary>Uses of consents, in order of instant, then consent, then contact; empty unless the log was asked for.</summary>
    public IReadOnlyList<ConsentUse> ConsentUses { get; init; } = [];

    /// <summary>Rows of the decision log, in order of instant, then id; empty unless the log was asked for.</summary>
    public IReadOnlyList<DecisionRecord> Decisions { get; init; } = [];
}
