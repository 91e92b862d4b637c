namespace CrossSell.Numerics;

/// <summary>Figures of numbers in ascending order.</summary>
internal static class SortedValues
{
    /// <summary>The value below which the share p of them lies, between neighbours in a straight line.</summary>
    /// <param name="sorted">At least one, ascending.</param>
    /// <param name="p">From 0 to 1.</param>
    /// <remarks>Hyndman and Fan 1996, type 7.</remarks>
    public static double Quantile(ReadOnlySpan<double> sorted, double p)
    {
        double place = p * (sorted.Length - 1);
        int below = (int)place;
        double rest = place - below;
        return below + 1 < sorted.Length ? sorted[below] + (rest * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
