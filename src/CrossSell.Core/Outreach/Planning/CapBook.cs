using CrossSell.Campaigns;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>
/// The limits of the contact policy among several contacts of one customer in a plan. What one contact alone may do is judged by the policy itself; limits of households and
/// accounts are kept by the ledger when the plan is committed.
/// </summary>
internal sealed class CapBook
{
    private readonly List<(ContactRule Rule, int Cap)> _caps = [];
    private readonly CampaignProblemBuilder _builder;
    private readonly Campaign _campaign;

    public CapBook(Campaign campaign, ProductCatalog catalog, IContactAdmission rules, CampaignProblemBuilder builder)
    {
        _campaign = campaign;
        _builder = builder;
        if (campaign.MostContacts < 2 || rules is not PolicySet policy)
        {
            return;
        }

        Contact sample = Sample(campaign);
        foreach (ContactRule rule in policy.Rules.Where(rule => rule.Subject == SubjectKind.Customer && rule.Window.Kind != WindowKind.PerOffer))
        {
            ContactMatch match = rule.Match;
            string[] channels = [.. campaign.Channels.Select(channel => channel.Name).Where(name => match.Channels.Count == 0 || match.Channels.Contains(name, StringComparer.Ordinal))];
            string[] products =
            [
                .. campaign.Offers.Select(offer => offer.Product).Where(product => match.Categories.Count == 0
                    || (catalog.TryGet(product, out Product? known) && known.Category is { } category && match.Categories.Contains(category, StringComparer.Ordinal))).Select(product => product.Value),
            ];
            bool concerns = (match with { Channels = [], Categories = [], Classes = [] }).Fits(sample) && policy.Exemptions.Of(sample, match) is null;
            if (concerns && channels.Length > 0 && products.Length > 0)
            {
                _caps.Add((rule, builder.AddCap(new ContactCap(rule.Id, rule.Window, rule.Limit.Lowest) { Channels = channels, Products = products })));
            }
        }
    }

    /// <summary>Tells the problem what the ledger has of the customer who has begun.</summary>
    /// <param name="candidate">A contact of his as rules see it.</param>
    /// <param name="contacts">The contacts of his root.</param>
    /// <param name="now">The instant of the ledger.</param>
    public void Tell(Contact candidate, IReadOnlyList<Contact> contacts, DateTimeOffset now)
    {
        var subject = SubjectKey.Of(candidate.Customer);
        foreach ((ContactRule rule, int cap) in _caps)
        {
            bool judges = rule.Match.Classes.Count == 0 || (candidate.CustomerClass is { } known && rule.Match.Classes.Contains(known, StringComparer.Ordinal));
            _builder.SetLimit(cap, judges ? rule.LimitFor(candidate) : int.MaxValue);
            foreach (Contact contact in judges ? contacts : [])
            {
                bool same = rule.Window.Kind != WindowKind.PerCampaign || string.Equals(contact.Campaign, _campaign.Id, StringComparison.Ordinal);
                for (int weight = same && contact.Concerns(subject) && rule.Counts(contact, now) ? rule.WeightOf(contact) : 0; weight > 0; weight--)
                {
                    // The frozen local day counts, wherever the customer lives by now.
                    _builder.AddUsed(cap, ZoneClock.Find(contact.Zone) is { } zone ? TimeZoneInfo.ConvertTime(contact.At, zone) : contact.At);
                }
            }
        }
    }

    private static Contact Sample(Campaign campaign) => new()
    {
        Id = Guid.Empty, Tenant = campaign.Tenant, Root = SubjectKey.Of(new CustomerId("-")), IdempotencyKey = "-", Fingerprint = "-", Subjects = [], Customer = new CustomerId("-"),
        Channel = campaign.Channels[0].Name, Purpose = campaign.Purpose, Campaign = campaign.Id, Tags = campaign.Tags, Priority = campaign.Priority,
        At = DateTimeOffset.UnixEpoch, LocalDate = DateOnly.FromDateTime(DateTime.UnixEpoch), Zone = "UTC",
    };
}
