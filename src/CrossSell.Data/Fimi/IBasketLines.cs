namespace CrossSell.Data;

/// <summary>Where the lines of a basket file go.</summary>
internal interface IBasketLines
{
    /// <summary>Adds a basket; a line without items is an empty one.</summary>
    public void Add(ReadOnlySpan<byte> line);

    /// <summary>Counts a line that cannot be taken.</summary>
    /// <exception cref="PurchaseFormatException">Bad lines are not skipped, or there were too many of them.</exception>
    public void Reject(BadRow badRow);
}
