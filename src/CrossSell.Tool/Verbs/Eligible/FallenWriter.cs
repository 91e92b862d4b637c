using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary>Writes the products that a customer is not offered, a row for each reason.</summary>
internal sealed class FallenWriter(RecordWriter writer, CultureInfo language, ProductCatalog catalog)
{
    public static IReadOnlyList<string> Columns { get; } = ["customer", "product", "code", "evidence", "until", "eligible_again_at", "text"];

    public long Products { get; private set; }

    public void Write(JudgedCustomer customer)
    {
        foreach (EligibilityVerdict verdict in customer.Verdicts.Where(verdict => !verdict.IsEligible))
        {
            Products++;
            foreach (Veto veto in verdict.Vetoes)
            {
                writer.Text(customer.Offers.Customer.Value);
                writer.Text(verdict.Product.Value);
                writer.Text(veto.Code);
                writer.Text(string.Join('|', veto.Evidence));
                writer.Text(Instant.Text(veto.EligibleAgainAt));
                writer.Text(Instant.Text(verdict.EligibleAgainAt));
                writer.Text(veto.In(language, catalog: catalog));
            }
        }
    }
}
