using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.ContactPolicy;

/// <summary>Replays the contacts of one root, whose subjects no other root shares.</summary>
internal static class RootReplay
{
    /// <summary>What came about or was wanted, by instant; what was given up before anything was sent was not wanted any more.</summary>
    /// <exception cref="ArgumentException">A value is not finite, or a contact stands twice.</exception>
    public static SimulatedContact[] InOrder(IEnumerable<SimulatedContact> wanted)
    {
        SimulatedContact[] inOrder = [.. wanted.Where(one => !ContactStates.GaveUp(one.Contact.State)).OrderBy(one => one.Contact, ContactOrder.Instance)];
        for (int i = 0; i < inOrder.Length; i++)
        {
            if (!double.IsFinite(inOrder[i].Value))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The contact {inOrder[i].Contact.Id} is worth {inOrder[i].Value}; a value must be finite."), nameof(wanted));
            }

            if (i > 0 && inOrder[i].Contact.Id == inOrder[i - 1].Contact.Id)
            {
                throw new ArgumentException($"The contact {inOrder[i].Contact.Id} stands twice in the log.", nameof(wanted));
            }
        }

        return inOrder;
    }

    public static void Run(PolicySet policy, RootView rows, SimulatedContact[] inOrder, SimulationSums sums)
    {
        List<Contact> made = [];
        foreach (SimulatedContact one in inOrder)
        {
            Contact contact = one.Contact;
            if (policy.Horizon is { } horizon)
            {
                made.RemoveAll(earlier => contact.At - earlier.At > horizon);
            }

            Admission verdict = policy.Admit(new AdmissionContext
            {
                Candidate = contact with { State = ContactState.Reserved, ExpiresAt = null },
                Contacts = [.. made.Where(earlier => contact.Subjects.Any(earlier.Concerns))],
                Now = contact.At,
                Consents = [.. rows.Consents.Where(row => row.Customer == contact.Customer)],
                Holds = [.. rows.Holds.Where(row => row.Customer == contact.Customer)],
                ClassChanges = [.. rows.ClassChanges.Where(row => row.Customer == contact.Customer && row.At <= contact.At)],
            });
            sums.Add(one.Value, verdict.Vetoes);
            if (verdict.IsAdmitted)
            {
                // Whoever waits in the log for its dispatch is taken as sent: a slot that runs out would count no longer.
                made.Add(contact.State is >= ContactState.Unknown and <= ContactState.NoAnswer ? contact : contact with { State = ContactState.Sent, ExpiresAt = null });
            }
        }
    }
}
