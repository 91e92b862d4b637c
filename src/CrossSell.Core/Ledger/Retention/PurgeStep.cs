namespace CrossSell.Ledger;

/// <summary>Deletes what is past its period and needed for no promise, of one root.</summary>
internal static class PurgeStep
{
    public static PurgeReceipt Run(LedgerSession session, SubjectKey root, RetentionPolicy policy, TimeSpan? horizon)
    {
        RootView all = session.Root(root);
        (RootView rows, int kept) = new ExpiredRows(all, policy, horizon, session.Now).Find();
        int count = ExpiredRows.Count(rows);
        bool isEmpty = count == ExpiredRows.Count(all);
        if (count == 0 && !isEmpty)
        {
            return new PurgeReceipt { At = session.Now, Kept = kept };
        }

        // A reservation that ran out and was never swept still holds what it took.
        foreach (Contact contact in rows.Contacts.Where(contact => ContactStates.IsWaiting(contact.State)))
        {
            session.GiveBack(contact.Volumes);
        }

        // Nothing left: the names of those who lived here go too.
        session.Changes.Remove(new LedgerRemoval(rows, isEmpty ? root : null));
        return new PurgeReceipt
        {
            At = session.Now,
            Contacts = rows.Contacts.Count,
            Offers = rows.Offers.Count,
            Responses = rows.Responses.Count,
            Consents = rows.Consents.Count,
            ConsentUses = rows.ConsentUses.Count,
            Holds = rows.Holds.Count,
            ClassChanges = rows.ClassChanges.Count,
            Decisions = rows.Decisions.Count,
            Roots = isEmpty ? 1 : 0,
            Kept = kept,
        };
    }
}
