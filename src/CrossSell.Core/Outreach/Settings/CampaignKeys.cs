namespace CrossSell.Outreach;

/// <summary>The keys of a campaign's contacts: campaign, customer, offer and wave, so that a second run makes the same ones.</summary>
internal static class CampaignKeys
{
    /// <summary>What a consultation stands under in place of a product.</summary>
    public const string Consultation = "consultation";

    public static string Of(Campaign campaign, CustomerId customer, string product) =>
        $"{Part(campaign.Id)}|{Part(customer.Value)}|{Part(product)}{EndOf(campaign)}";

    /// <summary>How all keys of the wave end, and no other's.</summary>
    public static string EndOf(Campaign campaign) => "|" + Part(campaign.Wave);

    /// <summary>The product of an offer's id.</summary>
    public static ProductId ProductOf(string key) =>
        new(key.Split('|')[2].Replace("\\p", "|", StringComparison.Ordinal).Replace("\\b", "\\", StringComparison.Ordinal));

    // Texts with the separator in them keep apart all the same.
    private static string Part(string text) =>
        text.Contains('|', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal)
            ? text.Replace("\\", "\\b", StringComparison.Ordinal).Replace("|", "\\p", StringComparison.Ordinal) : text;
}
