using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>The numbers that a reason speaks of.</summary>
/// <param name="With">How many of those counted have the product.</param>
/// <param name="Of">How many were counted.</param>
/// <param name="Lift">How many times the share among all; null for a popularity.</param>
/// <param name="ByBasket">Whether baskets were counted, not customers.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReasonFacts(long With, long Of, double? Lift, bool ByBasket)
{
    public double Share => Of == 0 ? 0 : (double)With / Of;
}
