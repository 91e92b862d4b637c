namespace CrossSell.Ledger;

/// <summary>What a contact is for. Only the user knows; the ledger never guesses it from the channel.</summary>
public enum ContactPurpose
{
    /// <summary>Selling: limits and consent apply in full. The default, so that a purpose left out is the strictest one.</summary>
    Marketing = 0,

    /// <summary>Service that the customer expects, such as a call after delivery.</summary>
    Service = 1,

    /// <summary>What the contract or the law demands, such as an invoice.</summary>
    Contractual = 2,
}
