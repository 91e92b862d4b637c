namespace CrossSell.Numerics;

/// <summary>Numbers of subsets.</summary>
internal static class Binomial
{
    // Above that the quotients are no longer exact; whoever compares with a limit needs no more.
    private const double Most = 1L << 52;

    /// <summary>How many subsets of some size a set has: exact up to 2^52, otherwise positive infinity.</summary>
    /// <param name="elements">How many elements the set has, at least 0.</param>
    /// <param name="size">How many of them are chosen; with less than none or more than all there is no such subset.</param>
    /// <remarks>At most 30 steps, however large the numbers: with so many chosen of twice as many there are more than 2^52.</remarks>
    public static double Choose(int elements, int size)
    {
        if (size < 0 || size > elements)
        {
            return 0;
        }

        double subsets = 1;
        int fewer = Math.Min(size, elements - size);
        for (int chosen = 0; chosen < fewer; chosen++)
        {
            // The product itself may not be exact; that of the remainder, below 30, and the factor always is.
            double factor = elements - chosen;
            double divisor = chosen + 1;
            double whole = Math.Floor(subsets / divisor);
            subsets = (whole * factor) + ((subsets - (whole * divisor)) * factor / divisor);
            if (subsets > Most)
            {
                return double.PositiveInfinity;
            }
        }

        return subsets;
    }
}
