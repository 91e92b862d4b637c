using System.Globalization;

namespace CrossSell.Tool;

/// <summary>Writes offers as rows.</summary>
internal sealed class OfferWriter
{
    private readonly RecordWriter _writer;
    private readonly CultureInfo _language;
    private readonly bool _moments;

    private OfferWriter(RecordWriter writer, CultureInfo language, bool moments) => (_writer, _language, _moments) = (writer, language, moments);

    public static IReadOnlyList<string> Columns { get; } = ["customer", "rank", "product", "score", "probability", "reason"];

    public static IReadOnlyList<string> MomentColumns { get; } =
        ["moment_from", "moment_until", "moment_probability", "moment_lower", "moment_upper", "moment_now", "moment_reason"];

    public int Customers { get; private set; }

    public long Offers { get; private set; }

    /// <param name="writerOf">Makes what takes rows of these columns.</param>
    /// <param name="language">Of reasons and product names.</param>
    /// <param name="moments">Whether the best moment of each offer is written.</param>
    public static OfferWriter Create(Func<IReadOnlyList<string>, RecordWriter> writerOf, CultureInfo language, bool moments) =>
        new(writerOf([.. Columns, .. moments ? MomentColumns : []]), language, moments);

    public void Write(CustomerRecommendations customer)
    {
        Customers++;
        foreach (Recommendation offer in customer.Offers)
        {
            Offers++;
            _writer.Text(customer.Customer.Value);
            _writer.Number(offer.Rank);
            _writer.Text(offer.Product.Value);
            _writer.Number(offer.Score);
            _writer.Number(offer.Propensity);
            _writer.Text(offer.Reason.In(_language));
            if (_moments)
            {
                Write(offer.BestMoment);
            }
        }
    }

    private void Write(OfferMoment? moment)
    {
        _writer.Text(moment is null ? "" : Instant.Text(moment.From));
        _writer.Text(moment is null ? "" : Instant.Text(moment.To));
        foreach (double? number in (double?[])[moment?.Probability, moment?.Lower, moment?.Upper, moment?.ProbabilityNow])
        {
            _writer.Number(number);
        }

        _writer.Text(moment?.Reason(_language) ?? "");
    }
}
