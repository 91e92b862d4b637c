namespace CrossSell.Data;

/// <summary>Lines of a basket file become a purchase history.</summary>
internal sealed class HistoryLines(PurchaseHistoryBuilder builder) : IBasketLines
{
    public void Add(ReadOnlySpan<byte> line) => builder.AddBasketLine(line);

    public void Reject(BadRow badRow) => builder.RejectUnread(badRow);
}
