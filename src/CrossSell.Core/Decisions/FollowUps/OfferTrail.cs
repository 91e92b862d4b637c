using CrossSell.Ledger;

namespace CrossSell.Decisions;

/// <summary>The contacts about one offer: how often it was followed up, when it was last spoken of, what is planned.</summary>
internal readonly struct OfferTrail
{
    public OfferTrail(Offer offer, IReadOnlyList<Contact> contacts, DateTimeOffset now)
    {
        int counted = 0;
        bool isFirst = true;
        LastAt = offer.LastPresentedAt > offer.CreatedAt ? offer.LastPresentedAt.Value : offer.CreatedAt;
        foreach (Contact contact in contacts)
        {
            ContactState state = contact.StateAt(now);
            if (contact.Customer != offer.Customer || ContactStates.GaveUp(state) || !contact.Offers.Contains(offer.Id, StringComparer.Ordinal))
            {
                continue;
            }

            LastChannel = contact.Channel;
            if (contact.At > now || ContactStates.IsWaiting(state))
            {
                Waiting ??= contact;
            }
            else if (contact.At > LastAt)
            {
                LastAt = contact.At;
            }

            // What presented the offer follows nothing up, and who was not reached was not asked.
            bool follows = contact.Direction == ContactDirection.Outbound && (!isFirst || contact.Tags.Contains(FollowUp.OfferTag, StringComparer.Ordinal));
            counted += follows && state is not (ContactState.Bounced or ContactState.NoAnswer) ? 1 : 0;
            isFirst = false;
        }

        Made = Math.Max(counted, offer.Presentations - 1);
    }

    /// <summary>How often it was followed up, a planned or reserved time included.</summary>
    public int Made { get; }

    /// <summary>When it was last spoken of, tries without an answer included.</summary>
    public DateTimeOffset LastAt { get; }

    /// <summary>The way of the last contact about it; null when there was none.</summary>
    public string? LastChannel { get; }

    /// <summary>The first contact about it that is planned or reserved.</summary>
    public Contact? Waiting { get; }
}
