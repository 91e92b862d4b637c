using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>Finds what a customer could be contacted about, by which channel and when, and notes every reason that stands in the way of something.</summary>
internal sealed class CandidateFinder
{
    private readonly Campaign _campaign;
    private readonly CampaignDesk _desk;
    private readonly SlotAdmission _admission;
    private readonly OfferedProduct[] _offers;
    private readonly string[] _allCategories;
    private readonly Func<CustomerId, int, int, int, bool> _isRefused;
    private readonly LedgerRoom _room;
    private readonly SortedSet<string> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Offer, int Channel), bool> _byChannel = [];
    private CampaignTarget _customer = null!;
    private CustomerFacts _facts = null!;

    /// <param name="campaign">The campaign.</param>
    /// <param name="desk">Eligibility, facts and chances.</param>
    /// <param name="ledger">Judges contacts.</param>
    /// <param name="room">What the campaign has planned already.</param>
    /// <param name="isRefused">Whether the ledger refused a product, channel and slot of a customer before.</param>
    public CandidateFinder(Campaign campaign, CampaignDesk desk, ContactLedger ledger, LedgerRoom room, Func<CustomerId, int, int, int, bool> isRefused)
    {
        _campaign = campaign;
        _desk = desk;
        _room = room;
        _isRefused = isRefused;
        _admission = new SlotAdmission(campaign, ledger);
        _offers = [.. campaign.Offers.Select(offer => OfferedProduct.Of(offer, desk.Catalog, DependsOnCategories(ledger.Rules)))];
        _allCategories = [.. _offers.SelectMany(offer => offer.Categories).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Every reason that stood in the way of something of the last customer.</summary>
    public IReadOnlyCollection<string> Codes => _codes;

    /// <summary>When the nearest thing that stood in his way may be gone; null when that is not known.</summary>
    public DateTimeOffset? Again { get; private set; }

    /// <summary>His contact as rules see it.</summary>
    public Contact Sample => _admission.ContactBy(0, _allCategories);

    /// <summary>Everything that he could be contacted about; contacts of the control group are found like all others.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="view">What the ledger holds of him.</param>
    /// <param name="into">Emptied, then filled.</param>
    public void Find(CampaignTarget customer, LedgerView view, List<FoundCandidate> into)
    {
        into.Clear();
        _codes.Clear();
        _byChannel.Clear();
        Again = null;
        _customer = customer;
        CustomerId id = customer.Customer.Customer;
        if (_room.ContactsOf(id) >= _campaign.MostContacts)
        {
            _codes.Add(ReasonCodes.PlannedAlready);
            return;
        }

        double[] chances = Chances(customer);
        if (chances.All(double.IsNaN))
        {
            return;
        }

        _admission.Begin(customer, view);
        _facts = _desk.FactsOf(customer).With(view.Root(customer.Customer.Root), _admission.Objections);
        for (int slot = 0; slot < _campaign.Slots.Count; slot++)
        {
            FindIn(slot, chances, view.Now, into);
        }
    }

    private double[] Chances(CampaignTarget customer)
    {
        var chances = new double[_offers.Length];
        Array.Fill(chances, double.NaN);
        IReadOnlyList<ProductChance> told = _desk.PropensitiesOf(customer);
        for (int offer = 0; offer < chances.Length; offer++)
        {
            ProductId product = _offers[offer].Product;
            string key = _campaign.Kind == CampaignKind.Consultation ? CampaignKeys.Consultation : product.Value;
            if (_room.IsTaken(CampaignKeys.Of(_campaign, customer.Customer.Customer, key)))
            {
                _codes.Add(ReasonCodes.PlannedAlready);
                continue;
            }

            for (int i = 0; i < told.Count; i++)
            {
                if (told[i].Product == product)
                {
                    chances[offer] = told[i].Propensity is >= 0 and <= 1
                        ? told[i].Propensity
                        : throw new ArgumentException(FormattableString.Invariant($"The propensity of customer '{customer.Customer.Customer}' to '{product}' is {told[i].Propensity}; it must be from 0 to 1."));
                }
            }

            if (double.IsNaN(chances[offer]))
            {
                _codes.Add(ReasonCodes.PropensityUnknown);
            }
        }

        return chances;
    }

    private void FindIn(int slot, double[] chances, DateTimeOffset now, List<FoundCandidate> into)
    {
        DateTimeOffset at = _campaign.Slots[slot].Start > now ? _campaign.Slots[slot].Start : now;
        int[] open = [.. Enumerable.Range(0, chances.Length).Where(offer => !double.IsNaN(chances[offer]) && IsEligible(offer, new EligibilityRequest(at) { Detail = ExplanationDetail.First }))];
        for (int channel = 0; open.Length > 0 && channel < _campaign.Channels.Count; channel++)
        {
            int[] offers = [.. open.Where(offer => IsEligibleBy(offer, channel, at) && !_isRefused(_customer.Customer.Customer, _campaign.Kind == CampaignKind.Consultation ? 0 : offer, channel, slot))];
            double factor = _customer.ChannelFactors.TryGetValue(_campaign.Channels[channel].Name, out double own) ? own : 1;
            if (_campaign.Kind == CampaignKind.Consultation)
            {
                Consult(slot, channel, offers, chances, factor, into);
                continue;
            }

            foreach (int offer in offers)
            {
                Keep(new FoundCandidate(offer, channel, slot, ValueOf(offer, chances, factor) - (double)_campaign.Channels[channel].Cost, default, null), _offers[offer].Categories, into);
            }
        }
    }

    private void Consult(int slot, int channel, int[] offers, double[] chances, double factor, List<FoundCandidate> into)
    {
        int[] best = [.. offers.OrderByDescending(offer => ValueOf(offer, chances, factor)).ThenBy(offer => _offers[offer].Product.Value, StringComparer.Ordinal).Take(_campaign.MostOffers)];
        if (best.Length > 0)
        {
            double value = best.Sum(offer => ValueOf(offer, chances, factor)) - (double)_campaign.Channels[channel].Cost;
            string[] categories = [.. best.SelectMany(offer => _offers[offer].Categories).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            Keep(new FoundCandidate(0, channel, slot, value, default, [.. best.Select(offer => _offers[offer].Product)]), categories, into);
        }
    }

    private void Keep(FoundCandidate candidate, string[] categories, List<FoundCandidate> into)
    {
        if (_campaign.MinValue is { } least ? candidate.Value < least : candidate.Value <= 0 && !_campaign.HasMinima)
        {
            _codes.Add(ReasonCodes.BelowThreshold);
            return;
        }

        SlotVerdict verdict = _admission.In(candidate.Channel, candidate.Slot, categories);
        if (verdict.At is { } at)
        {
            into.Add(candidate with { At = at });
            return;
        }

        Note(verdict.Vetoes);
    }

    private bool IsEligible(int offer, EligibilityRequest request)
    {
        EligibilityVerdict verdict = _desk.Checker.Check(_facts, _offers[offer].Product, request);
        Note(verdict.Vetoes);
        return verdict.IsEligible;
    }

    // Which products go by which channel does not change from slot to slot; permissions, which may, are judged with each contact.
    private bool IsEligibleBy(int offer, int channel, DateTimeOffset at)
    {
        if (!_byChannel.TryGetValue((offer, channel), out bool eligible))
        {
            var request = new EligibilityRequest(at) { Detail = ExplanationDetail.First, Channel = _campaign.Channels[channel].Name };
            _byChannel.Add((offer, channel), eligible = IsEligible(offer, request));
        }

        return eligible;
    }

    private void Note(IReadOnlyList<Veto> vetoes)
    {
        foreach (Veto veto in vetoes)
        {
            _codes.Add(veto.Code);
        }

        DateTimeOffset? again = vetoes.Count == 0 || vetoes.Any(veto => veto.EligibleAgainAt is null) ? null : vetoes.Max(veto => veto.EligibleAgainAt);
        Again = again is { } known && (Again is not { } nearest || known < nearest) ? known : Again;
    }

    private double ValueOf(int offer, double[] chances, double factor) => Math.Min(1, chances[offer] * factor) * _offers[offer].Worth;

    // Where no rule asks for categories, one answer of the policy serves all products.
    private static bool DependsOnCategories(IContactAdmission rules) =>
        rules is not PolicySet policy || policy.Rules.Any(rule => rule.Match.Categories.Count > 0) || policy.QuietHours.Any(hours => hours.Match.Categories.Count > 0);

    private sealed record OfferedProduct(ProductId Product, double Worth, string[] Categories)
    {
        public static OfferedProduct Of(CampaignOffer offer, ProductCatalog catalog, bool withCategory)
        {
            if (!catalog.TryGet(offer.Product, out Product? product))
            {
                throw new ArgumentException($"The campaign offers '{offer.Product}', which the catalogue does not list.");
            }

            double margin = offer.Margin ?? (double?)product.Margin
                ?? throw new ArgumentException($"The campaign offers '{offer.Product}', whose margin neither the campaign nor the catalogue tells.");
            return new OfferedProduct(offer.Product, margin * offer.Lever, withCategory && product.Category is { } category ? [category] : []);
        }
    }
}
