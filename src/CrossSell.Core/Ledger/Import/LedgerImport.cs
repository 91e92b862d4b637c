namespace CrossSell.Ledger;

/// <summary>What happened elsewhere before there was a ledger, to be taken over at once.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LedgerImport
{
    /// <summary>Contacts that were made, each with how far it came; they take nothing from volumes. One that names a household or account counts for it.</summary>
    public IReadOnlyList<(ContactRequest Request, ContactState State)> Contacts { get; init; } = [];

    /// <summary>Offers; one that the ledger knows already is left as it is there.</summary>
    public IReadOnlyList<Offer> Offers { get; init; } = [];

    /// <summary>Answers, in any order; one to an offer that nobody knows makes that offer.</summary>
    public IReadOnlyList<OfferResponse> Responses { get; init; } = [];

    /// <summary>Permissions.</summary>
    public IReadOnlyList<Consent> Consents { get; init; } = [];

    /// <summary>Objections: the customer, the contact point, or both; the only channel and purpose, or null for all.</summary>
    public IReadOnlyList<(CustomerId? Customer, string? ContactPoint, string? Channel, ContactPurpose? Purpose)> Objections { get; init; } = [];
}
