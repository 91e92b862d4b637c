using CrossSell.Mining;

namespace CrossSell.Data;

/// <summary>Lines of a basket file become transactions.</summary>
internal sealed class TransactionLines(TransactionsBuilder builder) : IBasketLines
{
    public void Add(ReadOnlySpan<byte> line) => builder.AddBasketLine(line);

    public void Reject(BadRow badRow) => builder.Reject(badRow);
}
