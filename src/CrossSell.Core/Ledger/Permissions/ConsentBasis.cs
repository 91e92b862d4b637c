namespace CrossSell.Ledger;

/// <summary>What a permission to contact rests on.</summary>
public enum ConsentBasis
{
    /// <summary>The customer agreed beforehand, expressly.</summary>
    OptIn = 0,

    /// <summary>An existing customer, similar goods, informed, never objected.</summary>
    ExistingCustomer = 1,

    /// <summary>A legitimate interest that was weighed, as for letters.</summary>
    LegitimateInterest = 2,

    /// <summary>Presumed consent of a business.</summary>
    BusinessPresumed = 3,
}
