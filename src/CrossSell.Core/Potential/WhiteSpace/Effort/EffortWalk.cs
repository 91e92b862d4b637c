namespace CrossSell.Potential;

/// <summary>Walks down the gaps, the greatest expected margin first, in bounded memory.</summary>
/// <remarks>
/// What pays is a matter of each gap alone. Where the goal is reached is the place in the order at which the gains add up to what is wanted: gaps are counted by the first
/// digits of their margins, the digit within which the goal falls is looked at closer, and as soon as few enough gaps are left they are sorted. So the result is that of
/// sorting all of them, but for the rounding of sums, in three or four passes at most where margins are not nearly all the same.
/// </remarks>
/// <param name="gaps">The gaps.</param>
/// <param name="mostSorted">How many gaps are held in memory to be sorted, at 24 bytes each.</param>
internal sealed class EffortWalk(EffortGaps gaps, int mostSorted = EffortWalk.MostSorted)
{
    private const int MostSorted = 1 << 20;

    /// <param name="group">The group's name.</param>
    /// <param name="cost">The cost of an offer.</param>
    /// <param name="goal">The coverage wanted.</param>
    public EffortCurve ToCurve(string group, double cost, double goal)
    {
        (long pays, double gained, double profit) = (0, 0, 0);
        EffortDigits? counted = gaps.Count > mostSorted ? new EffortDigits() : null;
        gaps.Each((margin, gain) =>
        {
            if (margin > cost)
            {
                (pays, gained, profit) = (pays + 1, gained + gain, profit + (margin - cost));
            }

            counted?.Add(EffortKey.Digit(EffortKey.Of(margin), 0), margin, gain);
        });
        double Coverage(double owned) => gaps.Relevant > 0 ? owned / gaps.Relevant : double.NaN;
        (long Offers, double Margin)? reached = Reach((goal * gaps.Relevant * (1 - 1e-12)) - gaps.Owned, counted);
        return new EffortCurve(
            group, gaps.Count, Coverage(gaps.Owned), pays, Coverage(gaps.Owned + gained), profit, reached?.Offers, reached is { } r ? r.Margin - (cost * r.Offers) : null);
    }

    /// <summary>How many gaps, the best first, gain so much, and their margins together; null where all of them do not.</summary>
    private (long Offers, double Margin)? Reach(double wanted, EffortDigits? counted)
    {
        if (wanted <= 0)
        {
            return (0, 0);
        }

        var sum = new EffortPrefix(0, 0, 0);
        if (counted is null)
        {
            return Sorted(0, 0, (int)gaps.Count, wanted, sum);
        }

        ulong prefix = 0;
        for (int digit = 0; digit < EffortKey.Digits; digit++)
        {
            counted = digit == 0 ? counted : Count(prefix, digit);
            (int here, sum) = counted.Pass(wanted, sum);
            if (here < 0)
            {
                // Within a digit that reaches the goal only the rounding of another order can fall short of it.
                return digit == 0 ? null : (sum.Offers, sum.Margins);
            }

            prefix = (prefix << EffortKey.BitsOfDigit) | (uint)here;
            if (counted.Count(here) <= mostSorted)
            {
                return Sorted(prefix, digit + 1, (int)counted.Count(here), wanted, sum);
            }
        }

        return InOrder(prefix, wanted, sum);
    }

    private EffortDigits Count(ulong prefix, int digit)
    {
        var counted = new EffortDigits();
        gaps.Each((margin, gain) =>
        {
            ulong key = EffortKey.Of(margin);
            if (EffortKey.First(key, digit) == prefix)
            {
                counted.Add(EffortKey.Digit(key, digit), margin, gain);
            }
        });
        return counted;
    }

    private (long Offers, double Margin)? Sorted(ulong prefix, int digits, int count, double wanted, EffortPrefix sum)
    {
        // The place stands behind the margin, so that equal margins keep their order.
        var lost = new (double Lost, int Place)[count];
        double[] gains = new double[count];
        int n = 0;
        gaps.Each((margin, gain) =>
        {
            if (EffortKey.First(EffortKey.Of(margin), digits) == prefix)
            {
                (lost[n], gains[n]) = ((-margin, n), gain);
                n++;
            }
        });
        Array.Sort(lost);
        foreach ((double minus, int place) in lost)
        {
            sum = sum.And(-minus, gains[place]);
            if (sum.Gained >= wanted)
            {
                return (sum.Offers, sum.Margins);
            }
        }

        return digits == 0 ? null : (sum.Offers, sum.Margins);
    }

    /// <summary>More gaps of the very same margin than may be held: they need no sorting.</summary>
    private (long Offers, double Margin) InOrder(ulong key, double wanted, EffortPrefix sum)
    {
        gaps.Each((margin, gain) => sum = sum.Gained < wanted && EffortKey.Of(margin) == key ? sum.And(margin, gain) : sum);
        return (sum.Offers, sum.Margins);
    }
}
