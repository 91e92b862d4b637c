using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>A purchase after which a product is bought more often, in a window that the data bear out.</summary>
/// <param name="Product">The place of the product that is bought then.</param>
/// <param name="Cause">The place of the product whose purchase starts the clock; the same as <paramref name="Product"/> when it is bought again.</param>
/// <param name="FromDay">The first day of the window, counted from the purchase; 1 is the day after it.</param>
/// <param name="ToDay">The last day of the window.</param>
/// <param name="Purchases">How many purchases of the product after the cause were seen, in the window or not.</param>
/// <param name="InWindow">How many of them fell into the window.</param>
/// <param name="Lift">The daily hazard in the window over the product's hazard on the whole; above 1.</param>
/// <param name="PValue">How likely a window as dense as this is by chance, adjusted for all windows and pairs that were looked at; 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TimingTrigger(int Product, int Cause, int FromDay, int ToDay, int Purchases, int InWindow, double Lift, double PValue)
{
    /// <summary>Whether the product's own purchase starts the clock: a renewal.</summary>
    public bool IsRenewal => Product == Cause;
}
