namespace CrossSell.Ledger;

/// <summary>The one order of contacts: by instant, and at the same instant by id.</summary>
public sealed class ContactOrder : IComparer<Contact>
{
    private ContactOrder()
    {
    }

    /// <summary>The order; safe from any thread.</summary>
    public static ContactOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Contact? x, Contact? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        int byInstant = x.At.CompareTo(y.At);
        return byInstant != 0 ? byInstant : x.Id.CompareTo(y.Id);
    }
}
