using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Generated;
using CrossSell.ContactPolicy;

namespace CrossSell.Benchmarks.Scoring;

/// <summary>All of a decision for one customer after another, ours and the one that adds the rows of weights by TensorPrimitives, which first give the same.</summary>
internal sealed class BesideTensors
{
    private const int Offers = 10;
    private const int Compared = 500;
    private const double Near = 1e-4;

    private readonly ScoringCase _made;
    private readonly TensorScorer _tensors;
    private readonly DeskLimits _limits;
    private readonly ScoredProduct[] _best = new ScoredProduct[Offers];
    private readonly (int Product, float Logit)[] _bestOfTensors = new (int Product, float Logit)[Offers];
    private int _next;

    public BesideTensors(int products)
    {
        ScoringSize size = ScoringSize.Of(products);
        _made = size.Make(withPropensity: true);
        _tensors = _made.TensorScorer();
        _limits = new DeskLimits(_made.Model.Products.Count, size.Customers);
        for (int i = 0; i < Compared; i++)
        {
            Compare(i * (size.Customers / Compared) % _made.Customers.Length);
        }
    }

    public int Tensors()
    {
        int customer = Step();
        return _limits.Check(customer) == IndexAnswer.Admitted ? _tensors.Recommend(_made.Customers[customer].Value, _limits.Barred, _bestOfTensors) : 0;
    }

    public int Ours()
    {
        int customer = Step();
        return _made.Model.Recommend(_made.Customers[customer], _limits.Barred, _limits.Check(customer), _best);
    }

    // Products whose probabilities are the same to single precision may stand in either order.
    private void Compare(int customer)
    {
        int ours = _made.Model.Recommend(_made.Customers[customer], _limits.Barred, IndexAnswer.Admitted, _best);
        SameAnswer.Check(_tensors.Recommend(_made.Customers[customer].Value, _limits.Barred, _bestOfTensors), ours);
        for (int place = 0; place < ours; place++)
        {
            double theirs = 1 / (1 + Math.Exp(-_bestOfTensors[place].Logit));
            if (Math.Abs(theirs - _best[place].Score) > Near)
            {
                SameAnswer.Check($"{_bestOfTensors[place].Product} at {theirs:R}", $"{_best[place].Product} at {_best[place].Score:R}");
            }
        }
    }

    private int Step() => _next = (_next + 1) % _made.Customers.Length;
}
