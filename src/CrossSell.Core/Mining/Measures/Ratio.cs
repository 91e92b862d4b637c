namespace CrossSell.Mining;

/// <summary>Division as the measures need it: 0/0 is undefined, never NaN.</summary>
internal static class Ratio
{
    /// <summary>The quotient; null for 0/0; the infinity that is the limit for a zero denominator below another numerator.</summary>
    public static double? Of(double numerator, double denominator)
    {
        if (denominator != 0)
        {
            return numerator / denominator;
        }

        return numerator switch
        {
            > 0 => double.PositiveInfinity,
            < 0 => double.NegativeInfinity,
            _ => null,
        };
    }

    /// <summary>As <see cref="Of"/>, for a quotient whose size is at most 1, so that the last rounding cannot push it outside.</summary>
    public static double? AtMostOne(double numerator, double denominator) =>
        denominator == 0 ? null : Math.Clamp(numerator / denominator, -1.0, 1.0);
}
