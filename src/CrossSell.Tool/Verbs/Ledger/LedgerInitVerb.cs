using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary><c>crosssell ledger init</c>: makes the tables of a ledger.</summary>
internal sealed class LedgerInitVerb : VerbCommand
{
    private readonly LedgerOptions _ledger = new(required: true);

    public LedgerInitVerb()
        : base("init", "Make a ledger, or bring the tables of an older one to this version; what is in it stays.") => AddOptions();

    public override string Path => $"{LedgerVerbs.Group} {Name}";

    public override string Usage => "--ledger sqlite:FILE|postgres:CONNECTION";

    public override IReadOnlyList<OptionGroup> Groups => [new("Ledger", [_ledger.Ledger]), Common.Group];

    public override string Notes =>
        """
        The other verbs want a secret key, the same for the life of the ledger: under it objections are kept.
        Make one, and keep it apart from the ledger:
          head -c 32 /dev/urandom > ledger.key

        Example:
          crosssell ledger init --ledger sqlite:contacts.db
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        var reporter = new Reporter(host, options, Common);
        ILedgerStore store = await _ledger.OpenStoreAsync(options, host, create: true).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            await store.GetNowAsync(host.Cancellation).ConfigureAwait(false);
            reporter.Summarize($"the ledger is ready");
        }
    }
}
