namespace CrossSell;

/// <summary>What became of the rows of a source: nothing that was left out goes unsaid.</summary>
/// <remarks>
/// <para>
/// Immutable. Each row read counts once: <see cref="RowsRead"/> = <see cref="RowsKept"/> + <see cref="BadRowCount"/> + <see cref="FutureRows"/>
/// + <see cref="ZeroQuantityRows"/> + <see cref="ReturnsMatched"/> + <see cref="ReturnsUnmatched"/> + <see cref="PurchasesReturned"/>, and under
/// <see cref="DuplicateHandling.Drop"/> + <see cref="DuplicateRows"/>.
/// </para>
/// <para>
/// Rows are judged in that order: a bad row is nothing else; a row from the future is not looked at for its quantity; duplicates, returns among them, are found
/// before any return takes anything back.
/// </para>
/// </remarks>
public sealed record LoadReport
{
    /// <summary>Data rows read, the header not counted; of numbered baskets the items, empty baskets having none.</summary>
    public long RowsRead { get; init; }

    /// <summary>Rows in the history.</summary>
    public long RowsKept { get; init; }

    /// <summary>Rows skipped because they could not be taken, those that an option makes bad (<c>Reject</c>) included.</summary>
    public long BadRowCount { get; init; }

    /// <summary>The first of the bad rows, as many as the policy lists.</summary>
    public IReadOnlyList<BadRow> BadRows { get; init; } = [];

    /// <summary>
    /// Rows equal to an earlier one in every column, so that a row told three times counts two; kept or left out as
    /// <see cref="PurchaseHistoryOptions.Duplicates"/> says. Rows left out as bad, from the future, of quantity 0 or as ignored returns are not compared.
    /// </summary>
    public long DuplicateRows { get; init; }

    /// <summary>Rows with a quantity of 0, left out: nothing was bought.</summary>
    public long ZeroQuantityRows { get; init; }

    /// <summary>Returns (rows with a negative quantity) that took back at least part of an earlier purchase, left out; what they give back beyond all purchases is lost.</summary>
    public long ReturnsMatched { get; init; }

    /// <summary>Returns without a purchase to take back, and under <see cref="ReturnHandling.Ignore"/> all returns, left out.</summary>
    public long ReturnsUnmatched { get; init; }

    /// <summary>Purchases left out because they were returned in full; one returned in part is kept with what is left of it.</summary>
    public long PurchasesReturned { get; init; }

    /// <summary>Rows later than <see cref="PurchaseHistoryOptions.AsOf"/>, left out.</summary>
    public long FutureRows { get; init; }
}
