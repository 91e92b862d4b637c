namespace CrossSell.ContactPolicy;

/// <summary>What a contact rule counts.</summary>
public enum CountUnit
{
    /// <summary>Touches: a contact with three offers is one.</summary>
    Contact = 0,

    /// <summary>Offers presented: a contact with three offers is three, one without offers none.</summary>
    Offer = 1,

    /// <summary>Tries: a call that nobody answered counts as well.</summary>
    Attempt = 2,
}
