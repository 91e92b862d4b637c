namespace CrossSell;

/// <summary>Why a customer has gone.</summary>
public enum LossReason
{
    /// <summary>Nobody knows.</summary>
    Unknown = 0,

    /// <summary>Too dear.</summary>
    Price = 1,

    /// <summary>Went to somebody else.</summary>
    Competitor = 2,

    /// <summary>A matter of trust or service.</summary>
    Service = 3,

    /// <summary>No need any more.</summary>
    NoNeed = 4,

    /// <summary>Wants to hear nothing more. Never to be won back.</summary>
    Objection = 5,
}
