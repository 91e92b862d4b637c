using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary>What is known of each customer: holdings from purchases and files, answers, and the offers that these answer.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class KnownFacts
{
    private readonly PurchaseHistory _history;
    private readonly ProductCatalog _catalog;
    private readonly ILookup<string, Ownership> _holdings;
    private readonly ILookup<string, OfferResponse> _answers;

    public KnownFacts(PurchaseHistory history, ProductCatalog catalog, IReadOnlyList<HoldingRow> holdings, IReadOnlyList<OfferResponse> answers)
    {
        _history = history;
        _catalog = catalog;
        _holdings = holdings.ToLookup(row => row.Customer.Value, row => row.Holding, StringComparer.Ordinal);
        _answers = answers.ToLookup(answer => answer.Customer.Value, StringComparer.Ordinal);
    }

    /// <summary>Whether more is known of a customer than the purchases.</summary>
    public bool IsMoreKnown(CustomerId customer) => _holdings.Contains(customer.Value) || _answers.Contains(customer.Value);

    public CustomerFacts Of(CustomerId customer)
    {
        OfferResponse[] answers = [.. _answers[customer.Value]];
        var bought = CustomerFacts.Of(_history, _catalog, customer);
        return bought with
        {
            Holdings = [.. bought.Holdings, .. _holdings[customer.Value]],
            Responses = answers,
            Offers = [.. answers.Where(answer => answer.Supersedes is null).GroupBy(answer => answer.OfferId, StringComparer.Ordinal).Select(answered => Offered([.. answered]))],
        };
    }

    /// <summary>Who answers an offer was shown it: once for each answer that corrects no other.</summary>
    public static Offer Offered(IReadOnlyList<OfferResponse> answers)
    {
        OfferResponse first = answers.MinBy(answer => answer.At)!;
        OfferResponse last = answers.MaxBy(answer => answer.At)!;
        return new Offer
        {
            Id = first.OfferId,
            Customer = first.Customer,
            Product = first.Product,
            EquivalenceSet = first.Product.Value,
            Price = first.Price,
            State = last.Kind switch { OfferResponseKind.Accepted => OfferState.Accepted, OfferResponseKind.Declined => OfferState.Declined, _ => OfferState.Expired },
            CreatedAt = first.At,
            Presentations = answers.Count,
            LastPresentedAt = last.At,
        };
    }
}
