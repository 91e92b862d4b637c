namespace CrossSell.Ledger;

/// <summary>Writes down a contact that is not made, because its customer is in a control group.</summary>
internal static class GhostStep
{
    public static Reservation Run(LedgerSession session, Judge judge, PreparedRequest request, string code)
    {
        if (session.Find(request.Root, request.Id) is { } known)
        {
            bool same = string.Equals(known.Fingerprint, request.Fingerprint, StringComparison.Ordinal) && known.State == ContactState.Released;
            return new Reservation { Outcome = same ? ReservationOutcome.Accepted : ReservationOutcome.IdempotencyConflict, Contact = known, IsReplay = same };
        }

        Contact candidate = request.At(session.Now, 1);
        Admission verdict = judge.Ask(session, candidate, request.CustomerHash, AdmissionStep.Reserve);
        if (!verdict.IsAdmitted)
        {
            return new Reservation { Outcome = ReservationOutcome.Refused, Admission = verdict };
        }

        Contact ghost = candidate with { State = ContactState.Released, ExpiresAt = null, CountsTowardCaps = false };
        session.Put(ghost);

        // The log gets its row whatever else is logged: it is what says that the customer was left out by lot.
        var reason = new Veto { Code = code, Parameters = ghost.Campaign is { } campaign ? [new("campaign", campaign)] : [] };
        session.Changes.Add(DecisionRows.Of(session.Now, ghost, request.CustomerHash, "plan", "ghost", Admission.Refused(reason), judge.PolicyHash));
        return new Reservation { Outcome = ReservationOutcome.Accepted, Contact = ghost };
    }
}
