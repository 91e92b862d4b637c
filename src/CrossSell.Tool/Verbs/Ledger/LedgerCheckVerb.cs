using System.CommandLine;
using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary><c>crosssell ledger check</c>: says whether a customer may be contacted, and if not, why and from when on.</summary>
internal sealed class LedgerCheckVerb : VerbCommand
{
    private const int MostSteps = 1000;

    private readonly LedgerOptions _ledger = new(required: true);
    private readonly Option<string> _customer = Opt.Text("--customer", "ID", "The customer.", required: true);
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
        new("What is asked", [_customer, _channel, _purpose, _campaign, _contactPoint, _class, _zone, _policy, _at, _language]), _result.Group, Common.Group,
    ];

    public override string Notes =>
        """
        Columns written: allowed,code,rule,evidence,until,earliest,text
          One row with yes, or a row with no for each reason. until is when the reason falls away, earliest the
          first instant at which nothing speaks against it any more; empty is never.

        It only looks: to keep limits, a program reserves the contact before it sends.
        Exit codes: 0 allowed, 3 refused, 1 failed (then nothing is allowed), 2 wrong command line.

        Example:
          crosssell ledger check --ledger L --key-file K --customer C-1 --channel email --policy policy.json
        """;

    public static ContactPurpose PurposeOf(OptionReader options, Option<string> option) => options.Choice(
        option, ("marketing", ContactPurpose.Marketing), ("service", ContactPurpose.Service), ("contractual", ContactPurpose.Contractual)) ?? ContactPurpose.Marketing;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        CustomerRef customer = LedgerOptions.Of(LedgerOptions.RequiredId(options, _customer));
        string channel = LedgerOptions.RequiredId(options, _channel);
        ContactPurpose purpose = PurposeOf(options, _purpose);
        DateTimeOffset? wanted = options.Time(_at);
        TimeZoneInfo? zone = null;
        if (options.Text(_zone) is { } id && !TimeZoneInfo.TryFindSystemTimeZoneById(id, out zone))
        {
            throw new UsageException($"--zone is '{id}', which this machine does not know; expected one such as Europe/Berlin.");
        }

        CultureInfo language = options.Choice(_language, ("en", false), ("de", true)) == true ? CultureInfo.GetCultureInfo("de") : CultureInfo.InvariantCulture;
        PolicySet policy = options.Text(_policy) is { } file ? ReadPolicy(file, host) : new PolicySetBuilder().Build();
        using OutputTarget output = OutputTarget.Open(host, _result.Path(options), options.Text(_policy), options.Text(_ledger.KeyFile));
        RecordFormat format = _result.Format(options);
        ILedgerStore store = await _ledger.OpenStoreAsync(options, host).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            ContactLedger ledger = _ledger.Over(store, options, policy);
            ContactPointHash subject = ledger.HashOf(customer.Tenant, customer.Customer);
            ContactPointHash[] subjects = options.Text(_contactPoint) is { Length: > 0 } point ? [subject, ledger.HashOf(point)] : [subject];
            LedgerView view = await ledger.ReadAsync(
                new LedgerSelection
                {
                    Tenant = customer.Tenant,
                    Roots = [new RootSelection { Root = customer.Root, Subjects = [customer.Root] }],
                    ObjectionSubjects = subjects,
                    Horizon = policy.Horizon,
                    Earliest = wanted,
                },
                host.Cancellation).ConfigureAwait(false);
            DateTimeOffset at = wanted ?? view.Now;
            RootView root = view.Root(customer.Root);
            TimeZoneInfo known = zone ?? TimeZoneInfo.FindSystemTimeZoneById(policy.OrganizationZone);
            var candidate = new Contact
            {
                Id = Guid.Empty, Tenant = customer.Tenant, Root = customer.Root, IdempotencyKey = "check", Fingerprint = "", Subjects = [customer.Root], Customer = customer.Customer,
                Channel = channel, Purpose = purpose, Campaign = options.Text(_campaign), At = at, LocalDate = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, known).DateTime),
                Zone = known.Id, ZoneAssumed = zone is null, CustomerClass = options.Text(_class) ?? root.ClassChanges.Where(change => change.At <= at).LastOrDefault()?.To,
                State = ContactState.Reserved,
            };
            var context = new AdmissionContext
            {
                Candidate = candidate, Contacts = root.Contacts, Now = view.Now < at ? view.Now : at, Consents = root.Consents, Objections = view.Objections, Holds = root.Holds, ClassChanges = root.ClassChanges,
            };
            Write(RecordWriter.Create(format, output.Sink, "allowed", "code", "rule", "evidence", "until", "earliest", "text"), policy, context, language, zone, host);
        }

        output.Commit();
    }

    private static void Write(RecordWriter writer, PolicySet policy, AdmissionContext context, CultureInfo language, TimeZoneInfo? zone, ToolHost host)
    {
        Admission admission = policy.Admit(context);
        string earliest = Instant.Text(Earliest(policy, context));
        if (admission.IsAdmitted)
        {
            Array.ForEach(["yes", "", "", "", "", earliest, ""], writer.Text);
            return;
        }

        host.Outcome = ExitCode.Refused;
        foreach (Veto veto in admission.Vetoes)
        {
            Array.ForEach(["no", veto.Code, veto.RuleId ?? "", string.Join('|', veto.Evidence), Instant.Text(veto.EligibleAgainAt), earliest, veto.In(language, zone)], writer.Text);
        }
    }

    // Limits and quiet hours know their first instant, permissions each their end; the first at which all agree is found by asking again.
    private static DateTimeOffset? Earliest(PolicySet policy, AdmissionContext context)
    {
        for (int step = 0; step < MostSteps; step++)
        {
            DateTimeOffset at = context.Candidate.At;
            PermissionVerdict permission = policy.Permissions.Check(context);
            DateTimeOffset? next = permission.IsPermitted ? policy.EarliestAllowed(context)
                : permission.Vetoes.Any(veto => veto.EligibleAgainAt is null) ? null : permission.Vetoes.Max(veto => veto.EligibleAgainAt);
            if (next is null || (next == at && permission.IsPermitted))
            {
                return next;
            }

            if (next <= at)
            {
                return null;
            }

            context = context with { Candidate = context.Candidate with { At = next.Value } };
        }

        return null;
    }

    private static PolicySet ReadPolicy(string path, ToolHost host)
    {
        using InputFile input = InputFile.Open(path, host, expected: "a policy as JSON");
        using var text = new StreamReader(input.Stream);
        return PolicySet.FromJson(text.ReadToEnd(), input.Name);
    }
}
