using System.Globalization;

namespace CrossSell.Ledger;

/// <summary>A customer who objected agreed anew, for one channel and purpose: the permission, the lift and a row of the log, in one transaction.</summary>
internal static class LiftStep
{
    public static LiftReceipt Run(
        LedgerSession session, CustomerRef customer, IReadOnlyList<ContactPointHash> subjects, Consent consent, string reason, string by, string policyHash)
    {
        Objection[] standing = [.. session.View.Objections.Where(row => subjects.Contains(row.Subject) && row.Stops(consent.Channel, consent.Purpose))];
        Consent? known = session.Root(customer.Root).Consents.FirstOrDefault(row => row.Customer == consent.Customer && string.Equals(row.Id, consent.Id, StringComparison.Ordinal));
        LiftOutcome outcome = known is not null && known != consent ? LiftOutcome.Conflict
            : consent.From > session.Now || consent.To <= session.Now ? LiftOutcome.NotInForce
            : Array.Exists(standing, row => row.At >= consent.From) ? LiftOutcome.OlderThanObjection
            : standing.Length == 0 ? LiftOutcome.NothingToLift : LiftOutcome.Lifted;
        if (outcome is not (LiftOutcome.Lifted or LiftOutcome.NothingToLift))
        {
            return new LiftReceipt(outcome, standing);
        }

        if (known is null)
        {
            session.Changes.Add(customer.Root, consent);
        }

        foreach (ContactPointHash subject in standing.Select(row => row.Subject).Distinct())
        {
            // The lift bears the instant of the permission: what is objected after it, and not yet seen here, stands.
            session.Changes.Add(
                customer.Root, new Objection { Subject = subject, Channel = consent.Channel, Purpose = consent.Purpose, At = consent.From, IsLift = true });
        }

        if (outcome == LiftOutcome.Lifted)
        {
            session.Changes.Add(Row(session.Now, customer, subjects[0], standing, consent, reason, by, policyHash));
        }

        return new LiftReceipt(outcome, standing);
    }

    private static DecisionRecord Row(
        DateTimeOffset now, CustomerRef customer, ContactPointHash subject, Objection[] standing, Consent consent, string reason, string by, string policyHash)
    {
        Guid id = LedgerIds.ContactId(customer.Tenant, customer.Root, $"lift|{customer.Customer}|{consent.Id}");
        return new DecisionRecord
        {
            Id = LedgerIds.DecisionId(id, "lift", now, 0, "lifted"),
            Root = customer.Root,
            Subject = subject,
            At = now,
            Mode = "lift",
            Outcome = "lifted",
            ContactId = id,
            PolicyHash = policyHash,
            Vetoes =
            [
                .. standing.Select(row => new Veto
                {
                    Code = "CNS.OBJECTION",
                    Parameters =
                    [
                        new("since", row.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)), new("channel", consent.Channel),
                        new("purpose", consent.Purpose.ToString()), new("reason", reason), new("by", by),
                    ],
                    Evidence = [consent.Id],
                }),
            ],
        };
    }
}
