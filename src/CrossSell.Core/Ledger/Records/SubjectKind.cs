namespace CrossSell.Ledger;

/// <summary>What a limit on contacts is counted for.</summary>
public enum SubjectKind
{
    /// <summary>One person or company, by its <see cref="CustomerId"/>.</summary>
    Customer = 0,

    /// <summary>People who live together and share what reaches the address.</summary>
    Household = 1,

    /// <summary>A business relation with several people to talk to.</summary>
    Account = 2,
}
