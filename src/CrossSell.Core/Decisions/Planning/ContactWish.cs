using CrossSell.Ledger;

namespace CrossSell;

/// <summary>A contact that is worth making some time in the weeks to come.</summary>
/// <param name="Request">What would be asked of the ledger; channel and instant are the plan's to say, and what stands there is not looked at.</param>
/// <param name="Value">What it is worth when the customer answers, 0 or more; in the currency of the channels' costs.</param>
/// <param name="From">From when on it makes sense; null for at once.</param>
/// <param name="Until">Until when, that instant excluded; null for the whole plan.</param>
/// <remarks>Immutable.</remarks>
public sealed record ContactWish(ContactRequest Request, double Value, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    /// <summary>The wish that a follow-up is, due or not: its day and its end are kept, its worth is what an answer brings.</summary>
    /// <param name="followUp">The follow-up.</param>
    public static ContactWish Of(FollowUp followUp)
    {
        ArgumentNullException.ThrowIfNull(followUp);
        return new ContactWish(followUp.Request, Math.Max(0, followUp.Worth), followUp.DueAt, followUp.Until);
    }
}
