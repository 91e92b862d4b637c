using CrossSell.Ledger;

namespace CrossSell.Tests.Ledger;

/// <summary>What a reservation leaves for the garbage collector. It is counted, not timed, so it is the same on a busy machine.</summary>
public sealed class ReserveAllocationTests
{
    private const int Calls = 2_000;
    private const int Rounds = 30;

    /// <summary>7.4 KB are counted here: the contact, the row of the log, their texts and digests are a good third of it. With the lists and iterators once made along the way it was over 10 KB.</summary>
    private const long Most = 8_000;

    [Fact]
    public async Task A_reservation_allocates_a_few_thousand_bytes_and_no_more()
    {
        await using var store = new InMemoryLedgerStore(TimeProvider.System);
        var ledger = new ContactLedger(
            store, new PolicySetBuilder().Add(ContactRule.AtMost(2).Within(TimeSpan.FromDays(7))).Build(), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        // Code that is not compiled with all optimizations yet allocates more, and on a busy machine that compilation comes late: the rounds go on until it has come.
        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least > Most; round++)
        {
            ContactRequest[] requests =
            [
                .. Enumerable.Range(round * Calls, Calls).Select(i => FormattableString.Invariant($"C{i:00000}")).Select(name => new ContactRequest
                {
                    IdempotencyKey = "spring/" + name, Customer = new CustomerId(name), Channel = "email", Campaign = "spring", Offers = ["O-1"],
                }),
            ];

            long before = GC.GetAllocatedBytesForCurrentThread();
            Task<bool[]> answers = ReserveAsync(ledger, requests);
            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / Calls);
            Assert.True(answers.IsCompletedSuccessfully, "the store in memory answers at once, on this thread");
            Assert.All(await answers, Assert.True);
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        Assert.True(least <= Most, $"{least} bytes are allocated for a reservation; at most {Most} were expected.");
    }

    private static async Task<bool[]> ReserveAsync(ContactLedger ledger, ContactRequest[] requests)
    {
        var accepted = new bool[requests.Length];
        for (int i = 0; i < requests.Length; i++)
        {
            accepted[i] = (await ledger.ReserveAsync(requests[i])).IsAccepted;
        }

        return accepted;
    }
}
