namespace CrossSell.Ledger;

/// <summary>Finds few contacts of lower priority whose slots let a candidate in: the lowest first, the latest taken first among equals.</summary>
internal sealed class BumpSearch(Judge judge, LedgerSession session, Contact candidate, ContactPointHash customer)
{
    /// <summary>The verdict with the losers gone, and the losers; the first verdict and nobody when no set of them helps.</summary>
    public (Admission Verdict, IReadOnlyList<Contact> Losers) Find(Admission refused)
    {
        Contact[] lower =
        [
            .. session.ContactsOf(candidate.Root)
                .Where(contact => contact.Id != candidate.Id && contact.Priority < candidate.Priority && ContactStates.IsWaiting(contact.StateAt(session.Now)))
                .OrderBy(contact => contact.Priority).ThenByDescending(contact => contact.ChangedAt).ThenBy(contact => contact.Id),
        ];
        var gone = new HashSet<Guid>();
        Admission verdict = refused;
        int taken = 0;
        while (!verdict.IsAdmitted && taken < lower.Length)
        {
            gone.Add(lower[taken++].Id);
            verdict = Ask(gone);
        }

        if (!verdict.IsAdmitted)
        {
            return (refused, []);
        }

        // Nobody gives way for nothing: whoever can stay, the highest priority first, stays.
        for (int i = taken - 1; i >= 0; i--)
        {
            gone.Remove(lower[i].Id);
            Admission without = Ask(gone);
            if (without.IsAdmitted)
            {
                verdict = without;
            }
            else
            {
                gone.Add(lower[i].Id);
            }
        }

        return (verdict, [.. lower.Where(contact => gone.Contains(contact.Id))]);
    }

    private Admission Ask(HashSet<Guid> gone) => judge.Ask(session, candidate, customer, AdmissionStep.Reserve, gone);
}
