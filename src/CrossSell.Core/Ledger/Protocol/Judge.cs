namespace CrossSell.Ledger;

/// <summary>Asks the rules about a contact with everything the session knows of its subjects. An objection is absolute and needs no rule.</summary>
internal sealed class Judge(IContactAdmission rules)
{
    public string PolicyHash => rules.PolicyHash;

    public Admission Ask(LedgerSession session, Contact candidate, ContactPointHash customer, AdmissionStep step, IReadOnlyCollection<Guid>? without = null)
    {
        RootView root = session.Root(candidate.Root);
        IReadOnlyList<Objection> objections = session.View.Objections.Count == 0 ? [] :
        [
            .. session.View.Objections.Where(row => row.Subject == customer || (candidate.ContactPoint is { } point && row.Subject == point)),
        ];
        Admission verdict = rules.Admit(new AdmissionContext
        {
            Candidate = candidate,
            Contacts = Others(session.ContactsOf(candidate.Root), candidate, without),
            Now = session.Now,
            Step = step,
            Consents = root.Consents.Count == 0 ? [] : [.. root.Consents.Where(row => row.Customer == candidate.Customer)],
            Objections = objections,
            Holds = root.Holds.Count == 0 ? [] : [.. root.Holds.Where(row => row.Customer == candidate.Customer)],
            ClassChanges = root.ClassChanges.Count == 0 ? [] : [.. root.ClassChanges.Where(row => row.Customer == candidate.Customer)],
        });
        return Objected(candidate, objections) && !verdict.Vetoes.Any(veto => string.Equals(veto.Code, "CNS.OBJECTION", StringComparison.Ordinal))
            ? verdict with { Vetoes = [new Veto { Code = "CNS.OBJECTION" }, .. verdict.Vetoes] }
            : verdict;
    }

    private static bool Objected(Contact candidate, IReadOnlyList<Objection> objections) =>
        objections.Count > 0 && candidate.Direction == ContactDirection.Outbound && objections.Any(row => row.Stops(candidate.Channel, candidate.Purpose));

    private static List<Contact> Others(List<Contact> all, Contact candidate, IReadOnlyCollection<Guid>? without)
    {
        var others = new List<Contact>(all.Count);
        foreach (Contact contact in all)
        {
            if (contact.Id != candidate.Id && (without is null || !without.Contains(contact.Id)) && SharesSubject(contact, candidate))
            {
                others.Add(contact);
            }
        }

        return others;
    }

    private static bool SharesSubject(Contact contact, Contact candidate)
    {
        for (int i = 0; i < candidate.Subjects.Count; i++)
        {
            if (contact.Concerns(candidate.Subjects[i]))
            {
                return true;
            }
        }

        return false;
    }
}
