namespace CrossSell;

/// <summary>On whose initiative an offer would be made.</summary>
public enum OfferMode
{
    /// <summary>Ours: everything applies, and what is unknown or stale is refused.</summary>
    Outbound = 0,

    /// <summary>The customer is here: pauses, bad moments and permissions for channels do not apply, and stale data is a warning.</summary>
    Inbound = 1,
}
