namespace CrossSell.Tool;

/// <summary>Maps values to 0 to 1 and says where an axis has its marks.</summary>
internal sealed class Axis
{
    private readonly double _from;
    private readonly double _to;

    private Axis(double from, double to, bool logarithmic, IReadOnlyList<double> ticks) => (_from, _to, IsLogarithmic, Ticks) = (from, to, logarithmic, ticks);

    public bool IsLogarithmic { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Supports crowd at the low end: over more than a factor of four their scale is logarithmic.</summary>
    public static Axis ForSupport(double least, double most)
    {
        if (most <= least * 4)
        {
            return Linear(least, most, mostPossible: 1);
        }

        double from = Math.Log10(least) - 0.03;
        double to = Math.Log10(most) + 0.03;
        var ticks = new List<double>();
        for (int power = (int)Math.Floor(from); power <= to; power++)
        {
            foreach (int step in (int[])[1, 2, 5])
            {
                double tick = step * Math.Pow(10, power);
                if (Math.Log10(tick) >= from && Math.Log10(tick) <= to)
                {
                    ticks.Add(tick);
                }
            }
        }

        return new Axis(from, to, logarithmic: true, ticks);
    }

    /// <summary>Five or so marks at round numbers, the values between the outer ones.</summary>
    public static Axis Linear(double least, double most, double mostPossible)
    {
        // Values that are nearly one would stand at the edge: the axis then begins well below them.
        double span = Math.Max(most - least, Math.Max(most, 1e-9) * 0.2);
        least = Math.Max(0, Math.Min(least, most - span));
        double power = Math.Pow(10, Math.Floor(Math.Log10(span / 4)));
        double step = power * (span / 4 / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        double from = Math.Floor(least / step) * step;
        double to = Math.Max(Math.Min(Math.Ceiling(most / step) * step, Math.Ceiling(mostPossible / step) * step), from + step);
        int marks = (int)Math.Round((to - from) / step);
        return new Axis(from, to, logarithmic: false, [.. Enumerable.Range(0, marks + 1).Select(i => from + i * step).Where(t => t <= mostPossible + 1e-12)]);
    }

    public double Place(double value) => ((IsLogarithmic ? Math.Log10(value) : value) - _from) / (_to - _from);
}
