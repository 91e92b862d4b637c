using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>What is known of one customer of a campaign while it is measured.</summary>
internal sealed class MeasuredCustomer(SubjectKey root)
{
    private readonly Dictionary<Guid, ContactState> _contacts = [];

    public SubjectKey Root => root;

    /// <summary>When his first contact was planned, or made; the window begins there.</summary>
    public DateTimeOffset From { get; private set; } = DateTimeOffset.MaxValue;

    public bool IsControl { get; private set; }

    public double Cost { get; private set; }

    public bool IsContacted { get; private set; }

    public bool HasBought { get; set; }

    public double Revenue { get; set; }

    public double Margin { get; set; }

    /// <summary>A contact of his; one that moved on while it was read comes again.</summary>
    public void Add(Contact contact, double cost)
    {
        IsControl |= GhostTags.IsGhost(contact);
        From = contact.At < From ? contact.At : From;
        bool again = _contacts.TryGetValue(contact.Id, out ContactState before);
        _contacts[contact.Id] = contact.State;
        if (IsMade(contact.State) && !(again && IsMade(before)))
        {
            IsContacted = true;
            Cost += cost;
        }
    }

    public static bool IsMade(ContactState state) => state >= ContactState.Dispatching && !ContactStates.GaveUp(state);

    public IEnumerable<ContactState> States => _contacts.Values;
}
