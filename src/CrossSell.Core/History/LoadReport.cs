namespace CrossSell;

/// <summary>What became of the rows of a source: nothing that was left out goes unsaid.</summary>
/// <remarks>Immutable. <see cref="RowsRead"/> = <see cref="RowsKept"/> + all rows left out.</remarks>
public sealed record LoadReport
{
    /// <summary>Data rows read, the header not counted.</summary>
    public long RowsRead { get; init; }

    /// <summary>Rows in the history.</summary>
    public long RowsKept { get; init; }

    /// <summary>Rows skipped because they could not be taken.</summary>
    public long BadRowCount { get; init; }

    /// <summary>The first of the bad rows, as many as the policy lists.</summary>
    public IReadOnlyList<BadRow> BadRows { get; init; } = [];

    /// <summary>Rows equal to another in every column; kept or left out as <see cref="PurchaseHistoryOptions.Duplicates"/> says.</summary>
    public long DuplicateRows { get; init; }

    /// <summary>Rows with a quantity of 0, left out: nothing was bought.</summary>
    public long ZeroQuantityRows { get; init; }

    /// <summary>Returns (rows with a negative quantity) that took back an earlier purchase; neither side stays when the quantities are equal.</summary>
    public long ReturnsMatched { get; init; }

    /// <summary>Returns without a purchase to take back, left out.</summary>
    public long ReturnsUnmatched { get; init; }

    /// <summary>Purchases that vanished because they were returned in full.</summary>
    public long PurchasesReturned { get; init; }

    /// <summary>Rows later than <see cref="PurchaseHistoryOptions.AsOf"/>, left out.</summary>
    public long FutureRows { get; init; }
}
