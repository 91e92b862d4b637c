using CrossSell.Ledger;

namespace CrossSell.Data;

/// <summary>Reads candidates of a campaign, and purchases that measure one.</summary>
internal static class CandidateReader
{
    public static List<CampaignTarget> Candidates(RecordTable table)
    {
        int customer = table.Person(out int household), product = table.Product();
        int propensity = table.Column(needed: true, "propensity", "probability", "score", "chance", "wahrscheinlichkeit", "neigung");
        int account = table.Column(needed: false, "account", "accountid", "konto", "firma");
        int group = table.Column(needed: false, "class", "customerclass", "klasse", "kundenklasse");
        int zone = table.Column(needed: false, "zone", "timezone", "zeitzone"), hour = table.Column(needed: false, "hour", "preferredhour", "stunde");
        var targets = new Dictionary<string, CampaignTarget>(StringComparer.Ordinal);
        var chances = new Dictionary<string, List<ProductChance>>(StringComparer.Ordinal);
        while (table.Read())
        {
            string who = HoldingReader.Some(table.Id(customer, "the id of a customer")), what = HoldingReader.Some(table.Id(product, "the id of a product"));
            decimal? chance = table.Amount(propensity), liked = table.Amount(hour);
            if (table.IsSound && chance is not (>= 0 and <= 1))
            {
                table.Fail(propensity, chance?.ToString(System.Globalization.CultureInfo.InvariantCulture), "a probability from 0 to 1");
            }

            if (liked is { } at && (at is < 0 or > 23 || decimal.Truncate(at) != at))
            {
                table.Fail(hour, at.ToString(System.Globalization.CultureInfo.InvariantCulture), "an hour from 0 to 23");
            }

            table.Once(product, who + "\n" + what, "product of a customer");
            CampaignTarget target = TargetOf(who, table.OptionalId(household), table.OptionalId(account)) with
            {
                Class = table.OptionalId(group), Zone = table.OptionalId(zone), PreferredHour = (int?)liked,
            };
            if (!table.IsSound)
            {
                continue;
            }

            if (targets.TryAdd(who, target))
            {
                chances.Add(who, []);
            }
            else if (targets[who] != target with { Propensities = targets[who].Propensities, ContactPoints = targets[who].ContactPoints, ChannelFactors = targets[who].ChannelFactors })
            {
                table.Fail(customer, who, "the same class, zone, hour, household and account in every row of a customer");
            }

            chances[who].Add(new ProductChance(new ProductId(what), (double)chance!.Value));
        }

        return [.. targets.Select(pair => pair.Value with { Propensities = chances[pair.Key] })];
    }

    public static List<CampaignPurchase> Purchases(RecordTable table)
    {
        int customer = table.Customer(), product = table.Column(needed: false, ["product", .. ColumnNames.NamesOf(PurchaseRole.Product)]);
        int at = table.Column(needed: false, "at", "time", "date", "datum", "zeit", "zeitpunkt");
        int revenue = table.Column(needed: false, "revenue", "amount", "price", "umsatz", "betrag", "preis"), margin = table.Column(needed: false, "margin", "marge", "deckungsbeitrag");
        var rows = new List<CampaignPurchase>();
        while (table.Read())
        {
            string who = HoldingReader.Some(table.Id(customer, "the id of a customer"));
            string? what = table.OptionalId(product);
            DateTimeOffset? when = table.Time(at);
            double brought = (double)(table.Amount(revenue) ?? 0);
            double earned = (double?)table.Amount(margin) ?? brought;
            if (table.IsSound)
            {
                rows.Add(new CampaignPurchase(new CustomerId(who), what is null ? null : new ProductId(what), when, brought, earned));
            }
        }

        return rows;
    }

    private static CampaignTarget TargetOf(string customer, string? household, string? account)
    {
        SubjectKey root = account is not null ? SubjectKey.Account(account) : household is not null ? SubjectKey.Household(household) : SubjectKey.Of(new CustomerId(customer));
        return new CampaignTarget(new CustomerRef("main", root, new CustomerId(customer)));
    }
}
