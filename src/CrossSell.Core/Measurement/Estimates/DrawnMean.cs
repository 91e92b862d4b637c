using CrossSell.Numerics;

namespace CrossSell.Measurement;

/// <summary>The mean of values drawn again with replacement. Of the zeros only their number is drawn, which is the same as drawing each of them.</summary>
internal sealed class DrawnMean
{
    private readonly double[] _others;
    private readonly int _count;

    public DrawnMean(ReadOnlySpan<double> values, string name)
    {
        Mean = Sample.MeanOf(values, name);
        _count = values.Length;
        List<double> others = [];
        foreach (double value in values)
        {
            if (value != 0)
            {
                others.Add(value);
            }
        }

        _others = [.. others];
    }

    public double Mean { get; }

    public double Draw(ref SplitMix64 stream)
    {
        int drawn = Drawn(ref stream);
        double sum = 0;
        for (int i = 0; i < drawn; i++)
        {
            sum += _others[stream.Below(_others.Length)];
        }

        return sum / _count;
    }

    // How many of the draws meet a value that is not 0: binomial. Counted on the rarer side by geometric gaps, exact in O(expected count) (Devroye 1986, X.4.3).
    private int Drawn(ref SplitMix64 stream)
    {
        if (_others.Length == _count || _others.Length == 0)
        {
            return _others.Length;
        }

        bool zerosAreRarer = _others.Length > _count - _others.Length;
        double share = (double)(zerosAreRarer ? _count - _others.Length : _others.Length) / _count;
        double logOthers = SpecialFunctions.LogOnePlus(-share);
        int hits = 0;
        double at = 0;
        while (true)
        {
            at += Math.Floor(Math.Log(stream.Unit()) / logOthers) + 1;
            if (at > _count)
            {
                return zerosAreRarer ? _count - hits : hits;
            }

            hits++;
        }
    }
}
