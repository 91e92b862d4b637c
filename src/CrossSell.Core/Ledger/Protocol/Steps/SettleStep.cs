namespace CrossSell.Ledger;

/// <summary>Steps 4 and 5 of the protocol: what became of a contact. All of it is safe to repeat.</summary>
internal static class SettleStep
{
    public static Settlement Commit(LedgerSession session, ContactRef reference, ContactState outcome, long? fence)
    {
        Contact? known = session.Find(reference.Root, reference.Id);
        if (known is null)
        {
            return new Settlement(SettlementOutcome.NotFound, null);
        }

        if (fence is { } held && held != known.Fence)
        {
            return new Settlement(SettlementOutcome.Fenced, known);
        }

        if (ContactStates.Includes(known.State, outcome))
        {
            return new Settlement(SettlementOutcome.Settled, known);
        }

        return ContactStates.MayBecome(known.State, outcome)
            ? new Settlement(SettlementOutcome.Settled, Change(session, known, outcome))
            : new Settlement(SettlementOutcome.NotPossible, known);
    }

    public static Settlement Release(LedgerSession session, ContactRef reference, bool notSent, long? fence)
    {
        Contact? known = session.Find(reference.Root, reference.Id);
        if (known is null)
        {
            return new Settlement(SettlementOutcome.NotFound, null);
        }

        if (ContactStates.GaveUp(known.State))
        {
            return new Settlement(SettlementOutcome.Settled, known);
        }

        if (fence is { } held && held != known.Fence)
        {
            return new Settlement(SettlementOutcome.Fenced, known);
        }

        ContactState? next = known.State switch
        {
            ContactState.Planned or ContactState.Reserved => ContactState.Released,
            ContactState.Dispatching or ContactState.Unknown when notSent => ContactState.FailedNotSent,
            _ => null,
        };
        return next is { } state
            ? new Settlement(SettlementOutcome.Settled, GiveUp(session, known, state))
            : new Settlement(SettlementOutcome.NotPossible, known);
    }

    /// <summary>Dispatching since before the instant: nobody knows. It counts, and it is not sent again.</summary>
    public static Contact? Lose(LedgerSession session, ContactRef reference, DateTimeOffset since) =>
        session.Find(reference.Root, reference.Id) is { State: ContactState.Dispatching } known && known.ChangedAt <= since
            ? Change(session, known, ContactState.Unknown)
            : null;

    /// <summary>A reservation that ran out is written down as expired and gives back what it took.</summary>
    public static Contact? Sweep(LedgerSession session, ContactRef reference) =>
        session.Find(reference.Root, reference.Id) is { State: ContactState.Reserved } known && known.StateAt(session.Now) == ContactState.Expired
            ? GiveUp(session, known, ContactState.Expired)
            : null;

    public static Contact GiveUp(LedgerSession session, Contact known, ContactState state)
    {
        session.GiveBack(known.Volumes);
        return Change(session, known, state);
    }

    private static Contact Change(LedgerSession session, Contact known, ContactState state)
    {
        Contact changed = known with { State = state, ExpiresAt = null, ChangedAt = session.Now };
        session.Put(changed);
        return changed;
    }
}
