using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary>Adds to what is known of customers what a ledger knows of them: offers, answers, objections, holds, pauses.</summary>
internal sealed class LedgerFacts(ILedgerStore store, ContactLedger ledger) : IAsyncDisposable
{
    private const string Tenant = "main";

    /// <summary>Opens the ledger that the command line names; null when it names none.</summary>
    public static async Task<LedgerFacts?> OpenAsync(LedgerOptions which, OptionReader options, ToolHost host)
    {
        if (!which.IsGiven(options))
        {
            return null;
        }

        ILedgerStore store = await which.OpenStoreAsync(options, host).ConfigureAwait(false);
        try
        {
            return new LedgerFacts(store, which.Over(store, options, new PolicySetBuilder().Build()));
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask<DateTimeOffset> NowAsync(CancellationToken cancellation) => store.GetNowAsync(cancellation);

    /// <summary>The facts of several customers, as of one instant of the ledger.</summary>
    /// <exception cref="LedgerException">The ledger could not answer: nothing may be offered then.</exception>
    public async Task<IReadOnlyList<CustomerFacts>> AddToAsync(IReadOnlyList<CustomerFacts> all, CancellationToken cancellation) =>
        [.. (await ReadAsync(all, TimeSpan.Zero, cancellation).ConfigureAwait(false)).Select(known => known.Facts)];

    /// <summary>The same, with the contacts of each customer himself.</summary>
    /// <param name="all">What is known of them so far.</param>
    /// <param name="horizon">How far back contacts are wanted; null for all of them.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="LedgerException">The ledger could not answer.</exception>
    public async Task<IReadOnlyList<(CustomerFacts Facts, IReadOnlyList<Contact> Contacts)>> ReadAsync(IReadOnlyList<CustomerFacts> all, TimeSpan? horizon, CancellationToken cancellation)
    {
        ContactPointHash[] hashes = [.. all.Select(facts => ledger.HashOf(Tenant, facts.Customer))];
        SubjectKey[] people = [.. all.Select(facts => SubjectKey.Of(facts.Customer))];
        IReadOnlyList<SubjectKey?> homes = await store.FindHomesAsync(Tenant, people, cancellation).ConfigureAwait(false);
        SubjectKey[] roots = [.. people.Select((person, place) => homes[place] ?? person)];
        LedgerView view = await ledger.ReadAsync(
            new LedgerSelection
            {
                Tenant = Tenant,
                Roots = [.. roots.Zip(people).GroupBy(pair => pair.First).Select(group => new RootSelection { Root = group.Key, Subjects = [.. group.Select(pair => pair.Second).Distinct()] })],
                ObjectionSubjects = [.. hashes.Distinct()],
                Horizon = horizon,
                WithOffers = true,
            },
            cancellation).ConfigureAwait(false);
        ILookup<ContactPointHash, Objection> objections = view.Objections.ToLookup(objection => objection.Subject);
        return
        [
            .. all.Select((facts, place) => (
                facts.With(view.Root(roots[place]), [.. objections[hashes[place]]]), (IReadOnlyList<Contact>)[.. view.Root(roots[place]).Contacts.Where(contact => contact.Customer == facts.Customer)])),
        ];
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
