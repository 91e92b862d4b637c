namespace CrossSell;

/// <summary>What a row dated after <see cref="PurchaseHistoryOptions.AsOf"/> does.</summary>
public enum FutureHandling
{
    /// <summary>It is left out and counted; the default.</summary>
    Drop = 0,

    /// <summary>It is a bad row.</summary>
    Reject = 1,
}
