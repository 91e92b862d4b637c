using CrossSell;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;
using CrossSell.Storage.Sqlite;
using CrossSell.Testing;

namespace ContactLimits;

/// <summary>The ledger as each process opens it: the same file, the same policy, the same secret key.</summary>
internal sealed class ContactDesk : IAsyncDisposable
{
    // A key of one's own is random, and kept apart from the file.
    private static readonly byte[] s_key = "0123456789abcdef-a-sample"u8.ToArray();

    private readonly SqliteLedgerStore _store;

    private ContactDesk(SqliteLedgerStore store, ManualClock clock)
    {
        (_store, Clock) = (store, clock);
        Ledger = new ContactLedger(store, Policy, new ContactLedgerOptions { ContactPointKey = s_key, OrganisationZone = "Europe/Berlin" });
    }

    /// <summary>Two contacts in any seven days, three offers a household and month, no calls at night.</summary>
    public static PolicySet Policy { get; } = new PolicySetBuilder("house", "2026-03") { OrganizationZone = "Europe/Berlin" }
        .Add(ContactRule.AtMost(2).Within(TimeSpan.FromDays(7)).Named("two in a week"))
        .Add(ContactRule.AtMost(3).InEach(CalendarPeriod.Month).PerHousehold().Named("three a household and month"))
        .Add(new QuietHours("evenings") { Intervals = [new QuietInterval(new TimeOnly(20, 0), new TimeOnly(8, 0))] })
        .Build();

    /// <summary>Stands still at Monday, 2 March 2026, 10:30 in Berlin, so that every run prints the same dates; a program of one's own takes the real clock.</summary>
    public ManualClock Clock { get; }

    public ContactLedger Ledger { get; }

    public static async Task<ContactDesk> OpenAsync(string file)
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero));
        return new ContactDesk(await SqliteLedgerStore.OpenAsync(file, new SqliteLedgerOptions { Clock = clock, BusyTimeout = TimeSpan.FromSeconds(30) }), clock);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
