using System.Globalization;
using System.Runtime.InteropServices;

namespace CrossSell.Measurement;

/// <summary>How many values there are, their mean, and the square of its standard error.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sample(int Count, double Mean, double StandardErrorSquared)
{
    /// <summary>Two passes: the squares are of distances from the mean, so that great values with little spread lose no digits.</summary>
    public static Sample Of(ReadOnlySpan<double> values, string name)
    {
        if (values.Length < 2)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {values.Length} values; a spread needs two or more."), name);
        }

        double mean = MeanOf(values, name);
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return new Sample(values.Length, mean, squares / (values.Length - 1) / values.Length);
    }

    /// <summary>The mean of one or more finite values.</summary>
    public static double MeanOf(ReadOnlySpan<double> values, string name)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("There is no value, so there is no mean.", name);
        }

        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The value at {i} is {values[i]}; it must be finite."), name);
            }

            sum += values[i];
        }

        return sum / values.Length;
    }
}
