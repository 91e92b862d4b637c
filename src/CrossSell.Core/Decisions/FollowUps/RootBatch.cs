using CrossSell.Ledger;

namespace CrossSell.Decisions;

/// <summary>Some roots of a tenant that are read together, each with the customers that are asked about, or with all that the ledger knows.</summary>
internal sealed class RootBatch(string tenant)
{
    private readonly Dictionary<SubjectKey, List<CustomerRef>?> _roots = [];
    private readonly List<SubjectKey> _order = [];

    public string Tenant => tenant;

    public int Count { get; private set; }

    public LedgerSelection Selection => new()
    {
        Tenant = tenant,
        Roots = [.. _order.Select(root => new RootSelection { Root = root, Subjects = _roots[root] is { } named ? [.. named.Select(one => SubjectKey.Of(one.Customer)).Distinct()] : [root] })],
        WithOffers = true,
    };

    public void Add(SubjectKey root)
    {
        _roots.Add(root, null);
        _order.Add(root);
        Count++;
    }

    public void Add(CustomerRef customer)
    {
        if (!_roots.TryGetValue(customer.Root, out List<CustomerRef>? known))
        {
            _roots.Add(customer.Root, known = []);
            _order.Add(customer.Root);
        }

        known!.Add(customer);
        Count++;
    }

    public IReadOnlyList<CustomerRef> CustomersOf(LedgerView view) =>
    [
        .. _order.SelectMany(root => _roots[root]?.Distinct() ?? Known(view.Root(root)).Select(customer => new CustomerRef(tenant, root, customer))),
    ];

    private static IEnumerable<CustomerId> Known(RootView root) => root.Contacts.Select(row => row.Customer).Concat(root.Offers.Select(row => row.Customer))
        .Concat(root.Consents.Select(row => row.Customer)).Concat(root.Holds.Select(row => row.Customer)).Concat(root.ClassChanges.Select(row => row.Customer))
        .Concat(root.Root.Kind == SubjectKind.Customer ? [new CustomerId(root.Root.Id)] : []).Distinct().OrderBy(customer => customer.Value, StringComparer.Ordinal);
}
