using CrossSell.Ledger;

namespace CrossSell.Testing.Tests.Ledger;

/// <summary>
/// A small model checker: three clients of four steps each want the same customer's slots, and every one of the 34,650 orders of their steps is tried on a ledger of
/// its own. Steps of a ledger are atomic, so these are all the histories that three such clients can have.
/// </summary>
public sealed class InterleavingTests
{
    private const int Clients = 3;
    private const int Steps = 4;
    private static readonly LimitSpec Two = new() { Name = "two", Limit = 2, Window = TimeSpan.FromDays(7) };

    [Fact]
    public void In_every_order_of_steps_the_limit_holds_and_bumping_spares_what_is_dispatched()
    {
        int[][] orders = [.. Orders([Steps, Steps, Steps], [])];

        Assert.Equal(34_650, orders.Length);
        Parallel.ForEach(orders, Try);
    }

    private static void Try(int[] order)
    {
        var clock = new ManualClock();
        var store = new InMemoryLedgerStore(clock);
        var ledger = new ContactLedger(store, new PlainLimits(Two), new ContactLedgerOptions { ContactPointKey = new byte[32], DecisionDetail = DecisionDetail.None });
        Contact?[] held = new Contact?[Clients];
        bool[] sent = new bool[Clients];
        int[] next = new int[Clients];

        // Orders that begin alike stand in the same states until they part: each beginning is looked at once, in the first order that has it.
        int looked = order.Length - 1;
        while (looked > 0 && (looked == order.Length - 1 || order[looked] <= order[looked + 1]))
        {
            looked--;
        }

        for (int step = 0; step < order.Length; step++)
        {
            int client = order[step];

            // The first client gives its slot back between two tries, the second sends, the third has priority and bumps; time passes at the third's second step.
            switch (client, next[client]++)
            {
                case (0, 0 or 2):
                    held[0] = Reserve(0, $"a{next[0]}", priority: 0);
                    break;
                case (0, 1) when held[0] is { } first:
                    ledger.ReleaseAsync(ContactRef.Of(first)).AsTask().GetAwaiter().GetResult();
                    break;
                case (0, 3) or (1, 1) or (2, 2) when held[client] is { } mine:
                    Dispatch begun = ledger.BeginDispatchAsync(mine).AsTask().GetAwaiter().GetResult();
                    sent[client] = begun.IsBegun;
                    held[client] = begun.IsBegun ? begun.Contact : held[client];
                    break;
                case (1, 0):
                    held[1] = Reserve(1, "b", priority: 1);
                    break;
                case (1, 2) or (2, 3) when sent[client]:
                    ledger.CommitAsync(ContactRef.Of(held[client]!), ContactState.Sent).AsTask().GetAwaiter().GetResult();
                    break;
                case (1, 3):
                    Reserve(1, "b2", priority: 1);
                    break;
                case (2, 0):
                    clock.Advance(TimeSpan.FromMinutes(8));
                    break;
                case (2, 1):
                    held[2] = Reserve(2, "c", priority: 2);
                    break;
                default:
                    break;
            }

            if (step < looked)
            {
                continue;
            }

            IReadOnlyList<Contact> all = ledger.ReadAsync(CustomerRef.Of(new CustomerId("C"))).AsTask().GetAwaiter().GetResult().Contacts;
            DateTimeOffset now = clock.GetUtcNow();
            bool broken = Two.IsBrokenBy(all.Where(contact => PlainLimits.Counts(contact, now)));
            bool lost = Enumerable.Range(0, Clients).Any(i => sent[i] && all.Single(c => c.Id == held[i]!.Id).State is not (ContactState.Dispatching or ContactState.Sent));
            if (broken || lost)
            {
                Assert.Fail($"The limit was {(broken ? "exceeded" : "kept, but a dispatched contact gave way")} in the order {string.Join(' ', order)}.");
            }
        }

        Contact? Reserve(int client, string key, int priority) => ledger.ReserveAsync(new ContactRequest
        {
            IdempotencyKey = key, Customer = new CustomerId("C"), Channel = "phone", Priority = priority, MayBump = client == 2, TimeToLive = TimeSpan.FromMinutes(5),
        }).AsTask().GetAwaiter().GetResult() is { IsAccepted: true } taken ? taken.Contact : null;
    }

    private static IEnumerable<int[]> Orders(int[] left, int[] sofar)
    {
        if (left.All(count => count == 0))
        {
            yield return sofar;
        }

        for (int client = 0; client < left.Length; client++)
        {
            if (left[client] > 0)
            {
                int[] rest = [.. left];
                rest[client]--;
                foreach (int[] order in Orders(rest, [.. sofar, client]))
                {
                    yield return order;
                }
            }
        }
    }
}
