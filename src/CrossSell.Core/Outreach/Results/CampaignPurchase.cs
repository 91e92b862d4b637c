using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>Something that a customer bought, for measuring a campaign.</summary>
/// <param name="Customer">Who.</param>
/// <param name="Product">What; null for revenue of no product in particular, which is no sale of the campaign's offers.</param>
/// <param name="At">When; null counts whatever the window.</param>
/// <param name="Revenue">What it brought, finite; below 0 for what was returned.</param>
/// <param name="Margin">What of it is margin, finite.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CampaignPurchase(CustomerId Customer, ProductId? Product, DateTimeOffset? At, double Revenue, double Margin);
