using System.CommandLine;
using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary><c>crosssell ledger check</c>: says whether a customer may be contacted, and if not, why and from when on.</summary>
internal sealed class LedgerCheckVerb : VerbCommand
{
    private readonly LedgerOptions _ledger = new(required: true);
    private readonly LedgerPlace _who = new();
    private readonly Option<string> _channel = Opt.Text("--channel", "NAME", "The way of the contact, such as email or phone.", required: true);
    private readonly Option<string> _purpose = Opt.Text("--purpose", "marketing|service|contractual", "What it is for. Default: marketing.");
    private readonly Option<string> _campaign = Opt.Text("--campaign", "NAME", "The campaign that it belongs to.");
    private readonly Option<string> _contactPoint = Opt.Text("--contact-point", "TEXT", "The address or number it goes to, so that an objection of it is found.");
    private readonly Option<string> _class = Opt.Text("--class", "NAME", "The customer's contact class, for limits by class. Default: that of the ledger.");
    private readonly Option<string> _zone = Opt.Text("--zone", "ID", "The customer's time zone, such as Europe/Berlin. Default: unknown.");
    private readonly Option<string> _policy = Opt.Text(
        "--policy", "FILE", "The limits, quiet hours and permissions, as JSON. Default: none; objections, holds and pauses alone are heeded.");
    private readonly Option<string> _at = Opt.Text("--at", "T", "When, in UTC unless it says another zone. Default: now.");
    private readonly Option<string> _language = Opt.Text("--language", "en|de", "The language of reasons. Default: en.");
    private readonly ResultOptions _result = ResultOptions.ForRows();

    public LedgerCheckVerb()
        : base("check", "Say whether a customer may be contacted, and if not, why and from when on.") => AddOptions();

    public override string Path => $"{LedgerVerbs.Group} {Name}";

    public override string Usage => "--ledger L --key-file FILE --customer ID --channel NAME [--policy FILE] [--at T] [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("Ledger", [_ledger.Ledger, _ledger.KeyFile]),
        new("What is asked", [_who.Customer, _who.Household, _who.Account, _channel, _purpose, _campaign, _contactPoint, _class, _zone, _policy, _at, _language]), _result.Group, Common.Group,
    ];

    public override string Notes =>
        """
        Columns written: allowed,code,rule,evidence,until,earliest,text
          One row with yes, or a row with no for each reason. until is when the reason falls away, earliest the
          first instant at which nothing speaks against it any more; empty is never.

        Limits of a household or account count the contacts of all who belong to it.

        It only looks: to keep limits, a program reserves the contact before it sends.
        Exit codes: 0 allowed, 3 refused, 1 failed (then nothing is allowed), 2 wrong command line.

        Example:
          crosssell ledger check --ledger L --key-file K --customer C-1 --channel email --policy policy.json
        """;

    public static ContactPurpose PurposeOf(OptionReader options, Option<string> option) => options.Choice(
        option, ("marketing", ContactPurpose.Marketing), ("service", ContactPurpose.Service), ("contractual", ContactPurpose.Contractual)) ?? ContactPurpose.Marketing;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        LedgerSubject subject = _who.Read(options);
        ContactQuestion question = Question(options);
        CultureInfo language = options.Choice(_language, ("en", false), ("de", true)) == true ? CultureInfo.GetCultureInfo("de") : CultureInfo.InvariantCulture;
        PolicySet policy = options.Text(_policy) is { } file ? PolicyFile.Read(file, host) : new PolicySetBuilder().Build();
        using OutputTarget output = OutputTarget.Open(host, _result.Path(options));
        RecordFormat format = _result.Format(options);
        ILedgerStore store = await _ledger.OpenStoreAsync(options, host).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            subject = await subject.FoundAsync(store, host.Cancellation).ConfigureAwait(false);
            AdmissionContext context = await question.AskAsync(_ledger.Over(store, options, policy), subject, policy, host.Cancellation).ConfigureAwait(false);
            bool isAllowed = new ContactVerdict(policy, context).Write(RecordWriter.Create(format, output.Sink, ContactVerdict.Columns), language, question.Zone);
            host.Outcome = isAllowed ? host.Outcome : ExitCode.Refused;
        }

        output.Commit();
    }

    private ContactQuestion Question(OptionReader options)
    {
        TimeZoneInfo? zone = null;
        if (options.Text(_zone) is { } id && !TimeZoneInfo.TryFindSystemTimeZoneById(id, out zone))
        {
            throw new UsageException($"--zone is '{id}', which this machine does not know; expected one such as Europe/Berlin.");
        }

        return new ContactQuestion
        {
            Channel = LedgerOptions.RequiredId(options, _channel),
            Purpose = PurposeOf(options, _purpose),
            Campaign = options.Text(_campaign),
            ContactPoint = options.Text(_contactPoint),
            Class = options.Text(_class),
            Zone = zone,
            At = options.Time(_at),
        };
    }
}
