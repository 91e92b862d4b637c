namespace CrossSell.Ledger;

/// <summary>Everything of one customer goes; keyed digests of what he objected with stay.</summary>
internal static class EraseStep
{
    public static ErasureReceipt Run(LedgerSession session, CustomerRef customer, IEnumerable<ContactPointHash> points, ContactPointHash digest, bool objects)
    {
        RootView rows = Of(session.Root(customer.Root), customer.Customer, digest, alsoNameless: true);
        foreach (Contact waiting in rows.Contacts.Where(contact => ContactStates.IsWaiting(contact.State)))
        {
            session.GiveBack(waiting.Volumes);
        }

        // A root of his own is forgotten with him; in a household the digest stays beside the others, where it is seen under their lock.
        bool alone = customer.Root == SubjectKey.Of(customer.Customer);
        if (objects)
        {
            IEnumerable<ContactPointHash> all = points.Concat(rows.Contacts.Select(contact => contact.ContactPoint).OfType<ContactPointHash>()).Append(digest);
            foreach (ContactPointHash subject in all.Distinct())
            {
                ObjectionStep.Add(session, alone ? null : customer.Root, subject, null, null);
            }
        }

        session.Changes.Remove(new LedgerRemoval(rows, SubjectKey.Of(customer.Customer)));
        int count = rows.Contacts.Count + rows.Consents.Count + rows.ConsentUses.Count + rows.Holds.Count + rows.ClassChanges.Count + rows.Offers.Count
            + rows.Responses.Count + rows.Decisions.Count;
        return new ErasureReceipt(count, [.. rows.Contacts.Where(contact => contact.State == ContactState.Dispatching).Select(contact => contact.Id)]);
    }

    /// <summary>A customer's rows among those of his root.</summary>
    /// <param name="root">All rows.</param>
    /// <param name="customer">Whose are wanted.</param>
    /// <param name="digest">His digest, by which rows of the log say whose they are.</param>
    /// <param name="alsoNameless">Whether rows of an older schema count as his that say nobody's digest and belong to no contact kept.</param>
    public static RootView Of(RootView root, CustomerId customer, ContactPointHash digest, bool alsoNameless)
    {
        bool alone = root.Root == SubjectKey.Of(customer);
        HashSet<Guid> his = [.. root.Contacts.Where(row => row.Customer == customer).Select(row => row.Id)];
        HashSet<Guid> others = [.. root.Contacts.Where(row => row.Customer != customer).Select(row => row.Id)];
        return root with
        {
            Contacts = [.. root.Contacts.Where(row => row.Customer == customer)],
            Consents = [.. root.Consents.Where(row => row.Customer == customer)],
            ConsentUses = [.. root.ConsentUses.Where(row => row.Customer == customer)],
            Holds = [.. root.Holds.Where(row => row.Customer == customer)],
            ClassChanges = [.. root.ClassChanges.Where(row => row.Customer == customer)],
            Offers = [.. root.Offers.Where(row => row.Customer == customer)],
            Responses = [.. root.Responses.Where(row => row.Customer == customer)],
            Decisions = [.. root.Decisions.Where(row => alone || (row.Subject is { } whose ? whose == digest : his.Contains(row.ContactId) || (alsoNameless && !others.Contains(row.ContactId))))],
        };
    }
}
