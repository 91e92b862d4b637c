using System.CommandLine;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary><c>crosssell campaign dispatch</c>: hands contacts over by writing them into an outbox, each once.</summary>
internal sealed class CampaignDispatchVerb : VerbCommand
{
    private readonly Option<string> _campaign = Opt.Text("--campaign", "FILE", "The campaign as JSON.", required: true);
    private readonly Option<string> _policy = Opt.Text("--policy", "FILE", "The contact policy, as JSON: it has the last word.", required: true);
    private readonly Option<string> _outbox = Opt.Output("--outbox", "Where contacts to be made are appended, as CSV; the file of an earlier run is gone on with.", required: true);
    private readonly Option<bool> _wait = Opt.Flag("--wait", "Wait for contacts that are not due yet.");
    private readonly Option<string> _products = Opt.Text("--products", "FILE", "The products, as CSV: offers are written down with their equivalence sets and prices.");
    private readonly LedgerOptions _ledger = new(required: true);

    public CampaignDispatchVerb()
        : base("dispatch", "Hand over the contacts of a campaign that are due: each is written into the outbox once, whatever crashes.") => AddOptions();

    public override string Path => $"{CampaignVerbs.Group} {Name}";

    public override string Usage => "--campaign C --policy FILE --ledger L --key-file K --outbox FILE [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
        [new("Campaign", [_campaign, _policy, _products, _wait]), new("Ledger", [_ledger.Ledger, _ledger.KeyFile]), new("Result", [_outbox]), Common.Group];

    public override string Notes =>
        """
        Columns appended: contact,customer,channel,products,at
          'contact' is the id under which a provider can tell that it has seen the row before.

        Each contact is looked at once more before it is written: consent, objections, holds, quiet hours, limits.
        Stopped or killed, the verb goes on where it was: rows in the outbox count as sent. A contact that was
        begun and is not in this outbox is Unknown after 15 minutes: it counts, and is not handed over again.

        Example:
          crosssell campaign dispatch --campaign autumn.json --policy policy.json --ledger sqlite:contacts.db \
            --key-file ledger.key --outbox calls.csv
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        CrossSell.Campaign campaign = CampaignFile.Read(options.Required(_campaign), host);
        PolicySet policy = PolicyFile.Read(options.Required(_policy), host);
        ProductCatalog? catalog = options.Text(_products) is { } products ? CatalogLoader.Load(products, new CsvCatalogOptions(), host) : null;
        var reporter = new Reporter(host, options, Common);
        using Outbox outbox = Outbox.Open(options.Required(_outbox));
        ILedgerStore store = await _ledger.OpenStoreAsync(options, host).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            using var engine = new CrossSellEngine(_ledger.Over(store, options, policy, DecisionDetail.Accepted), host.Clock)
            {
                Campaigns = catalog is null ? null : new CampaignDesk(new EligibilityChecker(catalog)),
            };
            int settled = await SettleAsync(engine, store, campaign, outbox, host.Cancellation).ConfigureAwait(false);
            if (settled > 0)
            {
                reporter.Note($"{Reporter.Count(settled, "contact")} of an earlier run {(settled == 1 ? "stands" : "stand")} in the outbox and {(settled == 1 ? "counts" : "count")} as sent.");
            }

            DispatchReport report = await engine.DispatchAsync(
                campaign,
                (contact, _) =>
                {
                    outbox.Append(contact);
                    return Task.FromResult(ContactState.Sent);
                },
                new DispatchOptions { WaitsForSlots = options.Flag(_wait), MostFailures = 1 },
                host.Cancellation).ConfigureAwait(false);
            Say(reporter, report);
            reporter.Summarize($"{Reporter.Count(report.SentCount, "contact")} written{(report.NextDue is { } next ? $", the next is due at {Instant.Text((DateTimeOffset?)next)}" : "")}");
            host.Cancellation.ThrowIfCancellationRequested();
        }
    }

    // What stands in the outbox was handed over, though nobody lived to say so.
    private static async Task<int> SettleAsync(CrossSellEngine engine, ILedgerStore store, CrossSell.Campaign campaign, Outbox outbox, CancellationToken cancellation)
    {
        int settled = 0;
        foreach (ContactState state in (ContactState[])[ContactState.Dispatching, ContactState.Unknown])
        {
            var query = new ContactQuery { Tenant = campaign.Tenant, Campaign = campaign.Id, State = state, Limit = int.MaxValue };
            foreach (Contact contact in (await store.FindAsync(query, cancellation).ConfigureAwait(false)).Where(contact => outbox.Contains(contact.Id)))
            {
                await engine.CommitAsync(ContactRef.Of(contact), ContactState.Sent, null, cancellation).ConfigureAwait(false);
                settled++;
            }
        }

        return settled;
    }

    private static void Say(Reporter reporter, DispatchReport report)
    {
        if (report.Refused.Count > 0)
        {
            IEnumerable<string> codes = report.Refused.SelectMany(row => row.Vetoes.Select(veto => veto.Code).Distinct(StringComparer.Ordinal))
                .GroupBy(code => code, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count():N0}");
            reporter.Note($"{Reporter.Count(report.Refused.Count, "contact")} may not be made now: {string.Join(", ", codes)}.");
        }

        if (report.Late.Count > 0)
        {
            reporter.Warn($"{Reporter.Count(report.Late.Count, "contact")} came too late and {(report.Late.Count == 1 ? "was" : "were")} given back; plan again to use the room.");
        }

        if (report.Unknown.Count > 0)
        {
            reporter.Warn($"{Reporter.Count(report.Unknown.Count, "contact")} of an earlier run {(report.Unknown.Count == 1 ? "is" : "are")} Unknown and will not be handed over again: {string.Join(", ", report.Unknown.Take(5).Select(contact => contact.Id))}.");
        }
    }
}
