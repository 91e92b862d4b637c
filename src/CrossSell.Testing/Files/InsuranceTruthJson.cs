using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CrossSell.Testing.Insurance;

namespace CrossSell.Testing.Files;

/// <summary><c>truth.json</c> of an insurance market: numbers as the shortest text that reads back the same.</summary>
internal static class InsuranceTruthJson
{
    public static void Write(InsuranceMarket market, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        InsuranceTruth truth = market.Truth;
        json.WriteStartObject();
        json.WriteString("format", "crosssell-insurance-market");
        json.WriteNumber("generator_version", truth.GeneratorVersion);
        json.WriteNumber("seed", market.Seed);
        json.WriteNumber("customers", market.CustomerCount);
        json.WriteString("start_on", market.StartOn.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("end_on", market.EndOn.ToString("O", CultureInfo.InvariantCulture));

        json.WriteStartArray("products");
        foreach (InsuranceProductSpec spec in InsuranceProducts.All)
        {
            WriteProduct(json, truth, spec);
        }

        json.WriteEndArray();
        RuleJson.Write(json, truth.Rules);
        WritePairs(json, truth);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    public static JsonWriterOptions Options => new()
    {
        Indented = true,
        NewLine = "\n",

        // Umlauts as they are: the file is read by people, not embedded in a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static void WriteProduct(Utf8JsonWriter json, InsuranceTruth truth, InsuranceProductSpec spec)
    {
        json.WriteStartObject();
        json.WriteString("product", spec.Id);
        json.WriteNumber("penetration", truth.Penetration(spec.Id));
        if (truth.Lapse(spec.Id) is { } lapse)
        {
            json.WriteNumber("lapse", lapse);
            json.WriteNumber("held_at_end", truth.Penetration(spec.Id) * (1 - lapse));
        }

        json.WriteString("taken_by", spec.Book is null ? "rule" : "attributes");
        if (spec.Book is not null)
        {
            json.WriteStartObject("coefficients");
            WriteLogit(json, spec.Book);
            json.WriteEndObject();
        }

        json.WriteStartObject("next_year_coefficients");
        WriteLogit(json, spec.NextYear);
        foreach ((string product, double coefficient) in spec.NextYearOwned)
        {
            json.WriteNumber("has_" + product, coefficient);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLogit(Utf8JsonWriter json, InsuranceLogit logit)
    {
        for (int i = 0; i < InsuranceLogit.FeatureCount; i++)
        {
            if (logit[(InsuranceFeature)i] != 0)
            {
                json.WriteNumber(InsurancePopulation.FeatureNames[i], logit[(InsuranceFeature)i]);
            }
        }
    }

    private static void WritePairs(Utf8JsonWriter json, InsuranceTruth truth)
    {
        IReadOnlyList<InsuranceProductSpec> products = InsuranceProducts.All;
        json.WriteStartArray("pairs");
        for (int i = 0; i < products.Count; i++)
        {
            for (int j = i + 1; j < products.Count; j++)
            {
                json.WriteStartObject();
                json.WriteString("a", products[i].Id);
                json.WriteString("b", products[j].Id);
                json.WriteNumber("joint", truth.Joint(products[i].Id, products[j].Id));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
