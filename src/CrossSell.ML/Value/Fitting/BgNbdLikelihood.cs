namespace CrossSell.ML.Value;

/// <summary>The log likelihood of the BG/NBD model (Fader, Hardie, Lee 2005, equation 6) or the MBG/NBD model (Batislam, Denizel, Filiztekin 2007) with first and second derivatives.</summary>
/// <remarks>
/// What depends on the frequency alone is summed once over how many customers reach each frequency, so a pass costs two logarithms and one exponential a customer.
/// Parameters: r, alpha, a, b. c is the number of purchases after which a customer could have gone.
/// </remarks>
internal sealed class BgNbdLikelihood
{
    private readonly int[] _frequency;
    private readonly double[] _recency;
    private readonly double[] _age;
    private readonly int _first;
    private readonly long[] _buying;
    private readonly long[] _staying;
    private readonly int _threads;

    public BgNbdLikelihood(int[] frequency, double[] recency, double[] age, int threads, LeavingRule leaving = LeavingRule.AfterRepeatPurchase)
    {
        _frequency = frequency;
        _recency = recency;
        _age = age;
        _threads = threads;

        // The first purchase is one more after which a customer may be gone, or not.
        _first = leaving == LeavingRule.AfterAnyPurchase ? 1 : 0;
        _buying = Reaching(0);
        _staying = Reaching(_first);
    }

    // How many customers have at least k + 1 purchases, those after the first and so many more.
    private long[] Reaching(int more)
    {
        long[] reaching = new long[_frequency.Length == 0 ? 0 : _frequency.Max() + more];
        foreach (int x in _frequency)
        {
            if (x + more > 0)
            {
                reaching[x + more - 1]++;
            }
        }

        for (int k = reaching.Length - 2; k >= 0; k--)
        {
            reaching[k] += reaching[k + 1];
        }

        return reaching;
    }

    public Curvature At(double[] point)
    {
        (double r, double alpha, double a, double b) = (point[0], point[1], point[2], point[3]);
        Curvature sum = ChunkSums.Of(_frequency.Length, 4, _threads, (from, to, part) => AddTimes(from, to, r, alpha, a, b, part));
        AddCounts(sum, r, alpha, a, b);
        return sum;
    }

    // ln of (gamma(r+x) / gamma(r)) alpha^r B(a, b+c) / B(a, b): products over k = 0..x-1 and 0..c-1.
    private void AddCounts(Curvature sum, double r, double alpha, double a, double b)
    {
        int customers = _frequency.Length;
        sum.Value += customers * r * Math.Log(alpha);
        sum.Gradient[0] += customers * Math.Log(alpha);
        sum.Gradient[1] += customers * r / alpha;
        sum.AddSecond(0, 1, customers / alpha);
        sum.AddSecond(1, 1, -customers * r / (alpha * alpha));
        for (int k = 0; k < _buying.Length; k++)
        {
            double rk = 1 / (r + k);
            sum.Value += _buying[k] * Math.Log(r + k);
            sum.Gradient[0] += _buying[k] * rk;
            sum.AddSecond(0, 0, -_buying[k] * rk * rk);
        }

        for (int k = 0; k < _staying.Length; k++)
        {
            double n = _staying[k];
            (double bk, double abk) = (1 / (b + k), 1 / (a + b + k));
            sum.Value += n * Math.Log((b + k) * abk);
            sum.Gradient[2] -= n * abk;
            sum.Gradient[3] += n * (bk - abk);
            sum.AddSecond(2, 2, n * abk * abk);
            sum.AddSecond(2, 3, n * abk * abk);
            sum.AddSecond(3, 3, n * ((abk * abk) - (bk * bk)));
        }
    }

    // ln of (alpha+T)^-(r+x) + [c > 0] a / (b+c-1) (alpha+t)^-(r+x): alive, or gone right after the last purchase.
    private void AddTimes(int from, int to, double r, double alpha, double a, double b, Curvature sum)
    {
        double logA = Math.Log(a);
        (double value, double gr, double galpha, double ga, double gb) = (0, 0, 0, 0, 0);
        (double rr, double ralpha, double alphas, double ra, double rb, double alphaA, double alphaB, double aa, double ab, double bb) = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        for (int i = from; i < to; i++)
        {
            int x = _frequency[i];
            double rx = r + x;
            double whole = 1 / (alpha + _age[i]);
            double logWhole = Math.Log(alpha + _age[i]);
            if (x + _first == 0)
            {
                value -= rx * logWhole;
                gr -= logWhole;
                galpha -= rx * whole;
                ralpha -= whole;
                alphas += rx * whole * whole;
                continue;
            }

            double part = 1 / (alpha + _recency[i]);
            double logPart = Math.Log(alpha + _recency[i]);
            double odds = 1 / (b + x + _first - 1);
            double difference = logA + Math.Log(odds) + (rx * (logWhole - logPart));
            double e = Math.Exp(-Math.Abs(difference));
            double gone = difference >= 0 ? 1 / (1 + e) : e / (1 + e);
            double alive = 1 - gone;
            value += (Math.Max(difference, 0) + Math.Log(1 + e)) - (rx * logWhole);

            // Weighted first derivatives, and for the second ones those of the difference between the two branches.
            (double dr, double dalpha, double da, double db) = (logWhole - logPart, rx * (whole - part), 1 / a, -odds);
            double spread = gone * alive;
            gr += (gone * dr) - logWhole;
            galpha += (gone * dalpha) - (rx * whole);
            ga += gone * da;
            gb += gone * db;
            rr += spread * dr * dr;
            ralpha += (spread * dr * dalpha) - (alive * whole) - (gone * part);
            alphas += (spread * dalpha * dalpha) + (rx * ((alive * whole * whole) + (gone * part * part)));
            ra += spread * dr * da;
            rb += spread * dr * db;
            alphaA += spread * dalpha * da;
            alphaB += spread * dalpha * db;
            aa += (spread - gone) * da * da;
            ab += spread * da * db;
            bb += (spread + gone) * db * db;
        }

        sum.Value = value;
        (sum.Gradient[0], sum.Gradient[1], sum.Gradient[2], sum.Gradient[3]) = (gr, galpha, ga, gb);
        sum.AddSecond(0, 0, rr);
        sum.AddSecond(0, 1, ralpha);
        sum.AddSecond(1, 1, alphas);
        sum.AddSecond(0, 2, ra);
        sum.AddSecond(0, 3, rb);
        sum.AddSecond(1, 2, alphaA);
        sum.AddSecond(1, 3, alphaB);
        sum.AddSecond(2, 2, aa);
        sum.AddSecond(2, 3, ab);
        sum.AddSecond(3, 3, bb);
    }
}
