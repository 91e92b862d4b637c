using CrossSell.Ledger;
using static CrossSell.Testing.LedgerBench;

namespace CrossSell.Testing;

/// <summary>Many callers at once: the limit is exact, a key is one contact, and nothing waits for ever.</summary>
internal static class ConcurrencyCases
{
    private const int Callers = 8;

    public static IReadOnlyList<LedgerContractCase> All { get; } =
    [
        new("A limit is exact under contention, and the history can be right", Exact),
        new("A key that many ask for at once is one contact with one sender", OneKey),
        new("Batches that lock the same customers in opposite orders all end", Opposite),
        new("Releases and reservations at once never pass the limit", Churn),
        new("A reader sees a batch whole or not at all", WholeBatches),
    ];

    private static async Task Exact(LedgerBench bench)
    {
        const int Customers = 10, Attempts = 12;
        var history = new LedgerHistory(bench.Ledger, bench.Clock);
        await Crowd(bench, async caller =>
        {
            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                for (int i = 0; i < Customers; i++)
                {
                    string customer = "C-" + ((i + caller) % Customers);
                    await history.ReserveAsync(LedgerBench.Ask($"{caller}/{attempt}", customer), bench.Cancel).ConfigureAwait(false);
                }
            }
        }).ConfigureAwait(false);
        for (int i = 0; i < Customers; i++)
        {
            Same(2, (await bench.Contacts("C-" + i).ConfigureAwait(false)).Count, "Contacts of a customer with a limit of 2");
        }

        Judge(history);
    }

    private static async Task OneKey(LedgerBench bench)
    {
        var history = new LedgerHistory(bench.Ledger, bench.Clock);
        for (int round = 0; round < 10; round++)
        {
            string customer = "C-" + round;
            int senders = 0;
            await Crowd(bench, async caller =>
            {
                Reservation result = await history.ReserveAsync(LedgerBench.Ask("k", customer), bench.Cancel).ConfigureAwait(false);
                if (result.IsAccepted && (await history.BeginDispatchAsync(result.Contact!, bench.Cancel).ConfigureAwait(false)).IsBegun)
                {
                    Interlocked.Increment(ref senders);
                }
            }).ConfigureAwait(false);
            Same(1, senders, "Senders of one key");
            Same(1, (await bench.Contacts(customer).ConfigureAwait(false)).Count, "Contacts of one key");
        }

        Judge(history);
    }

    private static async Task Opposite(LedgerBench bench)
    {
        int accepted = 0;
        await Crowd(bench, async caller =>
        {
            for (int round = 0; round < 8; round++)
            {
                string[] customers = ["A-" + round, "B-" + round, "C-" + round];
                if (caller % 2 == 1)
                {
                    Array.Reverse(customers);
                }

                IReadOnlyList<Reservation> results = await bench.Ledger.ReserveAsync(
                    [.. customers.Select(customer => LedgerBench.Ask($"{caller}", customer))], BatchMode.AllOrNothing, bench.Cancel).ConfigureAwait(false);
                Interlocked.Add(ref accepted, results.Count(r => r.IsAccepted));
            }
        }).ConfigureAwait(false);
        Same(8 * 3 * 2, accepted, "Slots taken by batches of three on eight rounds with a limit of 2");
    }

    private static async Task Churn(LedgerBench bench)
    {
        var history = new LedgerHistory(bench.Ledger, bench.Clock);
        await Crowd(bench, async caller =>
        {
            for (int round = 0; round < 15; round++)
            {
                Reservation result = await history.ReserveAsync(LedgerBench.Ask($"{caller}/{round}"), bench.Cancel).ConfigureAwait(false);
                if (result.IsAccepted)
                {
                    await history.ReleaseAsync(ContactRef.Of(result.Contact!), false, bench.Cancel).ConfigureAwait(false);
                }
            }
        }).ConfigureAwait(false);
        Judge(history);
    }

    private static async Task WholeBatches(LedgerBench bench)
    {
        ContactLedger free = bench.LedgerOf();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(bench.Cancel);
        Task reader = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                Expect((await bench.Contacts("C-1").ConfigureAwait(false)).Count % 2 == 0, "A reader saw half a batch.");
            }
        }, bench.Cancel);
        for (int round = 0; round < 30; round++)
        {
            await free.ReserveAsync([LedgerBench.Ask($"{round}a"), LedgerBench.Ask($"{round}b")], BatchMode.AllOrNothing, bench.Cancel).ConfigureAwait(false);
        }

        await done.CancelAsync().ConfigureAwait(false);
        await reader.ConfigureAwait(false);
    }

    private static void Judge(LedgerHistory history)
    {
        IReadOnlyList<string> faults = history.Check(TwoInAWeek);
        Expect(faults.Count == 0, string.Join(' ', faults.Take(3)));
    }

    /// <summary>Real threads that start together: callers of a store that never truly waits would else run one after another.</summary>
    private static async Task Crowd(LedgerBench bench, Func<int, Task> work)
    {
        using var start = new Barrier(Callers);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(bench.Cancel);
                return work(caller);
            },
            bench.Cancel,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap())).ConfigureAwait(false);
    }
}
