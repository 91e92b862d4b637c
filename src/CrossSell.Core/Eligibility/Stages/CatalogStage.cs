using CrossSell.Ledger;

namespace CrossSell.Eligibility;

/// <summary>Whether the product is sold now, there, by this channel, and is there to be sold.</summary>
internal static class CatalogStage
{
    public static void Judge(Candidate candidate, List<Veto> vetoes)
    {
        Product product = candidate.Product;
        if (product.AvailableFrom > candidate.At)
        {
            vetoes.Add(new Veto { Code = ReasonCodes.AvailableDates, Parameters = [new("from", VetoDates.Of(product.AvailableFrom.Value))], EligibleAgainAt = product.AvailableFrom });
        }
        else if (product.AvailableUntil <= candidate.At)
        {
            vetoes.Add(new Veto { Code = ReasonCodes.AvailableDates, Parameters = [new("until", VetoDates.Of(product.AvailableUntil.Value))] });
        }

        string? region = candidate.Facts.Region;
        if (product.Regions.Count > 0 && (region is null || !product.Regions.Contains(region, StringComparer.Ordinal)))
        {
            vetoes.Add(new Veto { Code = ReasonCodes.AvailableRegion, Parameters = region is null ? [] : [new("region", region)], Evidence = [.. product.Regions] });
        }

        if (candidate.Request.Channel is { } channel && product.Channels.Count > 0 && !product.Channels.Contains(channel, StringComparer.Ordinal))
        {
            vetoes.Add(new Veto { Code = ReasonCodes.AvailableChannel, Parameters = [new("channel", channel)], Evidence = [.. product.Channels] });
        }

        if (product.StockKey is { } key && (!candidate.Request.Stock.TryGetValue(key, out StockLevel? stock) || (stock.Available <= 0 && !(stock.ExpectedAt <= candidate.At))))
        {
            vetoes.Add(new Veto { Code = ReasonCodes.AvailableStock, Parameters = stock is null ? [] : [new("available", "0")], Evidence = [key], EligibleAgainAt = stock?.ExpectedAt });
        }
    }
}
