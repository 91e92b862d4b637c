using CrossSell.Ledger;

namespace CrossSell.Testing.Tests.Ledger;

public sealed class LedgerContractTests
{
    private const int Rounds = 8;

    public static TheoryData<string> Cases => [.. LedgerContract.Cases.Select(one => one.Name)];

    public static TheoryData<string> Mistakes => [.. Enum.GetNames<Mistake>()];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_store_in_memory_keeps_the_contract(string name) =>
        LedgerContract.Cases.Single(one => one.Name == name).RunAsync(new InMemoryFixture());

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task The_contract_catches_every_known_mistake(string mistake)
    {
        // A race shows by chance: rounds are run until it does, and the right store stands as many.
        bool shown = false;
        for (int round = 0; round < Rounds && !shown; round++)
        {
            shown = (await LedgerContract.RunAsync(new KnownBadFixture(Enum.Parse<Mistake>(mistake)))).Count > 0;
        }

        Assert.True(shown, $"{mistake} stood {Rounds} rounds.");
    }

    [Fact]
    public async Task The_right_store_stands_as_many_rounds_as_the_wrong_ones_are_given()
    {
        for (int round = 0; round < Rounds; round++)
        {
            Assert.Empty(await LedgerContract.RunAsync(new InMemoryFixture()));
        }
    }

    [Fact]
    public async Task Faults_before_and_after_the_write_lose_nothing_and_exceed_nothing()
    {
        var clock = new ManualClock();
        await using var store = new FaultInjectingStore(new InMemoryLedgerStore(clock), FaultInjectingStore.Share(seed: 7, oneIn: 3));
        var limit = new LimitSpec { Name = "two", Limit = 2, Window = TimeSpan.FromDays(7) };
        var ledger = new ContactLedger(store, new PlainLimits(limit), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        var history = new LedgerHistory(ledger, clock);
        int unanswered = 0;
        for (int i = 0; i < 400; i++)
        {
            try
            {
                var request = new ContactRequest { IdempotencyKey = "k" + (i % 5), Customer = new("C-" + (i / 5 % 20)), Channel = "phone" };
                Reservation result = await history.ReserveAsync(request);
                if (result.IsAccepted)
                {
                    await history.BeginDispatchAsync(result.Contact!);
                }
            }
            catch (LedgerException)
            {
                unanswered++;
            }
        }

        Assert.InRange(store.Faults, 50, 400);
        Assert.InRange(unanswered, 1, 400);
        Assert.Empty(history.Check(limit));
        for (int c = 0; c < 20; c++)
        {
            Assert.Equal(2, (await ledger.ReadAsync(CustomerRef.Of(new("C-" + c)))).Contacts.Count);
        }
    }
}
