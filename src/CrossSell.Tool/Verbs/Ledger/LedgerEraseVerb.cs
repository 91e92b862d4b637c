using System.CommandLine;
using CrossSell.Ledger;
using CrossSell.Storage.Sqlite;

namespace CrossSell.Tool;

/// <summary><c>crosssell ledger erase</c>: a customer is forgotten.</summary>
internal sealed class LedgerEraseVerb : VerbCommand
{
    private readonly LedgerOptions _ledger = new(required: true);
    private readonly Option<string> _customer = Opt.Text("--customer", "ID", "The customer.", required: true);
    private readonly Option<string[]> _points = Opt.Texts("--contact-point", "TEXT", "An address or number of his that shall stay objected to, beyond those his contacts went to.");
    private readonly Option<bool> _noObjection = Opt.Flag("--no-objection", "Keep only objections that he made before: when he comes back, he may be contacted.");

    public LedgerEraseVerb()
        : base("erase", "Erase everything stored of a customer; keyed digests of him and his addresses stay as objections.") => AddOptions();

    public override string Path => $"{LedgerVerbs.Group} {Name}";

    public override string Usage => "--ledger L --key-file FILE --customer ID [--contact-point TEXT] [--no-objection]";

    public override IReadOnlyList<OptionGroup> Groups =>
        [new("Ledger", [_ledger.Ledger, _ledger.KeyFile]), new("What is erased", [_customer, _points, _noObjection]), Common.Group];

    public override string Notes =>
        """
        It cannot be undone; 'crosssell ledger export' writes down first what is stored. Imported again, the
        customer and his addresses are refused. A SQLite file is compacted afterwards, so that no byte of him
        stays in it; on PostgreSQL that is the work of VACUUM. Backups keep what they hold.

        Example:
          crosssell ledger erase --ledger sqlite:contacts.db --key-file ledger.key --customer C-1
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        var subject = new LedgerSubject(new CustomerId(LedgerOptions.RequiredId(options, _customer)), null, null);
        IReadOnlyList<string> points = LedgerOptions.ContactPoints(options, _points);
        bool objects = !options.Flag(_noObjection);
        if (!objects && points.Count > 0)
        {
            throw new UsageException("--contact-point says what stays objected to, and --no-objection that nothing new does; give one of them.");
        }

        var reporter = new Reporter(host, options, Common);
        ILedgerStore store = await _ledger.OpenStoreAsync(options, host).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            ContactLedger ledger = _ledger.Over(store, options, new PolicySetBuilder().Build());
            CustomerRef customer = (await subject.FoundAsync(store, host.Cancellation).ConfigureAwait(false)).Ref;
            bool isKnown = (await store.FindHomesAsync(customer.Tenant, [SubjectKey.Of(customer.Customer)], host.Cancellation).ConfigureAwait(false))[0] is not null;
            if (!isKnown)
            {
                // The key is looked at all the same: under a wrong one nothing is said of anybody.
                await ledger.ReadAllAsync(customer, host.Cancellation).ConfigureAwait(false);
                throw new FailureException($"nothing is stored of customer '{customer.Customer}'; nothing was erased. 'crosssell ledger import --objections' keeps an objection of somebody unknown.");
            }

            ErasureReceipt receipt = await ledger.EraseAsync(customer, points, objects, host.Cancellation).ConfigureAwait(false);
            foreach (Guid contact in receipt.InDispatch)
            {
                reporter.Warn($"contact {contact} was being sent; its sender will find nothing to commit.");
            }

            bool isCompacted = await CompactAsync(store, reporter, host).ConfigureAwait(false);
            string kept = objects ? "he and his addresses stay objected to" : "only earlier objections stay";
            reporter.Summarize($"{Reporter.Count(receipt.Rows, "row")} erased{(isCompacted ? ", the file compacted" : "")}; {kept}");
        }
    }

    /// <summary>Rewrites a file without what was deleted; a database server does that by itself.</summary>
    public static async Task<bool> CompactAsync(ILedgerStore store, Reporter reporter, ToolHost host)
    {
        if (store is not SqliteLedgerStore file)
        {
            return false;
        }

        try
        {
            await file.CompactAsync(host.Cancellation).ConfigureAwait(false);
            return true;
        }
        catch (LedgerException e)
        {
            reporter.Warn($"the rows are deleted, but the file could not be compacted: {e.Message} Their bytes may still lie in it until the next erasure or purge compacts it.");
            return false;
        }
    }
}
