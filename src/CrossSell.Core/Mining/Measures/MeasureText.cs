using System.Globalization;

namespace CrossSell.Mining;

/// <summary>How the value of a measure is written in files and on the console, the same in every culture.</summary>
public static class MeasureText
{
    /// <summary>
    /// Writes a value: empty when undefined, <c>Inf</c> or <c>-Inf</c>, else the shortest text that reads back as the same number.
    /// </summary>
    /// <param name="value">What <see cref="RuleMeasure.Evaluate"/> returned.</param>
    /// <returns>The text, with a decimal point and no group separators.</returns>
    /// <exception cref="ArgumentException">The value is NaN: an undefined measure is null.</exception>
    public static string Format(double? value) => value switch
    {
        null => string.Empty,
        double.PositiveInfinity => "Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => throw new ArgumentException(
            "The value is NaN; it must be a number, an infinity, or null for undefined.",
            nameof(value)),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
    };
}
