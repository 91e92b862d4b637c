namespace CrossSell;

/// <summary>A row, or the source as a whole, is not what a purchase history needs. Nothing was loaded.</summary>
/// <remarks>It has one constructor, because an error without its place would not help.</remarks>
public sealed class PurchaseFormatException : FormatException
{
    /// <summary>Builds the exception; its message is the row's sentence.</summary>
    /// <param name="badRow">The row at fault.</param>
    /// <param name="inner">The cause below, or null.</param>
    public PurchaseFormatException(BadRow badRow, Exception? inner = null)
        : base((badRow ?? throw new ArgumentNullException(nameof(badRow))).ToString() + ".", inner) => BadRow = badRow;

    /// <summary>The row at fault: source, line, column, the value seen and what was expected.</summary>
    public BadRow BadRow { get; }
}
