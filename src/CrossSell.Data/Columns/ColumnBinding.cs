using System.Globalization;

namespace CrossSell.Data;

/// <summary>Where each role and each further column stands in a source.</summary>
internal sealed class ColumnBinding(int[] places, IReadOnlyList<string>? header, int[] extraPlaces)
{
    /// <summary>The places of the further columns, from 0.</summary>
    public ReadOnlySpan<int> ExtraPlaces => extraPlaces;

    /// <summary>The further columns' names in the history.</summary>
    public IReadOnlyList<string> ExtraNames => [.. extraPlaces.Select(NameAt)];

    /// <summary>The last place that is read.</summary>
    public int LastPlace => places.Concat(extraPlaces).Max();

    /// <summary>The role's place from 0, or -1 when the source lacks it.</summary>
    public int this[PurchaseRole role] => places[(int)role];

    /// <summary>The column as the source calls it.</summary>
    public string NameOf(PurchaseRole role) => this[role] < 0 ? ColumnNames.LabelOf(role) : NameAt(this[role]);

    /// <summary>The column as the source calls it, for a fault that the builder found; it speaks of roles.</summary>
    public string NameOf(string builderColumn) => builderColumn switch
    {
        "product" => NameOf(PurchaseRole.Product),
        "customer" => NameOf(PurchaseRole.Customer),
        "basket" => NameOf(PurchaseRole.Basket),
        "quantity" => NameOf(PurchaseRole.Quantity),
        "revenue" => NameOf(this[PurchaseRole.Revenue] < 0 ? PurchaseRole.UnitPrice : PurchaseRole.Revenue),
        "until" => NameOf(PurchaseRole.HeldUntil),
        "time" => NameOf(PurchaseRole.Time),
        _ => builderColumn,
    };

    public string NameAt(int place) =>
        header is not null && place < header.Count && header[place].Length > 0 ? header[place] : string.Create(CultureInfo.InvariantCulture, $"{place + 1}");
}
