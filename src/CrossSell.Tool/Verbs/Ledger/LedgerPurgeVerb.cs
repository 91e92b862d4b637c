using System.CommandLine;
using System.Globalization;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary><c>crosssell ledger purge</c>: deletes what is past its period.</summary>
internal sealed class LedgerPurgeVerb : VerbCommand
{
    private const int MostDays = 36_525;

    private readonly LedgerOptions _ledger = new(required: true);
    private readonly Option<string> _policy = Opt.Text("--policy", "FILE", "The contact policy that decides, as JSON: what its limits still count stays. Needed for --contacts.");
    private readonly Option<string> _preset = Opt.Text("--preset", "strict|cooldown", "What bars offers: strict (the default) keeps whatever was presented, cooldown what still counts.");
    private readonly Option<bool> _dryRun = Opt.Flag("--dry-run", "Say what would be deleted, and delete nothing.");
    private readonly ResultOptions _result = ResultOptions.ForRows();

    private readonly (Option<string> Option, Action<RetentionPolicy, TimeSpan> Set)[] _periods =
    [
        (Period("--contacts", "Contacts, and their keys."), (policy, period) => policy.Contacts = period),
        (Period("--offers", "Offers; with their answers."), (policy, period) => policy.Offers = period),
        (Period("--answers", "Answers; with their offers."), (policy, period) => policy.Responses = period),
        (Period("--consents", "Permissions that a newer one replaced, since then and since their last use."), (policy, period) => policy.Consents = period),
        (Period("--consent-uses", "Uses of permissions."), (policy, period) => policy.ConsentUses = period),
        (Period("--holds", "Holds that ended."), (policy, period) => policy.Holds = period),
        (Period("--classes", "Changes of class that a newer one replaced."), (policy, period) => policy.ClassChanges = period),
        (Period("--decisions", "Rows of the decision log but refusals."), (policy, period) => policy.Decisions = period),
        (Period("--refusals", "Rows of the decision log about refusals."), (policy, period) => policy.RefusedDecisions = period),
    ];

    public LedgerPurgeVerb()
        : base("purge", "Delete what is past its period, table by table; what limits, vetoes and proofs need stays.") => AddOptions();

    public override string Path => $"{LedgerVerbs.Group} {Name}";

    public override string Usage => "--ledger L --key-file FILE [--contacts DAYSd --policy FILE] [--decisions DAYSd] [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("Ledger", [_ledger.Ledger, _ledger.KeyFile]), new("Periods, in days such as 730d; a table without one is kept", [.. _periods.Select(period => period.Option)]),
        new("What is still needed", [_policy, _preset, _dryRun]), _result.Group, Common.Group,
    ];

    public override string Notes =>
        """
        Columns written: table,deleted
          A row for each table, then 'kept', rows past their period that a promise still needs, and 'forgotten',
          customers, households and accounts of whom nothing was left.

        No verdict changes by a purge: docs/privacy.md tells what stays. Objections are never deleted. A SQLite
        file is compacted afterwards, so that no deleted byte stays in it.

        Example:
          crosssell ledger purge --ledger L --key-file K --policy policy.json --contacts 730d --decisions 365d
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        RetentionPolicy retention = Retention(options);
        PolicySet policy = Policy(options, host, retention);
        bool isDry = options.Flag(_dryRun);
        var reporter = new Reporter(host, options, Common);
        using OutputTarget output = OutputTarget.Open(host, _result.Path(options));
        RecordFormat format = _result.Format(options);
        ILedgerStore store = await _ledger.OpenStoreAsync(options, host).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            ContactLedger ledger = _ledger.Over(store, options, policy);
            PurgeReceipt receipt = await ledger.PurgeAsync("main", retention, isDry, host.Cancellation).ConfigureAwait(false);
            bool isCompacted = !isDry && receipt.Rows + receipt.Roots > 0 && await LedgerEraseVerb.CompactAsync(store, reporter, host).ConfigureAwait(false);
            Write(RecordWriter.Create(format, output.Sink, "table", "deleted"), receipt);
            reporter.Summarize($"{Reporter.Count(receipt.Rows, "row")} {(isDry ? "would be deleted" : "deleted")}{(isCompacted ? ", the file compacted" : "")}");
        }

        output.Commit();
    }

    private static Option<string> Period(string name, string description) => Opt.Text(name, "DAYSd", description);

    private static void Write(RecordWriter writer, PurgeReceipt receipt)
    {
        foreach ((string table, int deleted) in ((string, int)[])
        [
            ("contacts", receipt.Contacts), ("offers", receipt.Offers), ("answers", receipt.Responses), ("consents", receipt.Consents), ("consent-uses", receipt.ConsentUses),
            ("holds", receipt.Holds), ("classes", receipt.ClassChanges), ("decisions", receipt.Decisions), ("kept", receipt.Kept), ("forgotten", receipt.Roots),
        ])
        {
            writer.Text(table);
            writer.Number(deleted);
        }
    }

    private RetentionPolicy Retention(OptionReader options)
    {
        bool isStrict = options.Choice(_preset, ("strict", true), ("cooldown", false)) ?? true;
        var retention = new RetentionPolicy { StillNeeded = (isStrict ? EligibilityRules.Strict : EligibilityRules.CoolDown).ToRetentionRule() };
        foreach ((Option<string> option, Action<RetentionPolicy, TimeSpan> set) in _periods)
        {
            if (options.Text(option) is { } text)
            {
                set(retention, Days(option.Name, text));
            }
        }

        return _periods.Any(period => options.IsGiven(period.Option))
            ? retention
            : throw new UsageException($"nothing to purge; give a period by {string.Join(", ", _periods.Select(period => period.Option.Name))}.");
    }

    private static TimeSpan Days(string name, string text) =>
        text.EndsWith('d') && int.TryParse(text.AsSpan()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days <= MostDays
            ? TimeSpan.FromDays(days)
            : throw new UsageException($"{name} is '{text}'; it must be a number of days from 0d to 36525d, such as 730d.");

    // Without the policy that decides nobody knows which contacts a limit still counts.
    private PolicySet Policy(OptionReader options, ToolHost host, RetentionPolicy retention)
    {
        if (options.Text(_policy) is not { } file)
        {
            return retention.Contacts is null ? new PolicySetBuilder().Build() : throw new UsageException("--contacts needs --policy: its limits say which contacts still count.");
        }

        PolicySet policy = PolicyFile.Read(file, host);
        string[] ageless = [.. policy.Rules.Where(rule => rule.Window.Kind is WindowKind.Lifetime or WindowKind.PerCampaign or WindowKind.PerOffer).Select(rule => rule.Id)];
        return retention.Contacts is null || ageless.Length == 0 ? policy : throw new FailureException(
            $"--contacts cannot be used with '{file}': {string.Join(", ", ageless.Select(id => $"'{id}'"))} {(ageless.Length == 1 ? "counts" : "count")} contacts of any age; leave --contacts out to keep them.");
    }
}
