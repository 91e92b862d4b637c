using CrossSell.Ledger;

namespace CrossSell.Core.Tests.Propensity;

/// <summary>How often customers were spoken to and declined, read off records of contacts and answers.</summary>
public sealed class ContactHistoryTests
{
    private static readonly DateTimeOffset s_start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CustomerId s_ann = new("ann");

    [Fact]
    public void A_decline_belongs_to_the_last_contact_before_it_and_is_not_known_before_it_was_said()
    {
        var contacts = CustomerContacts.Of([Contact(day: 1), Contact(day: 10)], [Answer(day: 15)]);

        Assert.Equal((0, 0), At(contacts, day: 1));
        Assert.Equal((1, 0), At(contacts, day: 5));
        Assert.Equal((2, 0), At(contacts, day: 15));
        Assert.Equal((2, 1), At(contacts, day: 16));
    }

    [Fact]
    public void A_decline_that_answers_no_contact_is_a_contact_of_its_own()
    {
        var contacts = CustomerContacts.Of([Contact(day: 10)], [Answer(day: 5), Answer(day: 11), Answer(day: 20)]);

        Assert.Equal((1, 1), At(contacts, day: 6));
        Assert.Equal((2, 2), At(contacts, day: 12));
        Assert.Equal((3, 3), At(contacts, day: 21));
    }

    [Fact]
    public void What_customers_asked_for_what_was_no_marketing_and_what_came_back_counts_nothing()
    {
        (ContactRequest Request, ContactState State)[] none =
        [
            Contact(day: 1, state: ContactState.Bounced), Contact(day: 2, state: ContactState.Released), Contact(day: 3, state: ContactState.Planned), Contact(day: 4, state: ContactState.FailedNotSent),
            Contact(day: 5) with { Request = Contact(day: 5).Request with { Direction = ContactDirection.Inbound } },
            Contact(day: 6) with { Request = Contact(day: 6).Request with { Purpose = ContactPurpose.Contractual } },
        ];
        ContactState[] some = [ContactState.Unknown, ContactState.Sent, ContactState.Delivered, ContactState.Answered, ContactState.NoAnswer];

        Assert.Equal((0, 0), At(CustomerContacts.Of(none, []), day: 99));
        Assert.Equal((5, 0), At(CustomerContacts.Of([.. none, .. some.Select((state, day) => Contact(day, state))], []), day: 99));
    }

    [Fact]
    public void Declines_of_one_conversation_count_once_and_answers_that_were_corrected_or_are_no_declines_do_not_count()
    {
        OfferResponse first = Answer(day: 5);
        var contacts = CustomerContacts.Of(
            [Contact(day: 1), Contact(day: 20)],
            [
                first, first with { Id = "same call", Product = new ProductId("other") },
                Answer(day: 21) with { Id = "wrong" }, Answer(day: 22, OfferResponseKind.Accepted) with { Id = "right", Supersedes = "wrong" },
            ]);

        Assert.Equal((2, 1), At(contacts, day: 99));
    }

    [Fact]
    public void The_order_of_the_records_changes_nothing_and_instants_are_those_of_utc()
    {
        (ContactRequest Request, ContactState State)[] made = [Contact(day: 1), Contact(day: 10), Contact(day: 20)];
        OfferResponse[] answers = [Answer(day: 2), Answer(day: 12), Answer(day: 30)];
        var one = CustomerContacts.Of(made, answers);
        var other = CustomerContacts.Of(made.Reverse(), answers.Reverse());
        for (int day = 0; day < 40; day++)
        {
            Assert.Equal(At(one, day), At(other, day));
        }

        ContactRequest east = made[0].Request with { At = new DateTimeOffset(2025, 1, 2, 1, 0, 0, TimeSpan.FromHours(2)) };
        Assert.Equal((1, 0), CustomerContacts.Of([(east, ContactState.Sent)], []).Count(s_ann, new DateTime(2025, 1, 2)));
    }

    private static (int Contacts, int Declines) At(CustomerContacts contacts, int day) => contacts.Count(s_ann, s_start.UtcDateTime.AddDays(day));

    private static (ContactRequest Request, ContactState State) Contact(int day, ContactState state = ContactState.Sent) =>
        (new ContactRequest { IdempotencyKey = $"c{day}", Customer = s_ann, Channel = "email", At = s_start.AddDays(day), Direction = ContactDirection.Outbound, Purpose = ContactPurpose.Marketing }, state);

    private static OfferResponse Answer(int day, OfferResponseKind kind = OfferResponseKind.Declined) => new()
    {
        Id = $"a{day}", OfferId = $"o{day}", Customer = s_ann, Product = new ProductId("p"), Kind = kind, Conversation = $"call of day {day}", At = s_start.AddDays(day),
    };
}
