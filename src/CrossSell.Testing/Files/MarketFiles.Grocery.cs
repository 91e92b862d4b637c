using System.Globalization;
using System.Text.Json;
using CrossSell.Testing.Files;
using CrossSell.Testing.Grocery;

namespace CrossSell.Testing;

/// <content>Files of the supermarket.</content>
public static partial class MarketFiles
{
    private const int BasketsPerWrite = 1_024;

    /// <summary>
    /// Writes a supermarket: <c>products.csv</c> as above, <c>purchases.csv</c> with customer,product,basket,date,quantity,revenue
    /// (the date with its time, the customer empty where nobody showed a card), and <c>truth.json</c>.
    /// </summary>
    /// <param name="market">The market.</param>
    /// <param name="folder">The folder; it is made when it is not there, and files of the same names in it are replaced.</param>
    /// <param name="progress">Told after every 1,024 baskets and at the end; null for silence.</param>
    /// <param name="cancellationToken">Ends the writing, within 1,024 baskets.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="IOException">The folder is a file, or something in it cannot be written; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<MarketFilesProgress> WriteAsync(
        GroceryMarket market,
        string folder,
        IProgress<MarketFilesProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(market);
        MarketFolder files = MarketFolder.Create(folder);
        await using (files.ConfigureAwait(false))
        {
            StreamWriter products = files.Open("products.csv");
            StreamWriter purchases = files.Open("purchases.csv");
            StreamWriter truth = files.Open("truth.json");
            await products.WriteAsync(CatalogText.Of(GroceryProducts.Lines).Text, cancellationToken).ConfigureAwait(false);
            WriteTruth(market, truth.BaseStream);

            CsvText csv = new();
            csv.Field("customer").Field("product").Field("basket").Field("date").Field("quantity").Field("revenue").EndLine();
            long rows = 0;
            foreach (GroceryBasket basket in market.Baskets())
            {
                foreach (GroceryItem item in basket.Items)
                {
                    csv.Field(basket.Customer).Field(item.Product).Field(basket.Id).Field(basket.PaidAt).Field(item.Quantity).Field(item.Revenue).EndLine();
                    rows++;
                }

                if (basket.Number % BasketsPerWrite == 0 || basket.Number == market.BasketCount)
                {
                    await purchases.WriteAsync(csv.Text, cancellationToken).ConfigureAwait(false);
                    csv.Text.Clear();
                    progress?.Report(new MarketFilesProgress(basket.Number, market.BasketCount, rows));
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }

            await files.CommitAsync().ConfigureAwait(false);
            return new MarketFilesProgress(market.BasketCount, market.BasketCount, rows);
        }
    }

    private static void WriteTruth(GroceryMarket market, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, InsuranceTruthJson.Options);
        json.WriteStartObject();
        json.WriteString("format", "crosssell-grocery-market");
        json.WriteNumber("seed", market.Seed);
        json.WriteNumber("baskets", market.BasketCount);
        json.WriteNumber("customers", market.CustomerCount);
        json.WriteString("start_on", market.StartOn.ToString("O", CultureInfo.InvariantCulture));
        RuleJson.Write(json, GroceryMarket.Rules);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }
}
