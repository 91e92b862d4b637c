using System.CommandLine;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary><c>crosssell ledger record</c>: writes down one answer or one contact.</summary>
internal sealed class LedgerRecordVerb : VerbCommand
{
    private readonly LedgerOptions _ledger = new(required: true);
    private readonly LedgerPlace _who = new();
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
        new("Ledger", [_ledger.Ledger, _ledger.KeyFile]), new("What is recorded", [_who.Customer, _who.Household, _who.Account, _at, _key]),
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
        LedgerSubject subject = _who.Read(options);
        DateTimeOffset? at = options.Time(_at);
        AnswerEntry? answer = IsAnswer(options) ? Answer(options) : null;
        ContactEntry? contact = answer is null ? Contact(options) : null;
        var reporter = new Reporter(host, options, Common);
        ILedgerStore store = await _ledger.OpenStoreAsync(options, host).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            ContactLedger ledger = _ledger.Over(store, options, new PolicySetBuilder().Build());
            subject = await subject.FoundAsync(store, host.Cancellation).ConfigureAwait(false);
            DateTimeOffset when = at ?? await store.GetNowAsync(host.Cancellation).ConfigureAwait(false);
            string done = answer is null
                ? await contact!.RecordAsync(ledger, subject, when, host.Cancellation).ConfigureAwait(false)
                : await answer.RecordAsync(ledger, subject.Ref, when, host.Cancellation).ConfigureAwait(false);
            reporter.Summarize($"{done}");
        }
    }

    private bool IsAnswer(OptionReader options)
    {
        bool isAnswer = options.IsGiven(_answer) || options.IsGiven(_product);
        if (isAnswer == options.IsGiven(_channel))
        {
            throw new UsageException("say either --product and --answer for an answer, or --channel for a contact.");
        }

        Option[] others = isAnswer ? [_channel, _state, _purpose, _campaign, _inbound] : [_reason, _until, _offer];
        return others.FirstOrDefault(options.IsGiven) is { } stray ? throw new UsageException($"{stray.Name} belongs to {(isAnswer ? "a contact" : "an answer")}.") : isAnswer;
    }

    private AnswerEntry Answer(OptionReader options)
    {
        string product = options.Text(_product) is { Length: > 0 } id ? id : throw new UsageException("--product is missing; an answer is about a product.");
        OfferResponseKind kind = options.Choice(
            _answer, ("accepted", OfferResponseKind.Accepted), ("declined", OfferResponseKind.Declined), ("no-response", OfferResponseKind.NoResponse), ("postponed", OfferResponseKind.Postponed))
            ?? throw new UsageException("--answer is missing; it must be accepted or declined or no-response or postponed.");
        DeclineReason reason = options.Choice(
            _reason, ("bad-moment", DeclineReason.BadMoment), ("postponed", DeclineReason.Postponed), ("price", DeclineReason.Price), ("no-need", DeclineReason.NoNeed),
            ("not-relevant", DeclineReason.NotRelevant), ("has-elsewhere", DeclineReason.HasElsewhere), ("channel", DeclineReason.Channel), ("trust", DeclineReason.Trust),
            ("never-product", DeclineReason.NeverProduct), ("never-any", DeclineReason.NeverAny)) ?? DeclineReason.None;
        if (reason != DeclineReason.None && kind != OfferResponseKind.Declined)
        {
            throw new UsageException("--reason belongs to --answer declined.");
        }

        DateTimeOffset? until = options.Time(_until);
        return until is null && (kind == OfferResponseKind.Postponed || reason == DeclineReason.Postponed)
            ? throw new UsageException("--until is missing; it says to when it is postponed.")
            : new AnswerEntry { Product = product, Kind = kind, Reason = reason, Until = until, Offer = options.Text(_offer), Key = options.Text(_key) };
    }

    private ContactEntry Contact(OptionReader options) => new()
    {
        Channel = options.Required(_channel),
        State = options.Choice(
            _state, ("sent", ContactState.Sent), ("delivered", ContactState.Delivered), ("answered", ContactState.Answered), ("bounced", ContactState.Bounced),
            ("no-answer", ContactState.NoAnswer), ("unknown", ContactState.Unknown)) ?? ContactState.Sent,
        Purpose = LedgerCheckVerb.PurposeOf(options, _purpose),
        Campaign = options.Text(_campaign),
        IsInbound = options.Flag(_inbound),
        Key = options.Text(_key),
    };
}
