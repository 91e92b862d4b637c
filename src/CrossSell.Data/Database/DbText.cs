using System.Globalization;

namespace CrossSell.Data;

/// <summary>Values of a database as the exact text of an id.</summary>
internal static class DbText
{
    /// <summary>The text, or null when the value cannot be an id: a fraction, a block of bytes.</summary>
    public static string? Of(object value) => value switch
    {
        string text => text,
        // A whole number from a column of decimals is the same id as from a column of integers.
        decimal number => (number == decimal.Truncate(number) ? decimal.Truncate(number) : number).ToString(CultureInfo.InvariantCulture),
        double number => WholeNumber(number),
        float number => WholeNumber(number),
        byte or sbyte or short or ushort or int or uint or long or ulong or Int128 or char or bool or Guid =>
            (value as IFormattable)?.ToString(null, CultureInfo.InvariantCulture) ?? value.ToString(),
        DateTime time => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? WholeNumber(double number) =>
        Math.Abs(number) <= 1L << 53 && number == Math.Truncate(number) ? ((long)number).ToString(CultureInfo.InvariantCulture) : null;
}
