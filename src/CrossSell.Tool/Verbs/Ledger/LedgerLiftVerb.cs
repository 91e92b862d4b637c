using System.CommandLine;
using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary><c>crosssell ledger lift</c>: a customer who objected has agreed anew, and that can be proved.</summary>
internal sealed class LedgerLiftVerb : VerbCommand
{
    private const int LongestText = 512;

    private readonly LedgerOptions _ledger = new(required: true);
    private readonly LedgerPlace _who = new();
    private readonly Option<string> _channel = Opt.Text("--channel", "NAME", "The channel that he agreed to, such as phone.", required: true);
    private readonly Option<string> _purpose = Opt.Text("--purpose", "marketing|service", "What he agreed to. Default: marketing.");
    private readonly Option<string> _from = Opt.Text("--from", "T", "When he agreed, in UTC unless it says another zone; after the objection, and not in the future. Default: now.");
    private readonly Option<string> _to = Opt.Text("--to", "T", "When the permission ends, excluded. Default: never.");
    private readonly Option<string> _evidence = Opt.Text("--evidence", "TEXT", "Where the proof lies, such as the id of a form or recording.", required: true);
    private readonly Option<string> _wording = Opt.Text("--policy-text-version", "TEXT", "Which wording he agreed to.");
    private readonly Option<string> _reason = Opt.Text("--reason", "TEXT", "Why the objection is lifted: a code or a short sentence, kept in the decision log.", required: true);
    private readonly Option<string> _by = Opt.Text("--by", "ID", "Who decided it, kept in the decision log.", required: true);
    private readonly Option<string[]> _points = Opt.Texts("--contact-point", "TEXT", "An address or number of his whose own objection is lifted too, for everybody who is contacted there.");
    private readonly Option<string> _id = Opt.Text("--id", "NAME", "The permission's own name: the same twice is one. Default: made of customer, channel and evidence.");

    public LedgerLiftVerb()
        : base("lift", "Lift an objection for one channel and purpose, by a permission given after it that can be proved.") => AddOptions();

    public override string Path => $"{LedgerVerbs.Group} {Name}";

    public override string Usage => "--ledger L --key-file FILE --customer ID --channel NAME --evidence TEXT --reason TEXT --by ID [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("Ledger", [_ledger.Ledger, _ledger.KeyFile]), new("Whose objection", [_who.Customer, _who.Household, _who.Account, _points]),
        new("The permission", [_channel, _purpose, _from, _to, _evidence, _wording, _id]), new("The decision", [_reason, _by]), Common.Group,
    ];

    public override string Notes =>
        """
        Everything else that he objected to stays objected to, and a later objection stands again. Where no
        objection stood, the permission is recorded all the same. A contractual contact needs no permission:
        no objection stops it.

        Example:
          crosssell ledger lift --ledger sqlite:contacts.db --key-file ledger.key --customer C-1 --channel phone \
            --evidence call-2291 --reason "came back" --by agent-3
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        LedgerSubject subject = _who.Read(options);
        DateTimeOffset? from = options.Time(_from), to = options.Time(_to);
        Consent consent = Permission(options, subject.Customer, to);
        string reason = Written(options, _reason), by = Written(options, _by);
        IReadOnlyList<string> points = LedgerOptions.ContactPoints(options, _points);
        var reporter = new Reporter(host, options, Common);
        ILedgerStore store = await _ledger.OpenStoreAsync(options, host).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            ContactLedger ledger = _ledger.Over(store, options, new PolicySetBuilder().Build());
            subject = await subject.FoundAsync(store, host.Cancellation).ConfigureAwait(false);
            consent = consent with { From = from ?? await StartAsync(ledger, store, subject, consent.Id, host).ConfigureAwait(false) };
            if (to <= consent.From)
            {
                throw new UsageException($"{_to.Name} is {Text(to.Value)}; the permission begins at {Text(consent.From)} and must end after that.");
            }

            LiftReceipt receipt = await ledger.LiftObjectionAsync(subject.Ref, consent, reason, by, points, host.Cancellation).ConfigureAwait(false);
            reporter.Summarize($"{Told(receipt, consent, subject.Customer)}");
        }
    }

    /// <summary>Now; but said again without an instant, a permission that is known keeps its own.</summary>
    private static async Task<DateTimeOffset> StartAsync(ContactLedger ledger, ILedgerStore store, LedgerSubject subject, string id, ToolHost host)
    {
        RootView known = await ledger.ReadAsync(subject.Ref, host.Cancellation).ConfigureAwait(false);
        return known.Consents.FirstOrDefault(row => row.Customer == subject.Customer && string.Equals(row.Id, id, StringComparison.Ordinal))?.From
            ?? await store.GetNowAsync(host.Cancellation).ConfigureAwait(false);
    }

    private static string Told(LiftReceipt receipt, Consent consent, CustomerId customer) => receipt.Outcome switch
    {
        LiftOutcome.Lifted => $"{Reporter.Count(receipt.Objections.Count, "objection")} lifted for {consent.Channel}, {Word(consent.Purpose)}; the permission is recorded",
        LiftOutcome.NothingToLift => $"the permission is recorded; no objection stood against {consent.Channel}, {Word(consent.Purpose)}",
        LiftOutcome.OlderThanObjection => throw new FailureException(
            $"customer '{customer}' objected at {Text(receipt.Objections.Max(row => row.At))}, and the permission is of {Text(consent.From)}; only one given after the objection lifts it. Nothing was written."),
        LiftOutcome.NotInForce => throw new FailureException(
            $"the permission from {Text(consent.From)}{(consent.To is { } end ? $" to {Text(end)}" : "")} is not in force now; an objection is lifted only by one that is. Nothing was written."),
        _ => throw new FailureException($"another permission of customer '{customer}' has the id '{consent.Id}'; nothing was written. Give this one another by --id."),
    };

    private static string Word(ContactPurpose purpose) => purpose == ContactPurpose.Service ? "service" : "marketing";

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Written(OptionReader options, Option<string> option)
    {
        string text = options.Required(option);
        return string.IsNullOrWhiteSpace(text) ? throw new UsageException($"{option.Name} is empty; expected text.")
            : text.Length > LongestText ? throw new UsageException($"{option.Name} has {text.Length} characters; at most {LongestText} are kept.")
            : text.Any(char.IsControl) ? throw new UsageException($"{option.Name} holds a control character; plain text is expected.")
            : text;
    }

    private Consent Permission(OptionReader options, CustomerId customer, DateTimeOffset? to)
    {
        string channel = Written(options, _channel), evidence = Written(options, _evidence);
        string id = options.IsGiven(_id) ? Written(options, _id) : $"{customer}|{channel}|{evidence}";
        return new Consent
        {
            Id = id,
            Customer = customer,
            Channel = channel,
            Purpose = options.Choice(_purpose, ("marketing", ContactPurpose.Marketing), ("service", ContactPurpose.Service)) ?? ContactPurpose.Marketing,
            Basis = ConsentBasis.OptIn,
            IsGranted = true,
            From = default,
            To = to,
            Evidence = evidence,
            PolicyTextVersion = options.Text(_wording),
        };
    }
}
