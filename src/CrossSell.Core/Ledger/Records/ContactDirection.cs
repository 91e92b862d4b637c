namespace CrossSell.Ledger;

/// <summary>Who began a contact.</summary>
public enum ContactDirection
{
    /// <summary>We did.</summary>
    Outbound = 0,

    /// <summary>The customer did.</summary>
    Inbound = 1,
}
