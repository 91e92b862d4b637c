namespace CrossSell.Ledger;

/// <summary>One step's working copy: what the store showed, overlaid with what the step has changed so far.</summary>
internal sealed class LedgerSession
{
    private readonly LedgerView _view;
    private readonly LedgerChanges _changes;
    private Dictionary<VolumeKey, Volume?>? _volumes;

    // Nearly every step is of one root.
    private SubjectKey _root;
    private List<Contact>? _ofRoot;
    private Dictionary<SubjectKey, List<Contact>>? _others;
    private readonly LedgerSelection _selection;

    public LedgerSession(LedgerSelection selection, LedgerView view, LedgerChanges changes)
    {
        _selection = selection;
        _view = view;
        _changes = changes;
    }

    public DateTimeOffset Now => _view.Now;

    public LedgerChanges Changes => _changes;

    public LedgerView View => _view;

    public RootView Root(SubjectKey root) => _view.Root(root);

    public Contact? Find(SubjectKey root, Guid id)
    {
        List<Contact> contacts = ContactsOf(root);
        int at = PlaceOf(contacts, id);
        return at < 0 ? null : contacts[at];
    }

    /// <summary>The root's contacts in order, changes included.</summary>
    public List<Contact> ContactsOf(SubjectKey root)
    {
        if (_ofRoot is null)
        {
            _root = root;
            return _ofRoot = [.. _view.Root(root).Contacts];
        }

        if (_root == root)
        {
            return _ofRoot;
        }

        _others ??= [];
        if (!_others.TryGetValue(root, out List<Contact>? contacts))
        {
            contacts = [.. _view.Root(root).Contacts];
            _others.Add(root, contacts);
        }

        return contacts;
    }

    public void Put(Contact contact)
    {
        List<Contact> contacts = ContactsOf(contact.Root);
        if (PlaceOf(contacts, contact.Id) is >= 0 and var old)
        {
            contacts.RemoveAt(old);
        }

        contacts.Insert(~contacts.BinarySearch(contact, ContactOrder.Instance), contact);
        _changes.Put(contact);
    }

    /// <summary>The volumes that cannot give what is asked, each as a veto; empty when all can.</summary>
    public IReadOnlyList<Veto> Missing(IReadOnlyList<VolumeTake> takes)
    {
        if (takes.Count == 0)
        {
            return [];
        }

        List<Veto> vetoes = [];
        foreach (VolumeTake take in takes)
        {
            Volume? volume = VolumeOf(take);
            if (volume is null || volume.Cap - volume.Used < take.Amount)
            {
                vetoes.Add(VolumeVetoes.Of(take, volume));
            }
        }

        return vetoes;
    }

    public void Take(IReadOnlyList<VolumeTake> takes) => Move(takes, 1);

    public void GiveBack(IReadOnlyList<VolumeTake> takes) => Move(takes, -1);

    private static int PlaceOf(List<Contact> contacts, Guid id)
    {
        for (int i = 0; i < contacts.Count; i++)
        {
            if (contacts[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }

    private Volume? VolumeOf(VolumeTake take)
    {
        var name = new VolumeKey(take.Key, take.Period);
        _volumes ??= [];
        if (!_volumes.TryGetValue(name, out Volume? volume))
        {
            // A contact may hold volumes that the caller could not know before it saw the contact: it comes again with them locked.
            volume = _selection.Volumes.Contains(name) ? _view.Volume(name) : throw new VolumesNeededException(take);
            _volumes.Add(name, volume);
        }

        return volume;
    }

    private void Move(IReadOnlyList<VolumeTake> takes, int sign)
    {
        foreach (VolumeTake take in takes)
        {
            // A volume that was removed in the meantime takes nothing back.
            if (VolumeOf(take) is { } volume)
            {
                Volume moved = volume with { Used = Math.Max(0, volume.Used + (sign * take.Amount)) };
                _volumes![moved.Name] = moved;
                _changes.Put(moved);
            }
        }
    }
}
