namespace CrossSell.Ledger;

/// <summary>What is kept of one root; whoever touches it holds its lock.</summary>
internal sealed class RootCell
{
    private readonly Dictionary<Guid, Contact> _byId = [];

    /// <summary>In order of instant, then id.</summary>
    public List<Contact> Contacts { get; } = [];

    public List<Consent> Consents { get; } = [];

    public List<ConsentUse> ConsentUses { get; } = [];

    public List<Hold> Holds { get; } = [];

    public List<ClassChange> ClassChanges { get; } = [];

    public List<Offer> Offers { get; } = [];

    public List<OfferResponse> Responses { get; } = [];

    public List<DecisionRecord> Decisions { get; } = [];

    public RootView View(RootSelection root, LedgerSelection selection, DateTimeOffset? since) => new()
    {
        Root = root.Root,
        Contacts = Select(since, root.ContactIds),
        Consents = [.. Consents.OrderBy(row => row.From).ThenBy(row => row.Id, StringComparer.Ordinal)],
        Holds = [.. Holds.OrderBy(row => row.From).ThenBy(row => row.Id, StringComparer.Ordinal)],
        ClassChanges = [.. ClassChanges.OrderBy(row => row.At)],
        Offers = selection.WithOffers ? [.. Offers.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id, StringComparer.Ordinal)] : [],
        ConsentUses = selection.WithLog
            ? [.. ConsentUses.OrderBy(row => row.At).ThenBy(row => row.ConsentId, StringComparer.Ordinal).ThenBy(row => row.ContactId)] : [],
        Decisions = selection.WithLog ? [.. Decisions.OrderBy(row => row.At).ThenBy(row => row.Id)] : [],
        Responses = selection.WithOffers ? [.. Responses.OrderBy(row => row.At).ThenBy(row => row.Id, StringComparer.Ordinal)] : [],
    };

    public void Put(Contact contact)
    {
        if (_byId.TryGetValue(contact.Id, out Contact? old))
        {
            Contacts.RemoveAt(Find(old));
        }

        Contacts.Insert(~Find(contact), contact);
        _byId[contact.Id] = contact;
    }

    public void Put(Hold hold)
    {
        Holds.RemoveAll(row => row.Customer == hold.Customer && string.Equals(row.Id, hold.Id, StringComparison.Ordinal));
        Holds.Add(hold);
    }

    public void Put(Offer offer)
    {
        Offers.RemoveAll(row => string.Equals(row.Id, offer.Id, StringComparison.Ordinal));
        Offers.Add(offer);
    }

    public void Remove(RootView rows)
    {
        foreach (Contact contact in rows.Contacts.Where(contact => _byId.ContainsKey(contact.Id)))
        {
            Contacts.RemoveAt(Find(_byId[contact.Id]));
            _byId.Remove(contact.Id);
        }

        Consents.RemoveAll(new HashSet<Consent>(rows.Consents).Contains);
        ConsentUses.RemoveAll(new HashSet<ConsentUse>(rows.ConsentUses).Contains);
        Holds.RemoveAll(new HashSet<Hold>(rows.Holds).Contains);
        ClassChanges.RemoveAll(new HashSet<ClassChange>(rows.ClassChanges).Contains);
        Offers.RemoveAll(new HashSet<Offer>(rows.Offers).Contains);
        Responses.RemoveAll(new HashSet<OfferResponse>(rows.Responses).Contains);
        HashSet<Guid> decisions = [.. rows.Decisions.Select(row => row.Id)];
        Decisions.RemoveAll(row => decisions.Contains(row.Id));
    }

    private int Find(Contact contact) => Contacts.BinarySearch(contact, ContactOrder.Instance);

    private List<Contact> Select(DateTimeOffset? since, IReadOnlyList<Guid> ids)
    {
        int first = 0;
        if (since is { } from)
        {
            int low = 0, high = Contacts.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (Contacts[middle].At < from)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            first = low;
        }

        List<Contact> found = [.. ids.Distinct().Select(id => _byId.GetValueOrDefault(id)).OfType<Contact>().Where(c => since is { } from && c.At < from)];
        found.Sort(ContactOrder.Instance);
        found.AddRange(Contacts.Skip(first));
        return found;
    }
}
