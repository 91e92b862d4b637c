namespace CrossSell.Ledger;

/// <summary>An objection and the release of everything it stops, in one transaction.</summary>
internal static class ObjectionStep
{
    public static IReadOnlyList<Contact> Run(
        LedgerSession session, CustomerRef customer, IReadOnlyList<ContactPointHash> subjects, string? channel, ContactPurpose? purpose)
    {
        foreach (ContactPointHash subject in subjects)
        {
            Add(session, customer.Root, subject, channel, purpose);
        }

        var objection = new Objection { Subject = subjects[0], Channel = channel, Purpose = purpose, At = session.Now };
        Contact[] stopped =
        [
            .. session.ContactsOf(customer.Root).Where(contact =>
                contact.Customer == customer.Customer && contact.Direction == ContactDirection.Outbound
                && ContactStates.IsWaiting(contact.State) && objection.Stops(contact.Channel, contact.Purpose)),
        ];
        return [.. stopped.Select(contact => SettleStep.GiveUp(session, contact, ContactState.Released))];
    }

    public static void Add(LedgerSession session, SubjectKey? root, ContactPointHash subject, string? channel, ContactPurpose? purpose)
    {
        bool known = session.View.Objections.Any(row =>
            row.Subject == subject && row.LiftedFor.Count == 0 && row.Purpose == purpose && string.Equals(row.Channel, channel, StringComparison.Ordinal));
        if (!known)
        {
            session.Changes.Add(root, new Objection { Subject = subject, Channel = channel, Purpose = purpose, At = session.Now });
        }
    }
}
