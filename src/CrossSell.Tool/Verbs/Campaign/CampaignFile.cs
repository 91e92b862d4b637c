namespace CrossSell.Tool;

/// <summary>The file of a campaign's settings.</summary>
internal static class CampaignFile
{
    /// <exception cref="FailureException">The file cannot be read.</exception>
    /// <exception cref="CampaignFormatException">It holds no campaign.</exception>
    public static CrossSell.Campaign Read(string path, ToolHost host)
    {
        using InputFile input = InputFile.Open(path, host, expected: "a campaign as JSON");
        using var text = new StreamReader(input.Stream);
        var campaign = CrossSell.Campaign.FromJson(text.ReadToEnd(), input.Name);
        return campaign.Tenant == "main" ? campaign : throw new FailureException($"{input.Name}: the tenant is '{campaign.Tenant}'; this tool works on ledgers of 'main'.");
    }
}
