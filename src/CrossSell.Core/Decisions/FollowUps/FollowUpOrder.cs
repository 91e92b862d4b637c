namespace CrossSell;

/// <summary>The order of a list of follow-ups: agreed call-backs by their day, then offers by worth, the most first, then what sells nothing by its day; ties by customer, product and offer.</summary>
public sealed class FollowUpOrder : IComparer<FollowUp>
{
    private FollowUpOrder()
    {
    }

    /// <summary>The order; safe from any thread.</summary>
    public static FollowUpOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(FollowUp? x, FollowUp? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        int order = Place(x.Kind).CompareTo(Place(y.Kind));
        order = order != 0 ? order : x.Kind == OccasionKind.OpenOffer ? y.Worth.CompareTo(x.Worth) : x.DueAt.CompareTo(y.DueAt);
        order = order != 0 ? order : string.CompareOrdinal(x.Customer.Customer.Value, y.Customer.Customer.Value);
        order = order != 0 ? order : string.CompareOrdinal(x.Product.Value, y.Product.Value);
        return order != 0 ? order : string.CompareOrdinal(x.Offer?.Id, y.Offer?.Id);
    }

    private static int Place(OccasionKind kind) => kind switch { OccasionKind.CallBack => 0, OccasionKind.OpenOffer => 1, OccasionKind.AfterSale => 2, _ => 3 };
}
