namespace CrossSell;

/// <summary>What a customer is in a campaign's measurement.</summary>
public enum CampaignArm
{
    /// <summary>May be contacted.</summary>
    Treated = 0,

    /// <summary>Would have been contacted and is not, in this campaign: what happens without it.</summary>
    Control = 1,

    /// <summary>Is contacted by no campaign at all for the year: what happens without campaigns.</summary>
    UniversalHoldout = 2,
}
