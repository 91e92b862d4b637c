using System.CommandLine;
using System.Text.Json;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary><c>crosssell ledger export</c>: everything stored of a customer.</summary>
internal sealed class LedgerExportVerb : VerbCommand
{
    private readonly LedgerOptions _ledger = new(required: true);
    private readonly Option<string> _customer = Opt.Text("--customer", "ID", "The customer.", required: true);
    private readonly Option<string[]> _points = Opt.Texts("--contact-point", "TEXT", "An address or number of his whose objections are wanted too, beyond those his contacts went to.");
    private readonly Option<string> _output = Opt.Output("--output", "Where the JSON goes; it appears whole or not at all. Default: -, standard output.");

    public LedgerExportVerb()
        : base("export", "Write everything stored of a customer as JSON, the decision log and its policies included.") => AddOptions();

    public override string Path => $"{LedgerVerbs.Group} {Name}";

    public override string Usage => "--ledger L --key-file FILE --customer ID [--output FILE] [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
        [new("Ledger", [_ledger.Ledger, _ledger.KeyFile]), new("What is exported", [_customer, _points]), new("Result", [_output]), Common.Group];

    public override string Notes =>
        """
        One JSON object: contacts, consents, consent_uses, holds, class_changes, offers, responses, objections,
        decisions, and the policies that these name. Of a household only what is the customer's own. Addresses
        are stored as keyed digests; instants are UTC.

        Example:
          crosssell ledger export --ledger sqlite:contacts.db --key-file ledger.key --customer C-1 --output C-1.json
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        var subject = new LedgerSubject(new CustomerId(LedgerOptions.RequiredId(options, _customer)), null, null);
        IReadOnlyList<string> points = LedgerOptions.ContactPoints(options, _points);
        var reporter = new Reporter(host, options, Common);
        using OutputTarget output = OutputTarget.Open(host, options.Text(_output));
        ILedgerStore store = await _ledger.OpenStoreAsync(options, host).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            using var json = new MemoryStream();
            CustomerRef customer = (await subject.FoundAsync(store, host.Cancellation).ConfigureAwait(false)).Ref;
            await _ledger.Over(store, options, new PolicySetBuilder().Build()).ExportAsync(customer, json, points, host.Cancellation).ConfigureAwait(false);
            ReadOnlyMemory<byte> written = json.GetBuffer().AsMemory(0, (int)json.Length);
            int rows = Rows(written);
            if (rows == 0)
            {
                throw new FailureException($"nothing is stored of customer '{customer.Customer}', and he has not objected.");
            }

            output.Sink.Write(written.Span);
            output.Sink.Write((byte)'\n');
            reporter.Summarize($"{Reporter.Count(rows, "row")}");
        }

        output.Commit();
    }

    private static int Rows(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().Where(part => part.Value.ValueKind == JsonValueKind.Array && !part.NameEquals("policies")).Sum(part => part.Value.GetArrayLength());
    }
}
