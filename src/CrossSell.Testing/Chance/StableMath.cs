namespace CrossSell.Testing.Chance;

/// <summary>
/// The exponential by additions and multiplications only. <see cref="Math.Exp(double)"/> asks the C library of the machine, which may
/// differ in the last bit; a generated market must have the same bytes everywhere.
/// </summary>
internal static class StableMath
{
    // ln 2 in two parts (as in fdlibm's e_exp.c): k * Ln2High is exact for the k that occur.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double OneByLn2 = 1.44269504088896338700e+00;

    // Taylor, |r| <= 0.35: the first term left out, r^15 / 15!, is below 1.1e-19.
    private static readonly double[] s_inverseFactorials = MakeInverseFactorials(15);

    /// <summary>e^x for |x| at most 700, within 2 units in the last place.</summary>
    public static double Exp(double x)
    {
        double k = Math.Floor((x * OneByLn2) + 0.5);
        double r = (x - (k * Ln2High)) - (k * Ln2Low);

        double sum = s_inverseFactorials[^1];
        for (int n = s_inverseFactorials.Length - 2; n >= 0; n--)
        {
            sum = (sum * r) + s_inverseFactorials[n];
        }

        return sum * BitConverter.Int64BitsToDouble(((long)k + 1023) << 52);
    }

    /// <summary>1 / (1 + e^-x).</summary>
    public static double Logistic(double x) => 1 / (1 + Exp(-Math.Clamp(x, -700, 700)));

    private static double[] MakeInverseFactorials(int count)
    {
        double[] inverse = new double[count];
        double factorial = 1;
        for (int n = 0; n < count; n++)
        {
            factorial *= Math.Max(n, 1);
            inverse[n] = 1 / factorial;
        }

        return inverse;
    }
}
