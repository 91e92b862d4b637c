using System.Globalization;
using System.Numerics;

namespace CrossSell.Mining;

/// <summary>A decimal threshold that ratios of counts are compared with exactly: a rule that just meets its threshold meets it.</summary>
internal readonly struct ExactRatio
{
    private readonly BigInteger _mantissa;
    private readonly BigInteger _scale;
    private readonly double _approximation;

    public ExactRatio(decimal value)
    {
        _mantissa = Mantissa(value);
        _scale = BigInteger.Pow(10, value.Scale);
        _approximation = (double)value;
    }

    /// <summary>Takes a finite double as the shortest decimal that reads back as it: 1.2 means 12/10.</summary>
    public ExactRatio(double value)
    {
        string[] parts = value.ToString("E16", CultureInfo.InvariantCulture).Split('E');
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (decimal.TryParse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact) && (double)exact == value)
        {
            this = new ExactRatio(exact);
            return;
        }

        // Beyond the range of decimal; nobody writes such a threshold by hand, so 17 digits are taken as they are.
        int exponent = int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) - 16;
        _mantissa = BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * BigInteger.Pow(10, Math.Max(0, exponent));
        _scale = BigInteger.Pow(10, Math.Max(0, -exponent));
        _approximation = value;
    }

    /// <summary>Whether numerator / denominator is at least the threshold. The denominator is positive.</summary>
    public bool IsMetBy(Int128 numerator, Int128 denominator)
    {
        // Doubles decide all but the ratios next to the threshold; these are compared as whole numbers.
        double difference = ((double)numerator / (double)denominator) - _approximation;
        if (Math.Abs(difference) > 1e-9 * Math.Max(1e-290, Math.Abs(_approximation)))
        {
            return difference > 0;
        }

        return (BigInteger)numerator * _scale >= _mantissa * (BigInteger)denominator;
    }

    /// <summary>Whether numerator / denominator, times a finite factor, is at least the threshold. The factor is its shortest decimal; the denominator is positive.</summary>
    public bool IsMetBy(Int128 numerator, Int128 denominator, double factor)
    {
        double product = (double)numerator / (double)denominator * factor;
        if (Math.Abs(product - _approximation) > 1e-9 * Math.Max(1e-290, Math.Max(Math.Abs(product), Math.Abs(_approximation))))
        {
            return product > _approximation;
        }

        ExactRatio exact = new(factor);
        return (BigInteger)numerator * exact._mantissa * _scale >= _mantissa * (BigInteger)denominator * exact._scale;
    }

    /// <summary>Whether numerator / denominator is at most the threshold. The denominator is positive.</summary>
    public bool IsAtLeast(Int128 numerator, Int128 denominator) => (BigInteger)numerator * _scale <= _mantissa * (BigInteger)denominator;

    /// <summary>The same for products of counts, of any size.</summary>
    public bool IsMetBy(BigInteger numerator, BigInteger denominator) => numerator * _scale >= _mantissa * denominator;

    /// <summary>The threshold times a count, rounded up to a whole number without any other rounding.</summary>
    public long CeilingOf(long count) => (long)((_mantissa * count + _scale - 1) / _scale);

    private static BigInteger Mantissa(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        BigInteger magnitude = ((BigInteger)(uint)parts[2] << 64) + ((BigInteger)(uint)parts[1] << 32) + (uint)parts[0];
        return decimal.IsNegative(value) ? -magnitude : magnitude;
    }
}
