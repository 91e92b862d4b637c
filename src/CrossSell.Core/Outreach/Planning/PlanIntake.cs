using CrossSell.Campaigns;
using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>
/// Reads customers in batches, asks the ledger of each batch at once, and makes the problem of them. What it keeps is the problem, its customers, and a line for everybody who falls out;
/// what the ledger and the eligibility rules know of a customer is dropped with his batch.
/// </summary>
internal sealed class PlanIntake
{
    private const int BatchSize = 256;

    private readonly CampaignDesk _desk;
    private readonly ContactLedger _ledger;
    private readonly IReadOnlyList<CampaignLimit> _limits;
    private readonly CampaignProblemBuilder _builder = new();
    private readonly CapBook _caps;
    private readonly CandidateFinder _finder;
    private readonly List<FoundCandidate> _found = [];
    private readonly List<long> _at = [];
    private readonly List<ProductId[]> _products = [];
    private readonly Dictionary<string, string[]> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _reasons = new(StringComparer.Ordinal);
    private readonly List<CampaignFallOut> _fallOuts = [];
    private readonly List<KeptCustomer> _kept = [];
    private readonly HashSet<CustomerId> _seen = [];
    private readonly IReadOnlySet<RefusedCandidate> _refused;

    public PlanIntake(Campaign campaign, CampaignDesk desk, ContactLedger ledger, IReadOnlyList<CampaignLimit> limits, LedgerRoom room, IReadOnlySet<RefusedCandidate> refused)
    {
        Campaign = campaign;
        Room = room;
        _desk = desk;
        _ledger = ledger;
        _limits = limits;
        _refused = refused;
        _builder.MostContacts = campaign.MostContacts;
        foreach (string product in campaign.Kind == CampaignKind.Consultation ? [CampaignKeys.Consultation] : campaign.Offers.Select(offer => offer.Product.Value))
        {
            _builder.AddProduct(product);
        }

        foreach (CampaignChannel channel in campaign.Channels)
        {
            _builder.AddChannel(channel.Name);
        }

        foreach (CampaignSlot slot in campaign.Slots)
        {
            _builder.AddSlot(slot);
        }

        foreach (CampaignRow row in room.Rows.Where(row => row.Maximum is not null || row.Minimum is not null))
        {
            _builder.AddRow(row);
        }

        _caps = new CapBook(campaign, desk.Catalog, ledger.Rules, _builder);
        _finder = new CandidateFinder(campaign, desk, ledger, room, IsRefused);
    }

    public Campaign Campaign { get; }

    public LedgerRoom Room { get; }

    public int Count { get; private set; }

    public IReadOnlyList<CampaignFallOut> FallOuts => _fallOuts;

    public IReadOnlyList<KeptCustomer> Kept => _kept;

    public IReadOnlyDictionary<string, int> Reasons => _reasons;

    public CampaignDesk Desk => _desk;

    /// <summary>Reads everybody, and puts the problem together.</summary>
    public async Task<CampaignProblem> ReadAsync(IAsyncEnumerable<CampaignTarget> customers, CancellationToken cancellationToken)
    {
        var batch = new List<CampaignTarget>(BatchSize);
        await foreach (CampaignTarget customer in customers.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            Check(customer);
            batch.Add(customer);
            if (batch.Count == BatchSize)
            {
                await AddAsync(batch, cancellationToken).ConfigureAwait(false);
                batch.Clear();
            }
        }

        await AddAsync(batch, cancellationToken).ConfigureAwait(false);
        return Problem = _builder.Build();
    }

    /// <summary>The problem, once everybody is read.</summary>
    public CampaignProblem Problem { get; private set; } = null!;

    /// <summary>A chosen candidate as a contact.</summary>
    public PlannedContact ContactOf(int number)
    {
        CampaignCandidate candidate = Problem[number];
        KeptCustomer customer = _kept[Problem.CustomerOf(number)];
        ProductId[] products = Campaign.Kind == CampaignKind.Consultation ? _products[number] : [new ProductId(candidate.Product)];
        string[] categories = [.. products.Select(id => _desk.Catalog.TryGet(id, out Product? product) ? product.Category : null).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        ContactRequest request = ContactMaker.Of(Campaign, customer.Customer, customer.Arm, candidate, products, categories, new DateTimeOffset(_at[number], TimeSpan.Zero), _limits);
        return new PlannedContact(number, candidate, customer.Arm, products, request);
    }

    private bool IsRefused(CustomerId customer, int product, int channel, int slot) => _refused.Count > 0 && _refused.Contains(new RefusedCandidate(customer, product, channel, slot));

    private void Check(CampaignTarget customer)
    {
        CustomerId id = customer.Customer.Customer;
        if (!string.Equals(customer.Customer.Tenant, Campaign.Tenant, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The customer '{id}' belongs to '{customer.Customer.Tenant}', but the campaign to '{Campaign.Tenant}'.");
        }

        if (!_seen.Add(id))
        {
            throw new ArgumentException($"The customer '{id}' comes twice; each comes once.");
        }

        if (customer.PreferredHour is < 0 or > 23)
        {
            throw new ArgumentException(FormattableString.Invariant($"The customer '{id}' likes to be contacted at hour {customer.PreferredHour}; it must be from 0 to 23."));
        }

        foreach ((string channel, double factor) in customer.ChannelFactors)
        {
            if (!(factor >= 0) || !double.IsFinite(factor))
            {
                throw new ArgumentException(FormattableString.Invariant($"The customer '{id}' has the factor {factor} for '{channel}'; it must be 0 or more."));
            }
        }
    }

    private async ValueTask AddAsync(List<CampaignTarget> batch, CancellationToken cancellationToken)
    {
        Count += batch.Count;
        if (batch.Count == 0)
        {
            return;
        }

        LedgerView view = await _ledger.ReadAsync(CustomerReader.Selection(_ledger, batch), cancellationToken).ConfigureAwait(false);
        view = CustomerReader.WithGhosts(view, batch, Campaign);
        foreach (CampaignTarget customer in batch)
        {
            Add(customer, view);
        }
    }

    private void Add(CampaignTarget customer, LedgerView view)
    {
        CustomerId id = customer.Customer.Customer;
        _finder.Find(customer, view, _found);
        foreach (string code in _finder.Codes)
        {
            _reasons[code] = _reasons.GetValueOrDefault(code) + 1;
        }

        // Drawn last, so that all arms could have been contacted alike.
        CampaignArm arm = _found.Count == 0 ? CampaignArm.Treated : Campaign.Holdout?.ArmOf(id, Campaign.Id, Campaign.Year) ?? CampaignArm.Treated;
        if (_found.Count == 0 || arm == CampaignArm.UniversalHoldout)
        {
            _fallOuts.Add(_found.Count == 0 ? new CampaignFallOut(id, Shared(_finder.Codes), _finder.Again) : new CampaignFallOut(id, Shared([ReasonCodes.UniversalHoldout]), null));
            return;
        }

        _kept.Add(new KeptCustomer(customer, arm));
        _builder.BeginCustomer(id, Campaign.MostContacts - Room.ContactsOf(id));
        _caps.Tell(_finder.Sample, view.Root(customer.Customer.Root).Contacts, view.Now);
        foreach (FoundCandidate found in _found)
        {
            _builder.Add(found.Product, found.Channel, found.Slot, found.Value, Campaign.Channels[found.Channel].Cost);
            _at.Add(found.At.UtcTicks);
            if (found.Products is { } products)
            {
                _products.Add(products);
            }
        }
    }

    // Most fall out for one of a few sets of reasons: each set is kept once.
    private string[] Shared(IReadOnlyCollection<string> codes)
    {
        string name = string.Join(' ', codes);
        if (!_codes.TryGetValue(name, out string[]? known))
        {
            _codes.Add(name, known = [.. codes]);
        }

        return known;
    }
}
