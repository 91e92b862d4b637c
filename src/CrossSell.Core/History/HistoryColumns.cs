namespace CrossSell;

/// <summary>The finished columns: rows by customer, then time; anonymous rows after them, by basket. A column that the source lacks is null.</summary>
internal sealed record HistoryColumns
{
    public required int Count { get; init; }

    public required IdTable ProductIds { get; init; }

    public required IdTable CustomerIds { get; init; }

    public required IdTable BasketIds { get; init; }

    public required IdTable SellerIds { get; init; }

    public required IdTable ChannelIds { get; init; }

    /// <summary>For each customer the first of his rows, and at the end the first anonymous row.</summary>
    public required int[] CustomerStarts { get; init; }

    /// <summary>How many baskets were numbered as they came in, or 0 when baskets have ids or none.</summary>
    public required int NumberedBaskets { get; init; }

    public required int[] Products { get; init; }

    public int[]? Baskets { get; init; }

    public long[]? Times { get; init; }

    public double[]? Quantities { get; init; }

    public double[]? Revenues { get; init; }

    public long[]? Untils { get; init; }

    public int[]? Sellers { get; init; }

    public int[]? Channels { get; init; }

    public IReadOnlyList<(string Name, int[]? Codes, IdTable Ids)> Extras { get; init; } = [];
}
