using CrossSell.Ledger;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>What is known of customers beyond their purchases, from files and a ledger; of the others nothing is kept.</summary>
internal sealed class PotentialFacts
{
    private const int CustomersOfABlock = 1024;

    private readonly Dictionary<string, CustomerFacts> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<DateTimeOffset>> _attempts = new(StringComparer.Ordinal);
    private readonly List<ChannelContact> _contacts = [];

    private PotentialFacts()
    {
    }

    /// <summary>Reads block after block, so that a ledger's contacts are never held all at once.</summary>
    /// <param name="history">The purchases.</param>
    /// <param name="known">What files say.</param>
    /// <param name="ledger">The ledger; null when there is none.</param>
    /// <param name="at">What is "now": later contacts do not count.</param>
    /// <param name="winBack">The campaign whose contacts are attempts to win back.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<PotentialFacts> OfAsync(PurchaseHistory history, KnownFacts known, LedgerFacts? ledger, DateTimeOffset at, string winBack, CancellationToken cancellation)
    {
        var found = new PotentialFacts();
        foreach (string[] block in history.Customers.Chunk(CustomersOfABlock))
        {
            CustomerId[] ids = [.. block.Select(id => new CustomerId(id)).Where(id => ledger is not null || known.IsMoreKnown(id))];
            CustomerFacts[] facts = [.. ids.Select(id => known.Of(id) with { HoldingsAsOf = at })];
            if (ledger is not null)
            {
                foreach ((CustomerFacts one, IReadOnlyList<Contact> contacts) in await ledger.ReadAsync(facts, horizon: null, cancellation).ConfigureAwait(false))
                {
                    found.Add(one, known.IsMoreKnown(one.Customer));
                    found.Add(history, one, [.. contacts.Where(contact => contact.At <= at)], winBack);
                }
            }
            else
            {
                Array.ForEach(facts, one => found.Add(one, isMoreKnown: true));
            }
        }

        return found;
    }

    /// <summary>Tells the report.</summary>
    public void GiveTo(PotentialReportOptions report)
    {
        report.Facts = _facts.Count == 0 ? null : customer => _facts.GetValueOrDefault(customer.Value);
        report.WinBackAttempts = _attempts.Count == 0 ? null : customer => _attempts.GetValueOrDefault(customer.Value) ?? [];
        report.Contacts = _contacts.Count == 0 ? null : _contacts;
    }

    private void Add(CustomerFacts one, bool isMoreKnown)
    {
        if (isMoreKnown || one.Offers.Count + one.Responses.Count + one.Objections.Count + one.Holds.Count + one.ClassChanges.Count > 0)
        {
            _facts.Add(one.Customer.Value, one);
        }
    }

    // Attempts count anew when somebody came back: those since the last purchase.
    private void Add(PurchaseHistory history, CustomerFacts one, Contact[] contacts, string winBack)
    {
        (int start, int length) = history.RowsOf(history.Customers.IndexOf(one.Customer.Value)).GetOffsetAndLength(history.Count);
        DateTime last = Enumerable.Range(start, length).Max(row => history.TimeOf(row)) ?? DateTime.MinValue;
        DateTimeOffset[] attempts =
        [
            .. contacts.Where(contact => contact.Direction == ContactDirection.Outbound && string.Equals(contact.Campaign, winBack, StringComparison.Ordinal) && contact.At.UtcDateTime > last
                && contact.State is ContactState.Reserved or ContactState.Sent or ContactState.Delivered or ContactState.Answered or ContactState.NoAnswer).Select(contact => contact.At).Order(),
        ];
        if (attempts.Length > 0)
        {
            _attempts.Add(one.Customer.Value, attempts);
        }

        _contacts.AddRange(ChannelContact.Of(history.Customers, contacts, one.Responses));
    }
}
