using System.Globalization;

namespace CrossSell.Tool;

/// <summary>Writes offers as rows.</summary>
internal sealed class OfferWriter(RecordWriter writer, CultureInfo language)
{
    public static IReadOnlyList<string> Columns { get; } = ["customer", "rank", "product", "score", "probability", "reason"];

    public int Customers { get; private set; }

    public long Offers { get; private set; }

    public void Write(CustomerRecommendations customer)
    {
        Customers++;
        foreach (Recommendation offer in customer.Offers)
        {
            Offers++;
            writer.Text(customer.Customer.Value);
            writer.Number(offer.Rank);
            writer.Text(offer.Product.Value);
            writer.Number(offer.Score);
            writer.Number(offer.Propensity);
            writer.Text(offer.Reason.In(language));
        }
    }
}
