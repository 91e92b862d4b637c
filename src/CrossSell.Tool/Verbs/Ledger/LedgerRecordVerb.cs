using System.CommandLine;
using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary><c>crosssell ledger record</c>: writes down one answer or one contact.</summary>
internal sealed class LedgerRecordVerb : VerbCommand
{
    private readonly LedgerOptions _ledger = new(required: true);
    private readonly Option<string> _customer = Opt.Text("--customer", "ID", "The customer.", required: true);
    private readonly Option<string> _at = Opt.Text("--at", "T", "When, in UTC unless it says another zone. Default: now.");
    private readonly Option<string> _product = Opt.Text("--product", "ID", "The product that was offered.");
    private readonly Option<string> _answer = Opt.Text("--answer", "accepted|declined|no-response|postponed", "What came back.");
    private readonly Option<string> _reason = Opt.Text(
        "--reason", "WORD", "Why it was declined: bad-moment, postponed, price, no-need, not-relevant, has-elsewhere, channel, trust, never-product or never-any.");
    private readonly Option<string> _until = Opt.Text("--until", "T", "To when it is postponed, or when the other contract ends.");
    private readonly Option<string> _offer = Opt.Text("--offer", "ID", "The offer that is answered. Default: the open one of the product, else one of its own.");
    private readonly Option<string> _channel = Opt.Text("--channel", "NAME", "The way by which a contact went, such as phone.");
    private readonly Option<string> _state = Opt.Text("--state", "WORD", "How far it came: sent (the default), delivered, answered, bounced, no-answer or unknown.");
    private readonly Option<string> _purpose = Opt.Text("--purpose", "marketing|service|contractual", "What it was for. Default: marketing.");
    private readonly Option<string> _campaign = Opt.Text("--campaign", "NAME", "The campaign that it belongs to.");
    private readonly Option<bool> _inbound = Opt.Flag("--inbound", "The customer began it.");
    private readonly Option<string> _key = Opt.Text("--key", "NAME", "The record's own name: the same twice is one record. Default: made of customer, what, and instant.");

    public LedgerRecordVerb()
        : base("record", "Write down an answer to an offer, or a contact that was made.") => AddOptions();

    public override string Path => $"{LedgerVerbs.Group} {Name}";

    public override string Usage => "--ledger L --key-file FILE --customer ID (--product ID --answer A | --channel NAME) [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("Ledger", [_ledger.Ledger, _ledger.KeyFile]), new("What is recorded", [_customer, _at, _key]),
        new("An answer", [_product, _answer, _reason, _until, _offer]), new("A contact", [_channel, _state, _purpose, _campaign, _inbound]), Common.Group,
    ];

    public override string Notes =>
        """
        The reason never-any is an objection too: open reservations of the customer are released with it. After
        three conversations with declines within a year the customer is left in peace for 60 days.

        Examples:
          crosssell ledger record --ledger L --key-file K --customer C-1 --product P-7 --answer declined --reason price
          crosssell ledger record --ledger L --key-file K --customer C-1 --channel phone --state answered
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        CustomerRef customer = LedgerOptions.Of(LedgerOptions.RequiredId(options, _customer));
        bool isAnswer = options.IsGiven(_answer) || options.IsGiven(_product);
        if (isAnswer == options.IsGiven(_channel))
        {
            throw new UsageException("say either --product and --answer for an answer, or --channel for a contact.");
        }

        Option[] others = isAnswer ? [_channel, _state, _purpose, _campaign, _inbound] : [_reason, _until, _offer];
        if (others.FirstOrDefault(options.IsGiven) is { } stray)
        {
            throw new UsageException($"{stray.Name} belongs to {(isAnswer ? "a contact" : "an answer")}.");
        }

        DateTimeOffset? at = options.Time(_at);
        Func<ContactLedger, ILedgerStore, Task<string>> record = isAnswer ? Answer(options, customer, at, host) : Contact(options, customer, at, host);
        var reporter = new Reporter(host, options, Common);
        ILedgerStore store = await _ledger.OpenStoreAsync(options, host).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            string done = await record(_ledger.Over(store, options, new PolicySetBuilder().Build()), store).ConfigureAwait(false);
            reporter.Summarize($"{done}");
        }
    }

    private Func<ContactLedger, ILedgerStore, Task<string>> Answer(OptionReader options, CustomerRef customer, DateTimeOffset? at, ToolHost host)
    {
        string product = options.Text(_product) is { Length: > 0 } id ? id : throw new UsageException("--product is missing; an answer is about a product.");
        OfferResponseKind kind = options.Choice(_answer, ("accepted", OfferResponseKind.Accepted), ("declined", OfferResponseKind.Declined), ("no-response", OfferResponseKind.NoResponse), ("postponed", OfferResponseKind.Postponed))
            ?? throw new UsageException("--answer is missing; it must be accepted or declined or no-response or postponed.");
        DeclineReason reason = options.Choice(
            _reason, ("bad-moment", DeclineReason.BadMoment), ("postponed", DeclineReason.Postponed), ("price", DeclineReason.Price), ("no-need", DeclineReason.NoNeed),
            ("not-relevant", DeclineReason.NotRelevant), ("has-elsewhere", DeclineReason.HasElsewhere), ("channel", DeclineReason.Channel), ("trust", DeclineReason.Trust),
            ("never-product", DeclineReason.NeverProduct), ("never-any", DeclineReason.NeverAny)) ?? DeclineReason.None;
        DateTimeOffset? until = options.Time(_until);
        if (reason != DeclineReason.None && kind != OfferResponseKind.Declined)
        {
            throw new UsageException("--reason belongs to --answer declined.");
        }

        if (until is null && (kind == OfferResponseKind.Postponed || reason == DeclineReason.Postponed))
        {
            throw new UsageException("--until is missing; it says to when it is postponed.");
        }

        return async (ledger, store) =>
        {
            DateTimeOffset when = at ?? await store.GetNowAsync(host.Cancellation).ConfigureAwait(false);
            string key = options.Text(_key) ?? string.Create(CultureInfo.InvariantCulture, $"{customer.Customer}|{product}|{when:yyyy-MM-dd'T'HH:mm:ss.ffffff}");
            var selection = new LedgerSelection { Tenant = customer.Tenant, Roots = [new RootSelection { Root = customer.Root, Subjects = [customer.Root] }], Horizon = TimeSpan.Zero, WithOffers = true };
            RootView known = (await store.ReadAsync(selection, host.Cancellation).ConfigureAwait(false)).Root(customer.Root);
            string offer = options.Text(_offer)
                ?? known.Responses.FirstOrDefault(row => row.Id == key)?.OfferId
                ?? known.Offers.LastOrDefault(row => row.Product.Value == product && row.IsOpenAt(when))?.Id ?? key;
            var response = new OfferResponse
            {
                Id = key, OfferId = offer, Customer = customer.Customer, Product = new ProductId(product), Kind = kind, Reason = reason, Until = until,
                Conversation = string.Create(CultureInfo.InvariantCulture, $"{customer.Customer}|{when:yyyy-MM-dd}"), At = when,
            };
            if (!known.Offers.Any(row => row.Id == offer))
            {
                if (options.IsGiven(_offer))
                {
                    throw new FailureException($"there is no offer '{offer}' to this customer.");
                }

                Offer made = KnownFacts.Offered([response]) with { State = OfferState.Expired };
                await ledger.RecordOfferAsync(customer, made, host.Cancellation).ConfigureAwait(false);
            }

            ResponseReceipt receipt = await ledger.RecordResponseAsync(customer, response, Class, host.Cancellation).ConfigureAwait(false);
            return receipt.Outcome == ResponseOutcome.Recorded
                ? receipt.ClassChange is null ? "the answer is recorded" : "the answer is recorded; the customer is left in peace for a while"
                : throw new FailureException($"another answer is recorded under '{key}'.");
        };
    }

    private static ClassChange? Class(IReadOnlyList<OfferResponse> responses, IReadOnlyList<ClassChange> changes, OfferResponse newest, DateTimeOffset now) =>
        ContactClassRule.Default.Judge(newest.Customer, responses, changes.Count > 0 ? changes[^1].To : null, DeclineTable.Default, newest.At);

    private Func<ContactLedger, ILedgerStore, Task<string>> Contact(OptionReader options, CustomerRef customer, DateTimeOffset? at, ToolHost host)
    {
        ContactState state = options.Choice(
            _state, ("sent", ContactState.Sent), ("delivered", ContactState.Delivered), ("answered", ContactState.Answered), ("bounced", ContactState.Bounced),
            ("no-answer", ContactState.NoAnswer), ("unknown", ContactState.Unknown)) ?? ContactState.Sent;
        ContactPurpose purpose = LedgerCheckVerb.PurposeOf(options, _purpose);
        return async (ledger, store) =>
        {
            DateTimeOffset when = at ?? await store.GetNowAsync(host.Cancellation).ConfigureAwait(false);
            var request = new ContactRequest
            {
                IdempotencyKey = options.Text(_key) ?? string.Create(CultureInfo.InvariantCulture, $"{customer.Customer}|{options.Text(_channel)}|{when:yyyy-MM-dd'T'HH:mm:ss.ffffff}"),
                Customer = customer.Customer, Channel = options.Text(_channel)!, Purpose = purpose, Campaign = options.Text(_campaign), At = when,
                Direction = options.Flag(_inbound) ? ContactDirection.Inbound : ContactDirection.Outbound,
            };
            if (request.Validate() is { Count: > 0 } failures)
            {
                throw new UsageException(string.Join(' ', failures));
            }

            Reservation result = await ledger.RecordContactAsync(request, state, host.Cancellation).ConfigureAwait(false);
            return result.IsAccepted ? "the contact is recorded" : throw new FailureException($"another contact is recorded under '{request.IdempotencyKey}'.");
        };
    }
}
