using CrossSell.Testing.Files;
using CrossSell.Testing.Insurance;

namespace CrossSell.Testing;

/// <summary>Writes a generated market as files: CSV in the formats that the readers and the tool take, and what was planted as JSON.</summary>
/// <remarks>
/// UTF-8 without byte order mark, LF, comma, RFC 4180 quoting, invariant numbers, ISO dates. The files appear together when all are whole;
/// a failure or a cancellation leaves the folder as it was. Memory does not grow with the market. The same market gives the same bytes.
/// <list type="bullet">
/// <item><c>customers.csv</c>: customer,age,gender,income,region,household_size,home_owner,children,car,customer_since</item>
/// <item><c>products.csv</c>: product,name,name_de,category,kind,margin (kind: held or repurchasable; margin: of one sale)</item>
/// <item><c>purchases.csv</c>: customer,product,basket,date,quantity,revenue,until,seller,channel (by customer, then date)</item>
/// <item><c>truth.json</c>: seed, period, products with exact penetration and coefficients, planted rules, joint probability of each pair</item>
/// <item><c>next_year.csv</c> on request: customer,product,probability,bought: for each product not held at the end, the planted
/// probability of a purchase within the next 365 days, and whether it came</item>
/// </list>
/// </remarks>
public static partial class MarketFiles
{
    private const int CustomersPerWrite = 1_024;

    /// <summary>Writes an insurance market.</summary>
    /// <param name="market">The market.</param>
    /// <param name="folder">The folder; it is made when it is not there, and files of the same names in it are replaced.</param>
    /// <param name="withNextYear">Also write <c>next_year.csv</c>: about 20 rows a customer.</param>
    /// <param name="progress">Told after every 1,024 customers and at the end; null for silence.</param>
    /// <param name="cancellationToken">Ends the writing, within 1,024 customers.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="IOException">The folder is a file, or something in it cannot be written; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<MarketFilesProgress> WriteAsync(
        InsuranceMarket market,
        string folder,
        bool withNextYear = false,
        IProgress<MarketFilesProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(market);
        MarketFolder files = MarketFolder.Create(folder);
        await using (files.ConfigureAwait(false))
        {
            StreamWriter customers = files.Open("customers.csv");
            StreamWriter products = files.Open("products.csv");
            StreamWriter purchases = files.Open("purchases.csv");
            StreamWriter? nextYear = withNextYear ? files.Open("next_year.csv") : null;
            StreamWriter truth = files.Open("truth.json");

            await products.WriteAsync(CatalogText.Of(InsuranceProducts.Lines).Text, cancellationToken).ConfigureAwait(false);
            InsuranceTruthJson.Write(market, truth.BaseStream);

            MarketFilesProgress done = new(0, market.CustomerCount, 0);
            for (int first = 1; first <= market.CustomerCount; first += CustomersPerWrite)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int last = (int)Math.Min((long)first + CustomersPerWrite - 1, market.CustomerCount);
                InsuranceCsv csv = new(market, withHeaders: first == 1, withNextYear);
                csv.Add(first, last);
                await customers.WriteAsync(csv.Customers.Text, cancellationToken).ConfigureAwait(false);
                await purchases.WriteAsync(csv.Purchases.Text, cancellationToken).ConfigureAwait(false);
                if (nextYear is not null)
                {
                    await nextYear.WriteAsync(csv.NextYear.Text, cancellationToken).ConfigureAwait(false);
                }

                done = new MarketFilesProgress(last, market.CustomerCount, done.Purchases + csv.PurchaseCount);
                progress?.Report(done);
            }

            await files.CommitAsync().ConfigureAwait(false);
            return done;
        }
    }
}
