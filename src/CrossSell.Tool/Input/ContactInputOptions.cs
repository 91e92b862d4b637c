using System.CommandLine;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary>Which files say when customers were contacted and what they declined; read in the notation of the purchases.</summary>
internal sealed class ContactInputOptions
{
    private readonly Option<string> _contacts = Opt.Text(
        "--contacts", "FILE", "Contacts that were made, as CSV: customer,channel,at,state and more. How many there were, and when the last was, counts for the order.");
    private readonly Option<string> _answers = Opt.Text(
        "--answers", "FILE", "Answers to offers, as CSV: customer,product,at,answer and more. How many were declined counts for the order.");

    public IReadOnlyList<Option> Options => [_contacts, _answers];

    public Option<string> Contacts => _contacts;

    /// <summary>The files that are read, by their options.</summary>
    public IReadOnlyList<(string Option, string? Path)> Paths(OptionReader options) =>
        [.. new[] { _contacts, _answers }.Select(option => (option.Name, options.Text(option) is null ? null : options.RequiredFile(option)))];

    /// <summary>Whether contacts are to be read.</summary>
    public bool IsGiven(OptionReader options) => options.IsGiven(_contacts);

    /// <summary>Refuses answers without contacts.</summary>
    /// <exception cref="UsageException">They stand alone.</exception>
    public void Check(OptionReader options)
    {
        if (options.IsGiven(_answers) && !options.IsGiven(_contacts))
        {
            throw new UsageException($"{_answers.Name} belongs to {_contacts.Name}, which is missing.");
        }
    }

    /// <summary>Reads them; null where no option names a file.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="purchases">How the purchases are read.</param>
    /// <param name="customers">The customers of the purchases.</param>
    /// <param name="hasTimes">Whether purchases have times, so that it is known what came before.</param>
    /// <param name="host">The tool's surroundings.</param>
    /// <exception cref="LedgerFormatException">A file has faults.</exception>
    /// <exception cref="FailureException">They say nothing of these purchases.</exception>
    public CustomerContacts? Load(OptionReader options, CsvPurchaseOptions purchases, IEnumerable<string> customers, bool hasTimes, ToolHost host)
    {
        if (!IsGiven(options))
        {
            return null;
        }

        if (!hasTimes)
        {
            throw new FailureException($"{_contacts.Name} needs purchases with times; without them nobody knows which contacts came before which purchases.");
        }

        var loader = RecordLoader.Like(purchases, host);
        (string contactPath, string? answerPath) = (options.RequiredFile(_contacts), Paths(options)[1].Path);
        IReadOnlyList<ContactRow> contacts = loader.Load(contactPath, "contacts", CsvLedger.LoadContacts);
        IReadOnlyList<OfferResponse> answers = loader.Load(answerPath, "answers", CsvLedger.LoadAnswers);
        HashSet<string> contacted = [.. contacts.Select(row => row.Request.Customer.Value)];
        return contacts.Count == 0 ? throw new FailureException($"{contactPath} has a header but no rows; expected a row for each contact.")
            : !customers.Any(contacted.Contains) ? throw new FailureException(FormattableString.Invariant($"none of the {contacted.Count:N0} customers of {contactPath} is in the purchases; compare how the two files write their ids."))
            : CustomerContacts.Of(contacts.Select(row => (row.Request, row.State)), answers);
    }
}
