using CrossSell.Ledger;
using static CrossSell.Testing.LedgerBench;

namespace CrossSell.Testing;

/// <summary>The secret key of contact points is the one of the first use, or nothing is answered.</summary>
internal static class KeyCases
{
    public static IReadOnlyList<LedgerContractCase> All { get; } =
    [
        new("A ledger with another key than the first is refused on every path", OtherKey),
        new("The first key is remembered when the store is opened again", Reopened, needsDurability: true),
        new("What many callers claim at once is one figure", Claims),
    ];

    private static async Task OtherKey(LedgerBench bench)
    {
        Contact waiting = await bench.Take(LedgerBench.Ask("a") with { ContactPoint = "ann@example.org" }).ConfigureAwait(false);
        await bench.Ledger.RecordObjectionAsync("main", "bob@example.org", cancellationToken: bench.Cancel).ConfigureAwait(false);
        ContactLedger other = Other(bench);
        CustomerRef who = Of("C-2");
        (string Name, Func<Task> Call)[] paths =
        [
            ("reserving", () => other.ReserveAsync(LedgerBench.Ask("b", "C-2") with { ContactPoint = "bob@example.org" }, bench.Cancel).AsTask()),
            ("reserving a batch", () => other.ReserveAsync([LedgerBench.Ask("b", "C-2")], BatchMode.AllOrNothing, bench.Cancel).AsTask()),
            ("beginning dispatch", () => other.BeginDispatchAsync(waiting, bench.Cancel).AsTask()),
            ("committing", () => other.CommitAsync(ContactRef.Of(waiting), ContactState.Sent, cancellationToken: bench.Cancel).AsTask()),
            ("objecting", () => other.RecordObjectionAsync(who, "bob@example.org", cancellationToken: bench.Cancel).AsTask()),
            ("reading", () => other.ReadAsync(who, bench.Cancel).AsTask()),
            ("sweeping", () => other.SweepAsync("main", cancellationToken: bench.Cancel).AsTask()),
        ];
        foreach ((string name, Func<Task> call) in paths)
        {
            Same(LedgerFault.WrongKey, await FaultOf(call).ConfigureAwait(false), $"The fault of {name} with another key");
        }

        await bench.Refused(LedgerBench.Ask("c", "C-2") with { ContactPoint = "bob@example.org" }, "CNS.OBJECTION").ConfigureAwait(false);
    }

    private static async Task Reopened(LedgerBench bench)
    {
        await bench.Take("a").ConfigureAwait(false);
        await bench.ReopenAsync().ConfigureAwait(false);
        Same(LedgerFault.WrongKey, await FaultOf(() => Other(bench).ReadAsync(Of("C-1"), bench.Cancel).AsTask()).ConfigureAwait(false), "The fault of another key");
        Same(1, (await bench.Contacts().ConfigureAwait(false)).Count, "Contacts read with the first key");
    }

    private static async Task Claims(LedgerBench bench)
    {
        long[] kept = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(() => bench.Store.ClaimAsync("x", i, bench.Cancel).AsTask(), bench.Cancel))).ConfigureAwait(false);
        Same(1, kept.Distinct().Count(), "Different figures that eight callers were told");
        Same(kept[0], await bench.Store.ClaimAsync("x", 99, bench.Cancel).ConfigureAwait(false), "The figure claimed again");
        Same(99, await bench.Store.ClaimAsync("y", 99, bench.Cancel).ConfigureAwait(false), "The figure of another name");
    }

    private static ContactLedger Other(LedgerBench bench) =>
        new(bench.Store, new PlainLimits(), new ContactLedgerOptions { ContactPointKey = [.. Enumerable.Range(2, 32).Select(i => (byte)i)] });
}
