using CrossSell.Numerics;

namespace CrossSell.Core.Tests.Measurement;

/// <summary>Draws for simulations, plainly: one uniform number a customer.</summary>
internal sealed class Draws(ulong seed)
{
    private SplitMix64 _stream = new(seed);

    public double Uniform() => _stream.Unit();

    public bool Happens(double probability) => _stream.Unit() <= probability;

    public int Hits(int customers, double probability)
    {
        int hits = 0;
        for (int i = 0; i < customers; i++)
        {
            hits += Happens(probability) ? 1 : 0;
        }

        return hits;
    }

    public double Normal() => Math.Sqrt(-2 * Math.Log(_stream.Unit())) * Math.Cos(2 * Math.PI * _stream.Unit());

    public double[] Spends(int customers, double rate, double mean, double spread)
    {
        double[] spends = new double[customers];
        for (int i = 0; i < customers; i++)
        {
            spends[i] = Happens(rate) ? Math.Exp(mean + (spread * Normal())) : 0;
        }

        return spends;
    }
}
