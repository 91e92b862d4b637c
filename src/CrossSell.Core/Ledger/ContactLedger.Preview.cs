namespace CrossSell.Ledger;

public sealed partial class ContactLedger
{
    /// <summary>Whose of a batch of customers' objections stand against contacting them, each looked up without a lock.</summary>
    internal async ValueTask<ILookup<ContactPointHash, Objection>> ObjectionRowsAsync(string tenant, IEnumerable<CustomerId> customers, CancellationToken cancellationToken)
    {
        ContactPointHash[] hashes = [.. customers.Distinct().Select(customer => HashOf(tenant, customer))];
        LedgerView view = await _store.ReadAsync(new LedgerSelection { Tenant = tenant, Roots = [], ObjectionSubjects = hashes }, cancellationToken).ConfigureAwait(false);
        return view.ObjectionRows.ToLookup(row => row.Subject);
    }

    /// <summary>The roots of a tenant, page by page.</summary>
    internal ValueTask<IReadOnlyList<SubjectKey>> RootsAsync(string tenant, SubjectKey? after, CancellationToken cancellationToken) =>
        _store.FindRootsAsync(tenant, after, RootsInPage, cancellationToken);

    /// <summary>What a reservation would be told of a view: looked up, nothing taken. Volumes are not asked.</summary>
    /// <param name="view">With every contact of the request's root that the rules may count, and the customer's objections.</param>
    /// <param name="request">What would be asked.</param>
    internal Admission Preview(LedgerView view, ContactRequest request)
    {
        PreparedRequest prepared = Prepare(request);
        var session = new LedgerSession(Select(request.Tenant, prepared.Root, prepared.Subjects), view, new LedgerChanges());
        return Judge(session, prepared.At(view.Now, fence: 1), prepared.CustomerHash);
    }

    /// <summary>The contact that a request would become at an instant, to be judged without a lock.</summary>
    internal (Contact Contact, ContactPointHash Customer) Draft(ContactRequest request, DateTimeOffset now)
    {
        PreparedRequest prepared = Prepare(request);
        return (prepared.At(now, fence: 1), prepared.CustomerHash);
    }

    /// <summary>What the rules say of a contact as of a view: true at an instant, and no promise.</summary>
    internal Admission Judge(LedgerSession session, Contact candidate, ContactPointHash customer) => _judge.Ask(session, candidate, customer, AdmissionStep.Reserve);
}
