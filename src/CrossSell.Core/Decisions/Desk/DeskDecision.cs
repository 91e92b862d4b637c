using CrossSell.Ledger;

namespace CrossSell;

/// <summary>What a desk sees when a customer is there: who he is, what was agreed, what to offer and why, and what not.</summary>
/// <remarks>Immutable.</remarks>
public sealed record DeskDecision
{
    /// <summary>The customer.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>Whether purchases or the ledger know anything of him at all. A mistyped number is not.</summary>
    public required bool IsKnown { get; init; }

    /// <summary>The instant of the decision.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why he is spoken to.</summary>
    public required Occasion Occasion { get; init; }

    /// <summary>His class in force: by yield and potential, lowered by the class of contacts; null when neither is known.</summary>
    public required ValueClass? Class { get; init; }

    /// <summary>Until when he is left in peace by outbound contacts; null when he is not.</summary>
    public required DateTimeOffset? PausedUntil { get; init; }

    /// <summary>How he stands to each category, in the order of names.</summary>
    public required IReadOnlyList<CategoryStanding> Categories { get; init; }

    /// <summary>The share of the categories that he owns, from 0 to 1; NaN when the catalogue has no categories.</summary>
    public required double Coverage { get; init; }

    /// <summary>Other occasions that are there at the same time, agreed call-backs first.</summary>
    public required IReadOnlyList<Occasion> Occasions { get; init; }

    /// <summary>Offers that wait for an answer, those to be followed up first, then the oldest. Speak of them before any new one.</summary>
    public required IReadOnlyList<Offer> OpenOffers { get; init; }

    /// <summary>The offers to make, best first. Empty where the occasion is not about selling.</summary>
    public required IReadOnlyList<DecidedOffer> Offers { get; init; }

    /// <summary>The last contacts, newest first.</summary>
    public required IReadOnlyList<Contact> LastContacts { get; init; }

    /// <summary>Every product that is not offered, with each reason and the first instant without it, in the order of the model's products.</summary>
    public required IReadOnlyList<EligibilityVerdict> NotOffered { get; init; }

    /// <summary>What speaks for caution although it bars nothing at a desk, such as data that are too old.</summary>
    public required IReadOnlyList<Veto> Warnings { get; init; }
}
