namespace CrossSell.Ledger;

/// <summary>What the states of a contact mean to the protocol.</summary>
internal static class ContactStates
{
    /// <summary>Whether the contact, as stored, holds what it took from volumes.</summary>
    public static bool HoldsVolume(ContactState stored) => !GaveUp(stored);

    /// <summary>Whether the slot was given up: nothing was sent and nothing counts.</summary>
    public static bool GaveUp(ContactState state) =>
        state is ContactState.Released or ContactState.Expired or ContactState.Bumped or ContactState.FailedNotSent;

    /// <summary>Whether the slot waits for its dispatch.</summary>
    public static bool IsWaiting(ContactState state) => state is ContactState.Planned or ContactState.Reserved;

    /// <summary>Whether a contact that stands in one state may be committed to another: forward only, and never back to not knowing.</summary>
    public static bool MayBecome(ContactState from, ContactState to) => from switch
    {
        ContactState.Dispatching => to is ContactState.Unknown or ContactState.Sent or ContactState.Delivered or ContactState.Answered
            or ContactState.Bounced or ContactState.NoAnswer,
        ContactState.Unknown => to is ContactState.Sent or ContactState.Delivered or ContactState.Answered or ContactState.Bounced or ContactState.NoAnswer,
        ContactState.Sent => to is ContactState.Delivered or ContactState.Answered or ContactState.Bounced or ContactState.NoAnswer,
        ContactState.Delivered => to is ContactState.Answered or ContactState.Bounced or ContactState.NoAnswer,
        ContactState.NoAnswer => to is ContactState.Answered,
        _ => false,
    };

    /// <summary>Whether a later state includes that this one was reached, so that repeating it changes nothing.</summary>
    public static bool Includes(ContactState now, ContactState asked) =>
        now == asked || (asked is ContactState.Unknown or ContactState.Sent or ContactState.Delivered && MayBecome(asked, now));
}
