using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>One column made of a customer's purchases.</summary>
/// <param name="Kind">What is read.</param>
/// <param name="Subject">The id of the product, or the category, where the kind is about one; else null.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HistoryFeature(HistoryFeatureKind Kind, string? Subject = null)
{
    /// <summary>The column's name: what a reason or a report calls it.</summary>
    public string Name => Kind switch
    {
        HistoryFeatureKind.Owns => $"has {Subject}",
        HistoryFeatureKind.OwnsCategory => $"has any of {Subject}",
        HistoryFeatureKind.MonthsSinceProduct => $"months since {Subject}",
        HistoryFeatureKind.MonthsSinceLast => "months since the last purchase",
        HistoryFeatureKind.MonthsSinceFirst => "months since the first purchase",
        HistoryFeatureKind.Purchases => "purchases so far",
        HistoryFeatureKind.Revenue => "revenue so far",
        HistoryFeatureKind.Products => "products so far",
        HistoryFeatureKind.Contacts => "contacts so far",
        HistoryFeatureKind.Declines => "declines so far",
        _ => $"feature {Kind:D}",
    };

    /// <summary>Whether the values are yes and no; else they are numbers.</summary>
    public bool IsIndicator => Kind is HistoryFeatureKind.Owns or HistoryFeatureKind.OwnsCategory;
}
