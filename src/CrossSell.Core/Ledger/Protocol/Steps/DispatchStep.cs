namespace CrossSell.Ledger;

/// <summary>Step 2 of the protocol: the last look before something is sent.</summary>
internal sealed class DispatchStep(Judge judge, DecisionDetail detail)
{
    public Dispatch Run(LedgerSession session, ContactRef reference, long fence, ContactPointHash customer)
    {
        Contact? known = session.Find(reference.Root, reference.Id);
        if (known is null)
        {
            return new Dispatch { Outcome = DispatchOutcome.NotFound };
        }

        if (known.Fence != fence)
        {
            return new Dispatch { Outcome = DispatchOutcome.Fenced, Contact = known };
        }

        ContactState state = known.StateAt(session.Now);
        if (!ContactStates.IsWaiting(state) && state != ContactState.Expired)
        {
            return new Dispatch { Outcome = DispatchOutcome.AlreadySettled, Contact = known };
        }

        if (known.At > session.Now)
        {
            return Refuse(session, known, customer, Admission.Refused(new Veto { Code = "PLN.NOT_DUE", EligibleAgainAt = known.At }), DispatchOutcome.Refused);
        }

        return state == ContactState.Reserved ? Continue(session, known, customer) : Again(session, known, state, customer);
    }

    /// <summary>The slot is good; only what can have changed since is looked at.</summary>
    private Dispatch Continue(LedgerSession session, Contact known, ContactPointHash customer)
    {
        Contact candidate = Begun(session, known);
        Admission verdict = judge.Ask(session, candidate, customer, AdmissionStep.Dispatch);
        return verdict.IsAdmitted ? Begin(session, candidate, customer, verdict) : Refuse(session, known, customer, verdict, DispatchOutcome.Refused);
    }

    /// <summary>The reservation ran out, or the planned instant has passed: judged as if new, at this instant.</summary>
    private Dispatch Again(LedgerSession session, Contact known, ContactState state, ContactPointHash customer)
    {
        DateOnly day = TimeZoneInfo.TryFindSystemTimeZoneById(known.Zone, out TimeZoneInfo? zone)
            ? PreparedRequest.LocalDate(session.Now, zone)
            : DateOnly.FromDateTime(session.Now.UtcDateTime);
        Contact candidate = Begun(session, known) with { At = session.Now, LocalDate = day };
        Admission verdict = judge.Ask(session, candidate, customer, AdmissionStep.Reserve);
        Admission still = judge.Ask(session, candidate, customer, AdmissionStep.Dispatch);
        bool holdsVolume = ContactStates.HoldsVolume(known.State);
        verdict = verdict with
        {
            Vetoes = [.. verdict.Vetoes, .. still.Vetoes.Where(veto => !verdict.Vetoes.Any(v => Same(v, veto))), .. holdsVolume ? [] : session.Missing(known.Volumes)],
            ConsentId = still.ConsentId ?? verdict.ConsentId,
        };
        if (!verdict.IsAdmitted)
        {
            return Refuse(session, known, customer, verdict, state == ContactState.Expired ? DispatchOutcome.ReservationExpired : DispatchOutcome.Refused);
        }

        if (!holdsVolume)
        {
            session.Take(known.Volumes);
        }

        return Begin(session, candidate, customer, verdict);
    }

    private static bool Same(Veto a, Veto b) =>
        string.Equals(a.Code, b.Code, StringComparison.Ordinal) && string.Equals(a.RuleId, b.RuleId, StringComparison.Ordinal);

    private static Contact Begun(LedgerSession session, Contact known) =>
        known with { State = ContactState.Dispatching, ExpiresAt = null, Fence = known.Fence + 1, ChangedAt = session.Now };

    private Dispatch Begin(LedgerSession session, Contact candidate, ContactPointHash customer, Admission verdict)
    {
        session.Put(candidate);
        if (verdict.ConsentId is { } consent)
        {
            session.Changes.Add(candidate.Root, new ConsentUse(candidate.Customer, consent, candidate.Id, session.Now));
        }

        Log(session, candidate, customer, verdict, "begun", DecisionDetail.Accepted);
        return new Dispatch { Outcome = DispatchOutcome.Begun, Contact = candidate, Admission = verdict };
    }

    private Dispatch Refuse(LedgerSession session, Contact known, ContactPointHash customer, Admission verdict, DispatchOutcome outcome)
    {
        Log(session, known, customer, verdict, "refused", DecisionDetail.All);
        return new Dispatch { Outcome = outcome, Contact = known, Admission = verdict };
    }

    private void Log(LedgerSession session, Contact contact, ContactPointHash customer, Admission verdict, string outcome, DecisionDetail from)
    {
        if (detail >= from)
        {
            session.Changes.Add(DecisionRows.Of(session.Now, contact, customer, "dispatch", outcome, verdict, judge.PolicyHash));
        }
    }
}
