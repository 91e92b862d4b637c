using CrossSell.Ledger;

namespace CrossSell;

/// <summary>Reads off contacts and answers how often customers were spoken to and declined.</summary>
internal static class ContactHistory
{
    /// <summary>Each contact that counts, with the decline that answers it, and each decline that answers none.</summary>
    public static List<CustomerContact> Of(IEnumerable<(ContactRequest Request, ContactState State)> contacts, IEnumerable<OfferResponse> answers)
    {
        ILookup<string, DateTime> made = contacts.Where(contact => Counts(contact.Request, contact.State)).ToLookup(contact => contact.Request.Customer.Value, contact => WallClock(InstantOf(contact.Request)), StringComparer.Ordinal);
        ILookup<string, DateTime> declines = Declines([.. answers]).ToLookup(answer => answer.Customer.Value, answer => WallClock(answer.At), StringComparer.Ordinal);
        var all = new List<CustomerContact>();
        foreach (string customer in made.Select(group => group.Key).Union(declines.Select(group => group.Key), StringComparer.Ordinal))
        {
            Add(new CustomerId(customer), [.. made[customer].Order()], [.. declines[customer].Order()], all);
        }

        return all;
    }

    // What customers asked for, or were told by contract, says nothing of what they are tired of; what came back reached nobody.
    private static bool Counts(ContactRequest request, ContactState state) =>
        request is { Direction: ContactDirection.Outbound, Purpose: ContactPurpose.Marketing }
        && state is ContactState.Unknown or ContactState.Sent or ContactState.Delivered or ContactState.Answered or ContactState.NoAnswer;

    // Several declines of one conversation are one; an answer that was corrected was none.
    private static IEnumerable<OfferResponse> Declines(OfferResponse[] answers) =>
        StandingAnswers.Of(answers).Where(answer => answer.Kind == OfferResponseKind.Declined)
            .GroupBy(answer => (answer.Customer, answer.Conversation)).Select(conversation => conversation.MinBy(answer => answer.At)!);

    private static void Add(CustomerId customer, DateTime[] made, DateTime[] declines, List<CustomerContact> all)
    {
        var declinedAt = new DateTime?[made.Length];
        foreach (DateTime at in declines)
        {
            int last = Array.FindLastIndex(made, contact => contact <= at);
            if (last >= 0 && declinedAt[last] is null)
            {
                declinedAt[last] = at;
            }
            else
            {
                all.Add(new CustomerContact(customer, at, Declined: true));
            }
        }

        all.AddRange(made.Select((at, place) => new CustomerContact(customer, at, declinedAt[place] is not null) { DeclinedAt = declinedAt[place] }));
    }

    private static DateTimeOffset InstantOf(ContactRequest request) =>
        request.At ?? throw new ArgumentException($"Contact '{request.IdempotencyKey}' of customer '{request.Customer}' names no instant; nobody knows what it came before.", nameof(request));

    private static DateTime WallClock(DateTimeOffset at) => DateTime.SpecifyKind(at.UtcDateTime, DateTimeKind.Unspecified);
}
