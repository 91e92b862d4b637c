using System.CommandLine;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary><c>crosssell ledger import</c>: takes over what happened elsewhere.</summary>
internal sealed class LedgerImportVerb : VerbCommand
{
    private readonly LedgerOptions _ledger = new(required: true);
    private readonly Option<string> _contacts = Opt.Text("--contacts", "FILE", "Contacts that were made, as CSV: customer,channel,at,state and more.");
    private readonly Option<string> _offers = Opt.Text("--offers", "FILE", "Offers, as CSV: offer,customer,product,at,state and more.");
    private readonly Option<string> _answers = Opt.Text("--answers", "FILE", "Answers to offers, as CSV: customer,product,at,answer,reason,until and more.");
    private readonly Option<string> _consents = Opt.Text("--consents", "FILE", "Permissions, as CSV: customer,channel,granted,from and more.");
    private readonly Option<string> _objections = Opt.Text("--objections", "FILE", "Objections, as CSV: customer,contact_point,channel,purpose.");
    private readonly TextOptions _text = new();

    public LedgerImportVerb()
        : base("import", "Take over contacts, offers, answers, permissions and objections: all rows or none.") => AddOptions();

    public override string Path => $"{LedgerVerbs.Group} {Name}";

    public override string Usage => "--ledger L --key-file FILE [--contacts FILE] [--answers FILE] [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("Ledger", [_ledger.Ledger, _ledger.KeyFile]), new("What is imported", [_contacts, _offers, _answers, _consents, _objections]),
        new("Reading", _text.Options), Common.Group,
    ];

    public override string Notes =>
        """
        docs/formats.md tells the columns. Everything is written at once, or nothing: a fault in one file keeps
        all of them out. What the ledger has already is passed over, so a file may be imported again.

        Example:
          crosssell ledger import --ledger sqlite:contacts.db --key-file ledger.key --answers answers.csv
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        Option<string>[] files = [_contacts, _offers, _answers, _consents, _objections];
        if (!files.Any(options.IsGiven))
        {
            throw new UsageException($"nothing to import; name a file by {string.Join(", ", files.Select(file => file.Name))}.");
        }

        InputPaths.CheckOneFromPipe(files.Select(file => (file.Name, options.Text(file))));
        var csv = new CsvLedgerOptions { Delimiter = _text.ReadDelimiter(options), Encoding = _text.ReadEncoding(options), Culture = _text.ReadCulture(options) };
        foreach (string format in _text.DateFormats(options))
        {
            csv.DateFormats.Add(format);
        }

        var reporter = new Reporter(host, options, Common);
        LedgerImport import = Load(options, new RecordLoader(host, csv));
        ILedgerStore store = await _ledger.OpenStoreAsync(options, host).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            LedgerImportResult result = await _ledger.Over(store, options, new PolicySetBuilder().Build()).ImportAsync("main", import, host.Cancellation).ConfigureAwait(false);
            if (result.Conflicts.Count > 0)
            {
                string more = result.Conflicts.Count > 1 ? FormattableString.Invariant($"{Environment.NewLine}{result.Conflicts.Count - 1:N0} more rows contradict the ledger; nothing was written.") : " Nothing was written.";
                throw new FailureException(result.Conflicts[0] + more);
            }

            int rows = import.Contacts.Count + import.Offers.Count + import.Responses.Count + import.Consents.Count + import.Objections.Count;
            reporter.Summarize($"{Reporter.Count(rows, "row")}, {Reporter.Count(result.Written, "new record")}");
        }
    }

    private LedgerImport Load(OptionReader options, RecordLoader loader)
    {
        var faults = new List<BadRow>();
        var import = new LedgerImport
        {
            Contacts = [.. Rows(_contacts, "contacts", CsvLedger.LoadContacts).Select(row => (row.Request, row.State))],
            Offers = Rows(_offers, "offers", CsvLedger.LoadOffers),
            Responses = Rows(_answers, "answers", CsvLedger.LoadAnswers),
            Consents = Rows(_consents, "permissions", CsvLedger.LoadConsents),
            Objections = [.. Rows(_objections, "objections", CsvLedger.LoadObjections).Select(row => (row.Customer, row.ContactPoint, row.Channel, row.Purpose))],
        };
        return faults.Count == 0 ? import : throw new LedgerFormatException(faults);

        IReadOnlyList<T> Rows<T>(Option<string> option, string expected, Func<Stream, string, CsvLedgerOptions, IReadOnlyList<T>> load)
        {
            try
            {
                return loader.Load(options.Text(option), expected, load);
            }
            catch (LedgerFormatException e)
            {
                faults.AddRange(e.Faults);
                return [];
            }
        }
    }
}
