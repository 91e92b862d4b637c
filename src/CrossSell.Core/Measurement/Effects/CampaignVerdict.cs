namespace CrossSell;

/// <summary>What can be said of a campaign.</summary>
public enum CampaignVerdict
{
    /// <summary>The arms have not the sizes that they were drawn with: nothing can be said.</summary>
    SampleRatioMismatch = 0,

    /// <summary>The interval of the uplift holds 0: no effect was shown, in either direction.</summary>
    NotShown = 1,

    /// <summary>More customers bought because of the campaign: the interval of the uplift lies above 0.</summary>
    Works = 2,

    /// <summary>Fewer customers bought because of the campaign: the interval of the uplift lies below 0.</summary>
    Harms = 3,
}
