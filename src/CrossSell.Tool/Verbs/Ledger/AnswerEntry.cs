using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary>An answer to an offer, as the command line tells it.</summary>
internal sealed record AnswerEntry
{
    public required string Product { get; init; }

    public required OfferResponseKind Kind { get; init; }

    public DeclineReason Reason { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>Null for the open offer of the product, else one of the answer's own.</summary>
    public string? Offer { get; init; }

    /// <summary>Null for one made of customer, product and instant.</summary>
    public string? Key { get; init; }

    /// <summary>Writes it down; says what was done.</summary>
    /// <exception cref="FailureException">The offer is unknown, or the key is another answer's.</exception>
    public async Task<string> RecordAsync(ContactLedger ledger, CustomerRef customer, DateTimeOffset at, CancellationToken cancellation)
    {
        RootView known = await ledger.ReadAsync(customer, cancellation).ConfigureAwait(false);
        OfferResponse response = Response(known, customer.Customer, at);
        if (!known.Offers.Any(row => row.Customer == customer.Customer && string.Equals(row.Id, response.OfferId, StringComparison.Ordinal)))
        {
            if (Offer is not null)
            {
                throw new FailureException($"there is no offer '{Offer}' to this customer.");
            }

            Offer made = KnownFacts.Offered([response]) with { State = OfferState.Expired };
            await ledger.RecordOfferAsync(customer, made, cancellation).ConfigureAwait(false);
        }

        ResponseReceipt receipt = await ledger.RecordResponseAsync(customer, response, Class, cancellation).ConfigureAwait(false);
        return receipt.Outcome != ResponseOutcome.Recorded ? throw new FailureException($"another answer is recorded under '{response.Id}'.")
            : receipt.ClassChange is null ? "the answer is recorded" : "the answer is recorded; the customer is left in peace for a while";
    }

    private static ClassChange? Class(IReadOnlyList<OfferResponse> responses, IReadOnlyList<ClassChange> changes, OfferResponse newest, DateTimeOffset now) =>
        ContactClassRule.Default.Judge(newest.Customer, responses, changes.Count > 0 ? changes[^1].To : null, DeclineTable.Default, newest.At);

    private OfferResponse Response(RootView known, CustomerId customer, DateTimeOffset at)
    {
        string key = Key ?? string.Create(CultureInfo.InvariantCulture, $"{customer}|{Product}|{at:yyyy-MM-dd'T'HH:mm:ss.ffffff}");
        string offer = Offer
            ?? known.Responses.FirstOrDefault(row => string.Equals(row.Id, key, StringComparison.Ordinal))?.OfferId
            ?? known.Offers.LastOrDefault(row => row.Customer == customer && string.Equals(row.Product.Value, Product, StringComparison.Ordinal) && row.IsOpenAt(at))?.Id ?? key;
        return new OfferResponse
        {
            Id = key, OfferId = offer, Customer = customer, Product = new ProductId(Product), Kind = Kind, Reason = Reason, Until = Until,
            Conversation = string.Create(CultureInfo.InvariantCulture, $"{customer}|{at:yyyy-MM-dd}"), At = at,
        };
    }
}
