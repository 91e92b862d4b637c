namespace CrossSell.Ledger;

/// <summary>Under which root each customer of an import lives: as the ledger knows, else as his contacts say, else by himself.</summary>
internal sealed class ImportPlaces
{
    private readonly Dictionary<CustomerId, SubjectKey> _roots = [];
    private readonly List<string> _conflicts = [];

    /// <summary>What contradicts the ledger or itself, one sentence each.</summary>
    public IReadOnlyList<string> Conflicts => _conflicts;

    public static async ValueTask<ImportPlaces> FindAsync(
        GuardedStore store, string tenant, LedgerImport import, IReadOnlyList<CustomerId> customers, CancellationToken cancellationToken)
    {
        var places = new ImportPlaces();
        IReadOnlyList<SubjectKey?> homes = await store.FindHomesAsync(tenant, [.. customers.Select(SubjectKey.Of)], cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < customers.Count; i++)
        {
            if (homes[i] is { } home)
            {
                places._roots.Add(customers[i], home);
            }
        }

        foreach ((ContactRequest request, _) in import.Contacts.Where(row => Names(row.Request)))
        {
            SubjectKey said = request.EffectiveRoot;
            if (!places._roots.TryAdd(request.Customer, said) && places._roots[request.Customer] is var known && known != said)
            {
                places._conflicts.Add($"The contact '{request.IdempotencyKey}' of customer '{request.Customer}' names {Words(said)}, but he is kept {Kept(known)}; he stays where he was first seen.");
            }
        }

        return places;
    }

    public SubjectKey RootOf(CustomerId customer) => _roots.TryGetValue(customer, out SubjectKey root) ? root : SubjectKey.Of(customer);

    /// <summary>The contact, counting for the household or account that the customer belongs to, also where its own row leaves that out.</summary>
    public ContactRequest Settled(ContactRequest request) => Names(request) ? request : RootOf(request.Customer) switch
    {
        { Kind: SubjectKind.Household } root => request with { Household = root.Id },
        { Kind: SubjectKind.Account } root => request with { Account = root.Id },
        _ => request,
    };

    private static bool Names(ContactRequest request) => request.Household is not null || request.Account is not null;

    private static string Words(SubjectKey root) => $"{(root.Kind == SubjectKind.Household ? "household" : "account")} '{root.Id}'";

    private static string Kept(SubjectKey root) => root.Kind == SubjectKind.Customer ? "by himself" : "in " + Words(root);
}
