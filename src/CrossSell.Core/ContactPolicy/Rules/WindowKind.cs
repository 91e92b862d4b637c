namespace CrossSell.ContactPolicy;

/// <summary>Over what a contact rule counts.</summary>
public enum WindowKind
{
    /// <summary>Any stretch of elapsed time, wherever it begins.</summary>
    Rolling = 0,

    /// <summary>Any stretch of consecutive local days.</summary>
    CalendarDays = 1,

    /// <summary>A period of the calendar.</summary>
    Calendar = 2,

    /// <summary>Everything that ever was or is planned.</summary>
    Lifetime = 3,

    /// <summary>All contacts of the campaign that the contact belongs to.</summary>
    PerCampaign = 4,

    /// <summary>All contacts that present the same offer.</summary>
    PerOffer = 5,
}
