namespace CrossSell.Numerics;

/// <summary>Functions that lose no digits where the textbook formula would cancel.</summary>
internal static class SpecialFunctions
{
    // delta(k) for k = 0..15, correct to the last digit (Loader 2000, table of stirlerr).
    private static readonly double[] SmallStirlingErrors =
    [
        0.0,
        0.081061466795327258219670,
        0.041340695955409294093822,
        0.027677925684998339148789,
        0.020790672103765093111522,
        0.016644691189821192163194,
        0.013876128823070747998745,
        0.011896709945891770095055,
        0.010411265261972096497478,
        0.009255462182712732917728,
        0.008330563433362871256469,
        0.007573675487951840794972,
        0.006942840107209529865664,
        0.006408994188004207068439,
        0.005951370112758847735624,
        0.005554733551962801371038,
    ];

    /// <summary>ln(1 + x) to full accuracy for small x too.</summary>
    /// <remarks><c>double.LogP1</c> is ln(x + 1) as written and has no digit left at x = 1e-17. Goldberg 1991, theorem 4.</remarks>
    public static double LogOnePlus(double x)
    {
        double y = 1.0 + x;
        return y == 1.0 ? x : Math.Log(y) * (x / (y - 1.0));
    }

    /// <summary>e^x - 1 to full accuracy for small x too.</summary>
    /// <remarks>Higham 2002, "Accuracy and Stability of Numerical Algorithms", section 1.14.1.</remarks>
    public static double ExpMinusOne(double x)
    {
        double y = Math.Exp(x);
        return y == 1.0 ? x : y - 1.0 == -1.0 ? -1.0 : (y - 1.0) * (x / Math.Log(y));
    }

    /// <summary>delta(k) = ln k! - (k ln k - k + ln(2 pi k)/2), what Stirling's formula leaves out; 0 for k = 0 by agreement.</summary>
    /// <remarks>Loader 2000, "Fast and Accurate Computation of Binomial Probabilities", <c>stirlerr</c>.</remarks>
    public static double StirlingError(long k)
    {
        if (k < SmallStirlingErrors.Length)
        {
            return SmallStirlingErrors[k];
        }

        // The Stirling series up to 1/k^11: from k = 16 on, what follows is below the last digit.
        double r = 1.0 / k;
        double r2 = r * r;
        return r * ((1.0 / 12) - (r2 * ((1.0 / 360) - (r2 * ((1.0 / 1260) - (r2 * ((1.0 / 1680) - (r2 * ((1.0 / 1188)
            - (r2 * (691.0 / 360360)))))))))));
    }

    /// <summary>o ln(o/e) + e - o, the deviance of an observed count against an expected one; 0 when they agree, else positive.</summary>
    /// <param name="observed">o, 0 or more.</param>
    /// <param name="expected">e, above 0.</param>
    /// <param name="difference">o - e, worked out by the caller without cancellation.</param>
    /// <remarks>Loader 2000, <c>bd0</c>; the exact difference as an argument keeps it accurate for counts of any size.</remarks>
    public static double Deviance(double observed, double expected, double difference)
    {
        if (observed == 0)
        {
            return expected;
        }

        double sum = observed + expected;
        if (Math.Abs(difference) >= 0.1 * sum)
        {
            return (observed * Math.Log(observed / expected)) - difference;
        }

        // ln(o/e) = 2 artanh v with v = (o - e)/(o + e): its series, with the terms that cancel left out.
        double v = difference / sum;
        double v2 = v * v;
        double total = difference * v;
        double power = 2 * observed * v;
        for (int j = 1; ; j++)
        {
            power *= v2;
            double next = total + (power / ((2 * j) + 1));
            if (next == total)
            {
                return total;
            }

            total = next;
        }
    }
}
