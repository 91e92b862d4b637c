namespace CrossSell.Ledger;

/// <summary>Makes rows of the decision log.</summary>
internal static class DecisionRows
{
    public static DecisionRecord Of(DateTimeOffset now, Contact contact, ContactPointHash customer, string mode, string outcome, Admission verdict, string policyHash) => new()
    {
        Id = LedgerIds.DecisionId(contact.Id, mode, now, contact.Fence, outcome),
        Root = contact.Root,
        Subject = customer,
        At = now,
        Mode = mode,
        Outcome = outcome,
        ContactId = contact.Id,
        PolicyHash = policyHash,
        Vetoes = verdict.Vetoes,
        Exemption = verdict.Exemption,
    };
}
