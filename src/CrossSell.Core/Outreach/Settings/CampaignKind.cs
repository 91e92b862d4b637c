namespace CrossSell;

/// <summary>What a contact of a campaign is about.</summary>
public enum CampaignKind
{
    /// <summary>One product a contact.</summary>
    SingleProduct = 0,

    /// <summary>A consultation: a contact speaks of the customer's best offers together.</summary>
    Consultation = 1,
}
