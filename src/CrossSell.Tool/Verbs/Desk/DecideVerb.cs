using System.CommandLine;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary><c>crosssell decide</c>: what to say to a customer who is here now.</summary>
internal sealed class DecideVerb : VerbCommand
{
    private const int DefaultTop = 3;

    private readonly DeskInput _desk = new(ledgerRequired: false);
    private readonly LedgerPlace _who = new();
    private readonly Option<string> _occasion = Opt.Text(
        "--occasion", "NAME", "Why he is spoken to: call, visit, message, contract-end, anniversary, life-event, birthday, call-back, after-sale, referral, open-offer. Default: call.");
    private readonly Option<string> _offer = Opt.Text("--offer", "ID", "The offer that is followed up; with --occasion call-back or open-offer.");
    private readonly Option<string> _cost = Opt.Text("--contact-cost", "X", "What this contact costs, in the currency of the margins. Default: 0.");
    private readonly Option<string> _top = Opt.Text("--top", "N", $"Most offers. Default: {DefaultTop}.");
    private readonly Option<string> _language = Opt.Text("--language", "en|de", "The language of the screen. Default: en.");
    private readonly Option<string> _output = Opt.Output("--output", "Where the result goes; it appears whole or not at all. Default: -, standard output.");
    private readonly Option<string> _format = Opt.Text("--output-format", "text|json", "A screen to read, or everything as one JSON object. Default: json when FILE ends with .json, else text.");

    public DecideVerb()
        : base("decide", "Say what to offer a customer who is here now, why, and what not until when.") => AddOptions();

    public override string Usage => "--model FILE --purchases FILE --customer ID [--ledger L --key-file FILE] [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("What is asked", [_desk.Model, _desk.Purchases, _who.Customer, _who.Household, _who.Account, _occasion, _offer, _cost, _top, _language]),
        _desk.Eligible.Group, new("Result", [_output, _format]), _desk.Reading.Group, Common.Group,
    ];

    public override string Notes =>
        """
        With --ledger the customer's offers, answers, contacts, class and objections count, and 'now' is the
        ledger's clock; without it only purchases, --holdings and --declines do, and 'now' is --as-of, else the
        latest purchase or answer. Nothing is written: a program writes down what was presented.

        Offers stand in the order of probability times margin, less --contact-cost; a margin that --products does
        not name counts as the median of the others, or as 1.

        Examples:
          crosssell decide --model market.model --purchases purchases.csv --products products.csv --customer C-1042
          crosssell decide --model M --purchases P --customer C-1 --ledger L --key-file K --language de
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        LedgerSubject subject = _who.Read(options);
        Occasion occasion = OccasionOf(options);
        double cost = options.NotNegative(_cost) ?? 0;
        DeskWords words = options.Choice(_language, ("en", false), ("de", true)) == true ? DeskWords.German : DeskWords.English;
        bool json = options.Choice(_format, ("text", false), ("json", true)) ?? options.Text(_output)?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true;
        var settings = new DeskOptions { Offers = options.Whole(_top, 1) ?? DefaultTop };
        DeskRequest request = _desk.Read(options);
        var reporter = new Reporter(host, options, Common);
        reporter.ResultGoesTo(options.Text(_output));
        using OutputTarget output = OutputTarget.Open(host, options.Text(_output));
        LoadedDesk desk = await request.LoadAsync(settings, reporter, host).ConfigureAwait(false);
        DeskDecision decision;
        if (!_desk.Eligible.Ledger.IsGiven(options))
        {
            decision = desk.Desk.Decide(desk.FactsAt(desk.Now, "--as-of", reporter).Of(subject.Customer), [], occasion, desk.Now, cost);
        }
        else
        {
            ILedgerStore store = await _desk.Eligible.Ledger.OpenStoreAsync(options, host).ConfigureAwait(false);
            await using (store.ConfigureAwait(false))
            {
                CustomerRef customer = (await subject.FoundAsync(store, host.Cancellation).ConfigureAwait(false)).Ref;
                ContactLedger ledger = _desk.Eligible.Ledger.Over(store, options, new PolicySetBuilder().Build());
                LedgerView view = await ledger.ReadAsync(
                    new LedgerSelection
                    {
                        Tenant = customer.Tenant, Roots = [new RootSelection { Root = customer.Root, Subjects = [SubjectKey.Of(customer.Customer)] }], ObjectionSubjects = [ledger.HashOf(customer.Tenant, customer.Customer)], WithOffers = true,
                    },
                    host.Cancellation).ConfigureAwait(false);
                RootView root = view.Root(customer.Root);
                CustomerFacts facts = desk.FactsAt(view.Now, "the ledger's clock", reporter).Of(customer.Customer).With(root, view.Objections);
                decision = desk.Desk.Decide(facts, [.. root.Contacts.Where(contact => contact.Customer == customer.Customer)], occasion, view.Now, cost);
            }
        }

        if (json)
        {
            DecisionJson.Write(decision, desk.Desk.Catalog, words, output.Sink);
        }
        else
        {
            output.Sink.Write(decision.ToText(desk.Desk.Catalog, words));
        }

        output.Commit();
        reporter.Summarize($"{Reporter.Count(decision.Offers.Count, "offer")}, {Reporter.Count(decision.OpenOffers.Count, "open offer")}, {Reporter.Count(decision.NotOffered.Count, "product")} not offered; as of {Instant.Text(decision.At)}");
        if (!decision.IsKnown)
        {
            reporter.Warn($"customer '{decision.Customer}' is neither in the purchases nor in the ledger; the offers are the most popular products.");
        }
    }

    private Occasion OccasionOf(OptionReader options)
    {
        OccasionKind kind = options.Choice(
            _occasion, ("call", OccasionKind.InboundCall), ("visit", OccasionKind.InboundVisit), ("message", OccasionKind.InboundMessage), ("contract-end", OccasionKind.ContractEnd), ("anniversary", OccasionKind.PurchaseAnniversary),
            ("life-event", OccasionKind.LifeEvent), ("birthday", OccasionKind.Birthday), ("call-back", OccasionKind.CallBack), ("after-sale", OccasionKind.AfterSale), ("referral", OccasionKind.Referral), ("open-offer", OccasionKind.OpenOffer)) ?? OccasionKind.InboundCall;
        string? offer = options.Text(_offer);
        return offer is null || kind is OccasionKind.CallBack or OccasionKind.OpenOffer ? new Occasion { Kind = kind, Offer = offer }
            : throw new UsageException($"{_offer.Name} belongs to --occasion call-back or open-offer.");
    }
}
