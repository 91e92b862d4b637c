namespace CrossSell.Potential;

/// <summary>Medians and quantiles of numbers, by sorting them.</summary>
internal static class Medians
{
    /// <summary>The middle number, or the mean of the two in the middle; NaN of none. Sorts the list.</summary>
    public static double Of(List<int> numbers)
    {
        numbers.Sort();
        int half = numbers.Count / 2;
        return numbers.Count == 0 ? double.NaN : numbers.Count % 2 == 1 ? numbers[half] : (numbers[half - 1] + (double)numbers[half]) / 2;
    }

    /// <summary>A quantile of ascending numbers, with a straight line between neighbours (Hyndman and Fan 1996, type 7); NaN of none.</summary>
    public static double Quantile(ReadOnlySpan<double> ascending, double share)
    {
        if (ascending.IsEmpty)
        {
            return double.NaN;
        }

        double place = share * (ascending.Length - 1);
        int below = (int)Math.Floor(place);
        int above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + ((place - below) * (ascending[above] - ascending[below]));
    }
}
