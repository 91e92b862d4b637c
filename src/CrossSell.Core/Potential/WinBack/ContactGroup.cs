namespace CrossSell;

/// <summary>The order of work 1-3-7: what costs 1 with an existing customer costs 3 with a former one and 7 with a new one. Who comes first.</summary>
public enum ContactGroup
{
    /// <summary>Existing customers with open potential.</summary>
    Existing = 0,

    /// <summary>Former customers: lost.</summary>
    Former = 1,

    /// <summary>Dormant customers.</summary>
    Dormant = 2,

    /// <summary>Not customers yet.</summary>
    New = 3,
}
