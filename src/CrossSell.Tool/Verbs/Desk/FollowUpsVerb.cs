using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary><c>crosssell followups</c>: what is to be followed up now, the most important first.</summary>
internal sealed class FollowUpsVerb : VerbCommand
{
    private const string Tenant = "main";
    private const int DefaultTop = 100;
    private const int CustomersAtOnce = 1000;

    private readonly DeskInput _desk = new(ledgerRequired: true);
    private readonly Option<string> _top = Opt.Text("--top", "N", $"Most rows of what is due. Default: {DefaultTop}.");
    private readonly Option<bool> _all = Opt.Flag("--all", "Write everything, what is left out too, each with its first reason, customer by customer; --top does not count then.");
    private readonly Option<string> _most = Opt.Text("--max-per-offer", "N", "How often one offer is followed up at most, agreed call-backs apart. Default: 2.");
    private readonly Option<string> _gap = Opt.Text("--min-gap", "DAYS", "The least time between two contacts about one offer, and before the first, in whole days. Default: 7.");
    private readonly Option<string> _channel = Opt.Text("--channel", "NAME", "By which channel. Default: that of the last contact about the offer, else phone.");
    private readonly Option<string> _cost = Opt.Text("--contact-cost", "X", "What a contact costs, in the currency of the margins. Default: 0.");
    private readonly Option<string> _policy = Opt.Text("--policy", "FILE", "The limits, quiet hours and permissions, as JSON. Default: none; objections, holds and pauses alone are heeded.");
    private readonly Option<string> _language = Opt.Text("--language", "en|de", "The language of reasons. Default: en.");
    private readonly ResultOptions _result = ResultOptions.ForRows();

    public FollowUpsVerb()
        : base("followups", "List the open offers, call-backs and words after a sale that are due, the most important first.") => AddOptions();

    public static IReadOnlyList<string> Columns { get; } =
        ["customer", "kind", "product", "offer", "due_at", "until", "worth", "expected", "urgency", "made", "channel", "state", "code", "again_at", "text"];

    public override string Usage => "--model FILE --purchases FILE --ledger L --key-file FILE [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("What is asked", [_desk.Model, _desk.Purchases, _top, _all, _most, _gap, _channel, _cost, _policy, _language]),
        _desk.Eligible.WithoutFacts, _result.Group, _desk.Reading.Group, Common.Group,
    ];

    public override string Notes =>
        """
        Columns written: customer,kind,product,offer,due_at,until,worth,expected,urgency,made,channel,state,code,
          again_at,text
          kind is call-back, open-offer, after-sale or referral; state is due, or left-out with the code of the
          first reason, when it falls away (empty is never), and a sentence. worth is expected value times urgency.

        Agreed call-backs come first and know no limits; then offers by worth; then what sells nothing. Everybody
        of the ledger is looked at, and every customer of the purchases for words after a sale.

        It only looks: a program reserves each contact before it is made.

        Example:
          crosssell followups --model M --purchases P --products products.csv --ledger L --key-file K --top 50
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        int top = options.Whole(_top, 1) ?? DefaultTop;
        bool all = options.Flag(_all);
        FollowUpRules rules = Rules(options);
        CultureInfo language = options.Choice(_language, ("en", false), ("de", true)) == true ? CultureInfo.GetCultureInfo("de") : CultureInfo.InvariantCulture;
        DeskRequest request = _desk.Read(options);
        var reporter = new Reporter(host, options, Common);
        reporter.ResultGoesTo(_result.Path(options));
        PolicySet policy = options.Text(_policy) is { } file ? PolicyFile.Read(file, host) : new PolicySetBuilder().Build();
        using OutputTarget output = OutputTarget.Open(host, _result.Path(options));
        var writer = RecordWriter.Create(_result.Format(options), output.Sink, Columns);
        LoadedDesk desk = await request.LoadAsync(new DeskOptions(), reporter, host).ConfigureAwait(false);
        long due = 0, left = 0;
        ILedgerStore store = await _desk.Eligible.Ledger.OpenStoreAsync(options, host).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            ContactLedger ledger = _desk.Eligible.Ledger.Over(store, options, policy);
            using var engine = new CrossSellEngine(desk.Desk, ledger, host.Clock);
            IAsyncEnumerable<FollowUp> found = engine.FollowUpsAsync(Tenant, rules, host.Cancellation)
                .Concat(engine.FollowUpsAsync(NewToLedger(store, desk.Desk.Model.History!, host.Cancellation), rules, host.Cancellation));
            if (all)
            {
                await foreach (FollowUp one in found.ConfigureAwait(false))
                {
                    (due, left) = one.IsDue ? (due + 1, left) : (due, left + 1);
                    Write(writer, one, language, desk.Desk.Catalog);
                }
            }
            else
            {
                FollowUpList list = await FollowUpList.OfAsync(found, top, host.Cancellation).ConfigureAwait(false);
                (due, left) = (list.DueInAll, list.LeftOut.Values.Sum());
                foreach (FollowUp one in list.Due)
                {
                    Write(writer, one, language, desk.Desk.Catalog);
                }
            }
        }

        output.Commit();
        reporter.Summarize($"{due.ToString("N0", CultureInfo.InvariantCulture)} due, {left.ToString("N0", CultureInfo.InvariantCulture)} left out");
    }

    // Who is in the purchases and not in the ledger; the others are found there.
    private static async IAsyncEnumerable<CustomerRef> NewToLedger(ILedgerStore store, PurchaseHistory history, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (string[] ids in history.Customers.Chunk(CustomersAtOnce))
        {
            SubjectKey[] people = [.. ids.Select(id => SubjectKey.Of(new CustomerId(id)))];
            IReadOnlyList<SubjectKey?> homes = await store.FindHomesAsync(Tenant, people, cancellation).ConfigureAwait(false);
            for (int i = 0; i < ids.Length; i++)
            {
                if (homes[i] is null)
                {
                    yield return new CustomerRef(Tenant, people[i], new CustomerId(ids[i]));
                }
            }
        }
    }

    private static void Write(RecordWriter writer, FollowUp one, CultureInfo language, ProductCatalog catalog)
    {
        Veto? first = one.IsDue ? null : one.Vetoes[0];
        writer.Text(one.Customer.Customer.Value);
        writer.Text(one.Kind switch { OccasionKind.CallBack => "call-back", OccasionKind.OpenOffer => "open-offer", OccasionKind.AfterSale => "after-sale", _ => "referral" });
        writer.Text(one.Product.Value);
        writer.Text(one.Offer?.Id ?? "");
        writer.Text(Instant.Text(one.DueAt));
        writer.Text(Instant.Text(one.Until));
        writer.Number(one.Worth);
        writer.Number(one.Value?.Expected);
        writer.Number(one.Urgency);
        writer.Number((long)one.Made);
        writer.Text(one.Request.Channel);
        writer.Text(one.IsDue ? "due" : "left-out");
        writer.Text(first?.Code ?? "");
        writer.Text(Instant.Text(one.IsDue ? one.DueAt : one.AgainAt));
        writer.Text(first?.In(language, catalog: catalog) ?? "");
    }

    private FollowUpRules Rules(OptionReader options)
    {
        var rules = new FollowUpRules();
        TimeSpan gap = options.Whole(_gap, 0L, 3650L) is { } days ? TimeSpan.FromDays(days) : rules.MinGap;
        string? channel = options.Text(_channel) is null ? null : LedgerOptions.RequiredId(options, _channel);
        return rules with
        {
            MaxPerOffer = options.Whole(_most, 0) ?? rules.MaxPerOffer, MinGap = gap, FirstAfter = gap, Channel = channel, ContactCost = options.NotNegative(_cost) ?? 0,
        };
    }
}
