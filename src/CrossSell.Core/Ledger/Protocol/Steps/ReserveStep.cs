namespace CrossSell.Ledger;

/// <summary>Step 1 of the protocol: take a slot.</summary>
internal sealed class ReserveStep(Judge judge, DecisionDetail detail)
{
    public Reservation Run(LedgerSession session, PreparedRequest request)
    {
        Contact? known = session.Find(request.Root, request.Id);
        if (known is not null)
        {
            if (!string.Equals(known.Fingerprint, request.Fingerprint, StringComparison.Ordinal))
            {
                return new Reservation { Outcome = ReservationOutcome.IdempotencyConflict, Contact = known };
            }

            ContactState state = known.StateAt(session.Now);
            if (state != ContactState.Expired)
            {
                ReservationOutcome standing = ContactStates.IsWaiting(state) ? ReservationOutcome.Accepted : ReservationOutcome.AlreadySettled;
                return new Reservation { Outcome = standing, Contact = known, IsReplay = true };
            }
        }

        // A reservation that ran out is judged as if new, under a new fence: whoever still holds the old one is refused. What it took
        // from volumes it holds until it is swept.
        Contact candidate = request.At(session.Now, (known?.Fence ?? 0) + 1);
        bool holdsVolume = known is not null && ContactStates.HoldsVolume(known.State);
        Admission verdict = judge.Ask(session, candidate, request.CustomerHash, AdmissionStep.Reserve);
        IReadOnlyList<Contact> losers = [];
        if (!verdict.IsAdmitted && request.Request.MayBump)
        {
            (verdict, losers) = new BumpSearch(judge, session, candidate, request.CustomerHash).Find(verdict);
        }

        IReadOnlyList<Veto> missing = holdsVolume ? [] : session.Missing(candidate.Volumes);
        if (missing.Count > 0)
        {
            verdict = verdict with { Vetoes = [.. verdict.Vetoes, .. missing] };
        }

        if (!verdict.IsAdmitted)
        {
            Log(session, candidate, request.CustomerHash, verdict, "refused", DecisionDetail.All);
            return new Reservation { Outcome = ReservationOutcome.Refused, Admission = verdict };
        }

        Contact[] bumped = losers.Count == 0 ? [] : [.. losers.Select(loser => Bump(session, loser))];
        if (!holdsVolume)
        {
            session.Take(candidate.Volumes);
        }

        session.Put(candidate);
        Log(session, candidate, request.CustomerHash, verdict, "accepted", DecisionDetail.Accepted);
        return new Reservation { Outcome = ReservationOutcome.Accepted, Contact = candidate, Admission = verdict, Bumped = bumped };
    }

    private static Contact Bump(LedgerSession session, Contact loser)
    {
        Contact bumped = loser with { State = ContactState.Bumped, ExpiresAt = null, Fence = loser.Fence + 1, ChangedAt = session.Now };
        session.GiveBack(loser.Volumes);
        session.Put(bumped);
        return bumped;
    }

    private void Log(LedgerSession session, Contact candidate, ContactPointHash customer, Admission verdict, string outcome, DecisionDetail from)
    {
        if (detail >= from)
        {
            session.Changes.Add(DecisionRows.Of(session.Now, candidate, customer, "reserve", outcome, verdict, judge.PolicyHash));
        }
    }
}
