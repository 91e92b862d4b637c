namespace CrossSell.Ledger;

/// <summary>What came back on an offer.</summary>
public enum OfferResponseKind
{
    /// <summary>The customer takes it.</summary>
    Accepted = 0,

    /// <summary>The customer does not want it; <see cref="OfferResponse.Reason"/> says why.</summary>
    Declined = 1,

    /// <summary>Nothing came back.</summary>
    NoResponse = 2,

    /// <summary>Not now; <see cref="OfferResponse.Until"/> says when.</summary>
    Postponed = 3,
}
