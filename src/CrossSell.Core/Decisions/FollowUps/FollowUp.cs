using CrossSell.Ledger;

namespace CrossSell;

/// <summary>A contact that follows up what was said before: an open offer, an agreed call-back, a purchase, a satisfied answer. Due, or left out with every reason.</summary>
/// <remarks>Immutable. Nothing is reserved by it: give <see cref="Request"/> to <see cref="CrossSellEngine.SendAsync"/> or <see cref="CrossSellEngine.ReserveAsync(ContactRequest, CancellationToken)"/>.</remarks>
public sealed record FollowUp
{
    /// <summary>Marks a contact that follows up an offer.</summary>
    public const string OfferTag = "follow-up";

    /// <summary>Marks a contact that asks whether all is well with a purchase; the product's id stands behind it.</summary>
    public const string AfterSaleTagPrefix = "after-sale:";

    /// <summary>Marks a contact that asks for a referral.</summary>
    public const string ReferralTag = "referral";

    /// <summary>Marks the record of a satisfied answer; the product's id stands behind it. See <see cref="CrossSellEngine.RecordSatisfactionAsync"/>.</summary>
    public const string SatisfiedTagPrefix = "satisfied:";

    /// <summary>Marks the record of an answer that was not satisfied; the product's id stands behind it.</summary>
    public const string UnsatisfiedTagPrefix = "unsatisfied:";

    /// <summary>Who.</summary>
    public required CustomerRef Customer { get; init; }

    /// <summary><see cref="OccasionKind.CallBack"/>, <see cref="OccasionKind.OpenOffer"/>, <see cref="OccasionKind.AfterSale"/> or <see cref="OccasionKind.Referral"/>.</summary>
    public required OccasionKind Kind { get; init; }

    /// <summary>The product that it is about.</summary>
    public required ProductId Product { get; init; }

    /// <summary>The offer; null after a sale and for a referral.</summary>
    public Offer? Offer { get; init; }

    /// <summary>From when on it is due.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Until when it makes sense, that instant excluded; null without an end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What the offer is worth, term by term; null where nothing is sold.</summary>
    public OfferValue? Value { get; init; }

    /// <summary>How urgent the offer is: 1 without an end, the more the nearer the end.</summary>
    public double Urgency { get; init; } = 1;

    /// <summary>How often the offer was followed up before.</summary>
    public int Made { get; init; }

    /// <summary>The contact to ask the ledger for.</summary>
    public required ContactRequest Request { get; init; }

    /// <summary>Everything that speaks against making the contact now; empty when it is due.</summary>
    public IReadOnlyList<Veto> Vetoes { get; init; } = [];

    /// <summary>Whether it is to be made now.</summary>
    public bool IsDue => Vetoes.Count == 0;

    /// <summary>The expected value times the urgency, by which offers stand in order; 0 where nothing is sold.</summary>
    public double Worth => Value is { } value ? value.Expected * Urgency : 0;

    /// <summary>The latest of the instants from which its vetoes fall away, a lower bound; null when one never does. The day it is due where nothing speaks against it.</summary>
    public DateTimeOffset? AgainAt => Vetoes.Count == 0 ? DueAt : new Admission { Vetoes = Vetoes }.EligibleAgainAt;
}
