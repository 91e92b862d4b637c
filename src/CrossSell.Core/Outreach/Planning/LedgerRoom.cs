using CrossSell.Campaigns;
using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>What the ledger has of a campaign already: its contacts, those of the control group among them, and what is left of its volumes.</summary>
internal sealed class LedgerRoom
{
    // In the order in which contacts move on, so that none is missed.
    private static readonly ContactState[] s_states =
    [
        ContactState.Planned, ContactState.Reserved, ContactState.Dispatching, ContactState.Unknown, ContactState.Sent, ContactState.Delivered, ContactState.Bounced, ContactState.NoAnswer,
        ContactState.Answered, ContactState.Released, ContactState.Expired, ContactState.Bumped, ContactState.FailedNotSent,
    ];

    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<CustomerId, int> _inWave = [];
    private readonly Dictionary<VolumeKey, long> _ghosts = [];

    private LedgerRoom(DateTimeOffset at, IReadOnlyList<CampaignRow> rows)
    {
        At = at;
        Rows = rows;
    }

    public DateTimeOffset At { get; }

    /// <summary>The rows of the campaign with what is left, in the order of its limits.</summary>
    public IReadOnlyList<CampaignRow> Rows { get; private set; }

    /// <summary>Whether a key stands for a contact that was made, planned or given up; one that merely expired may be asked for again.</summary>
    public bool IsTaken(string key) => _keys.Contains(key);

    /// <summary>How many contacts of the wave a customer has.</summary>
    public int ContactsOf(CustomerId customer) => _inWave.GetValueOrDefault(customer);

    public static async ValueTask<LedgerRoom> ReadAsync(Campaign campaign, ContactLedger ledger, IReadOnlyList<CampaignLimit> limits, CancellationToken cancellationToken)
    {
        LedgerView view = await ledger.ReadAsync(
            new LedgerSelection { Tenant = campaign.Tenant, Roots = [], Volumes = [.. limits.Select(limit => limit.Volume).Distinct()], Horizon = TimeSpan.Zero }, cancellationToken).ConfigureAwait(false);
        var room = new LedgerRoom(view.Now, []);
        string end = CampaignKeys.EndOf(campaign);
        await foreach (Contact contact in ContactsAsync(campaign, ledger, cancellationToken).ConfigureAwait(false))
        {
            room.Add(contact, end);
        }

        foreach (CampaignLimit limit in limits.Where(limit => limit.IsShared && view.Volume(limit.Volume) is null))
        {
            throw new InvalidOperationException($"The shared volume '{limit.Row.Name}' is not defined in the ledger; define it, or leave it out of the campaign.");
        }

        room.Rows = [.. limits.Select(limit => limit.Left(campaign, view.Volume(limit.Volume), room._ghosts.GetValueOrDefault(limit.Volume)))];
        return room;
    }

    /// <summary>Every contact of the campaign. One that moves on in the meantime may come twice, the later state last.</summary>
    public static async IAsyncEnumerable<Contact> ContactsAsync(
        Campaign campaign, ContactLedger ledger, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (ContactState state in s_states)
        {
            var query = new ContactQuery { Tenant = campaign.Tenant, Campaign = campaign.Id, State = state, Limit = 1000 };
            IReadOnlyList<Contact> page;
            do
            {
                page = await ledger.FindAsync(query, cancellationToken).ConfigureAwait(false);
                foreach (Contact contact in page)
                {
                    yield return contact;
                }

                query = query with { After = page.Count > 0 ? page[^1] : null };
            }
            while (page.Count == query.Limit);
        }
    }

    private void Add(Contact contact, string end)
    {
        bool ghost = GhostTags.IsGhost(contact);
        if (contact.StateAt(At) == ContactState.Expired || (!_keys.Add(contact.IdempotencyKey) && !ghost))
        {
            return;
        }

        if ((ghost || !ContactStates.GaveUp(contact.State)) && contact.IdempotencyKey.EndsWith(end, StringComparison.Ordinal))
        {
            _inWave[contact.Customer] = _inWave.GetValueOrDefault(contact.Customer) + 1;
        }

        foreach (VolumeTake take in ghost ? contact.Volumes : [])
        {
            var name = new VolumeKey(take.Key, take.Period);
            _ghosts[name] = _ghosts.GetValueOrDefault(name) + take.Amount;
        }
    }
}
