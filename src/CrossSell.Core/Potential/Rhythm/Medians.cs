namespace CrossSell.Potential;

/// <summary>Medians of whole numbers, by sorting them.</summary>
internal static class Medians
{
    /// <summary>The middle number, or the mean of the two in the middle; NaN of none. Sorts the list.</summary>
    public static double Of(List<int> numbers)
    {
        numbers.Sort();
        int half = numbers.Count / 2;
        return numbers.Count == 0 ? double.NaN : numbers.Count % 2 == 1 ? numbers[half] : (numbers[half - 1] + (double)numbers[half]) / 2;
    }
}
