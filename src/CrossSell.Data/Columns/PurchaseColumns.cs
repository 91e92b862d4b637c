using CrossSell.Data;

namespace CrossSell;

/// <summary>Which column of a source plays which role.</summary>
/// <remarks>
/// A role that is left null is found by the column's name (docs/formats.md lists the names, English and German). A role given as a text takes the
/// column of that name, or, when no column has it, the column of that number counted from 1. A role given as the empty text is not taken at all.
/// </remarks>
public sealed class PurchaseColumns
{
    private readonly string?[] _byRole = new string?[Enum.GetValues<PurchaseRole>().Length];

    /// <summary>The product's id; every source needs it.</summary>
    public string? Product { get => this[PurchaseRole.Product]; set => this[PurchaseRole.Product] = value; }

    /// <summary>The customer's id; a source needs this or <see cref="Basket"/>.</summary>
    public string? Customer { get => this[PurchaseRole.Customer]; set => this[PurchaseRole.Customer] = value; }

    /// <summary>The basket's, invoice's or contract's id.</summary>
    public string? Basket { get => this[PurchaseRole.Basket]; set => this[PurchaseRole.Basket] = value; }

    /// <summary>The date, or the date and time, of the purchase or of the holding's start.</summary>
    public string? Time { get => this[PurchaseRole.Time]; set => this[PurchaseRole.Time] = value; }

    /// <summary>The time of day, when it stands in a column of its own beside the date.</summary>
    public string? TimeOfDay { get => this[PurchaseRole.TimeOfDay]; set => this[PurchaseRole.TimeOfDay] = value; }

    /// <summary>How many; a negative number is a return.</summary>
    public string? Quantity { get => this[PurchaseRole.Quantity]; set => this[PurchaseRole.Quantity] = value; }

    /// <summary>What the row brought in.</summary>
    public string? Revenue { get => this[PurchaseRole.Revenue]; set => this[PurchaseRole.Revenue] = value; }

    /// <summary>The price of one; where <see cref="Revenue"/> has no value, the revenue is this price times the quantity.</summary>
    public string? UnitPrice { get => this[PurchaseRole.UnitPrice]; set => this[PurchaseRole.UnitPrice] = value; }

    /// <summary>The end of the holding, exclusive.</summary>
    public string? HeldUntil { get => this[PurchaseRole.HeldUntil]; set => this[PurchaseRole.HeldUntil] = value; }

    /// <summary>Who sold it.</summary>
    public string? Seller { get => this[PurchaseRole.Seller]; set => this[PurchaseRole.Seller] = value; }

    /// <summary>By which channel it was sold.</summary>
    public string? Channel { get => this[PurchaseRole.Channel]; set => this[PurchaseRole.Channel] = value; }

    /// <summary>Further columns to keep, by name or number; their names in the history are the source's.</summary>
    public IList<string> Extras { get; } = [];

    internal string? this[PurchaseRole role]
    {
        get => _byRole[(int)role];
        private set => _byRole[(int)role] = value;
    }
}
