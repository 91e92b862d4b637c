using CrossSell.ML.Features;

namespace CrossSell.ML.Trees;

/// <summary>Finds the best question about a field from the sums of its codes.</summary>
/// <remarks>Each question is tried as in Chen and Guestrin 2016, equation 7, with advice held inside the bounds; of equally good ones the first is kept.</remarks>
internal ref struct QuestionSearch
{
    private const double LeastGain = 1e-9;

    private readonly Field _field;
    private readonly int _place;
    private readonly int _direction;
    private readonly ReadOnlySpan<double> _sums;
    private readonly LeafBounds _bounds;
    private readonly double _gradient;
    private readonly double _hessian;
    private double _ridge;
    private double _parent;
    private TreeQuestion _best;

    private QuestionSearch(Field field, int place, Monotonicity direction, ReadOnlySpan<double> sums, LeafBounds bounds)
    {
        _field = field;
        _place = place;
        _direction = (int)direction;
        _sums = sums;
        _bounds = bounds;
        _best = TreeQuestion.None;
        for (int code = 0; code < field.Codes; code++)
        {
            if (Has(code))
            {
                _gradient += Gradient(code);
                _hessian += Hessian(code);
            }
        }
    }

    /// <param name="field">The field.</param>
    /// <param name="place">Its place.</param>
    /// <param name="direction">Which way it may move the logit.</param>
    /// <param name="sums">For each code what <see cref="Histograms"/> sums.</param>
    /// <param name="bounds">Of the node.</param>
    public static TreeQuestion Best(Field field, int place, Monotonicity direction, ReadOnlySpan<double> sums, LeafBounds bounds)
    {
        var search = new QuestionSearch(field, place, direction, sums, bounds);
        if (field.Kind == FieldKind.Number)
        {
            search.ByOrder();
        }
        else
        {
            search.ByLevels();
        }

        return search._best;
    }

    private readonly bool Has(int code) => _sums[(code * Histograms.Width) + 2] > 0;

    private readonly double Gradient(int code) => _sums[code * Histograms.Width];

    private readonly double Hessian(int code) => _sums[(code * Histograms.Width) + 1];

    // Below a cut or not; a gap goes where it wins more, or where most go when the node has none.
    private void ByOrder()
    {
        int missing = _field.MissingCode;
        bool gaps = Has(missing);
        SetRidge(TreeSettings.Ridge);
        double left = 0;
        double leftHessian = 0;
        for (int code = 0; code < missing; code++)
        {
            if (!Has(code))
            {
                continue;
            }

            left += Gradient(code);
            leftHessian += Hessian(code);
            if (Wins(left, leftHessian))
            {
                Below(code + 1, gapsLeft: !gaps && leftHessian > _hessian / 2);
            }

            if (gaps && Wins(left + Gradient(missing), leftHessian + Hessian(missing)))
            {
                Below(code + 1, gapsLeft: true);
            }
        }
    }

    // Few levels: each against all others. Many: sorted by what they say, then as if ordered (Fisher 1958: the best division of a sum of squares is one of these).
    private void ByLevels()
    {
        int[] present = new int[_field.Codes];
        double[] says = new double[_field.Codes];
        int count = 0;
        for (int code = 0; code < _field.Codes; code++)
        {
            if (Has(code))
            {
                present[count] = code;
                says[count++] = Gradient(code) / (Hessian(code) + TreeSettings.LevelSmoothing);
            }
        }

        if (count <= TreeSettings.OneAgainstOthers)
        {
            SetRidge(TreeSettings.Ridge);
            for (int i = 0; i < count; i++)
            {
                if (Wins(Gradient(present[i]), Hessian(present[i])))
                {
                    Only(present.AsSpan(i, 1));
                }
            }

            return;
        }

        SetRidge(TreeSettings.Ridge + TreeSettings.SortedLevelsRidge);
        SortBySaying(present.AsSpan(0, count), says);
        double left = 0;
        double leftHessian = 0;
        for (int i = 0; i + 1 < count; i++)
        {
            left += Gradient(present[i]);
            leftHessian += Hessian(present[i]);
            if (Wins(left, leftHessian))
            {
                Only(present.AsSpan(0, i + 1));
            }
        }
    }

    // By insertion, so that levels that say the same keep their order.
    private static void SortBySaying(Span<int> present, double[] says)
    {
        for (int i = 1; i < present.Length; i++)
        {
            (int code, double saying) = (present[i], says[i]);
            int to = i;
            for (; to > 0 && says[to - 1] > saying; to--)
            {
                (present[to], says[to]) = (present[to - 1], says[to - 1]);
            }

            (present[to], says[to]) = (code, saying);
        }
    }

    private void SetRidge(double ridge)
    {
        _ridge = ridge;
        _parent = LeafBounds.Win(_gradient, _hessian, ridge, _bounds.Advice(_gradient, _hessian, ridge));
    }

    private bool Wins(double left, double leftHessian)
    {
        double right = _gradient - left;
        double rightHessian = _hessian - leftHessian;
        if (leftHessian < TreeSettings.LeastHessian || rightHessian < TreeSettings.LeastHessian)
        {
            return false;
        }

        double leftAdvice = _bounds.Advice(left, leftHessian, _ridge);
        double rightAdvice = _bounds.Advice(right, rightHessian, _ridge);
        if (_direction * (rightAdvice - leftAdvice) < 0)
        {
            return false;
        }

        double gain = LeafBounds.Win(left, leftHessian, _ridge, leftAdvice) + LeafBounds.Win(right, rightHessian, _ridge, rightAdvice) - _parent;
        if (gain <= Math.Max(_best.Gain, LeastGain))
        {
            return false;
        }

        _best = new TreeQuestion(_place, gain, left, leftHessian, new CodeSet());
        return true;
    }

    private void Below(int end, bool gapsLeft)
    {
        var codes = new CodeSet();
        for (int code = 0; code < end; code++)
        {
            codes = codes.With(code);
        }

        _best = _best with { Codes = gapsLeft ? codes.With(_field.MissingCode) : codes };
    }

    // Levels that the node has not seen go where most go.
    private void Only(ReadOnlySpan<int> left)
    {
        var codes = new CodeSet();
        foreach (int code in left)
        {
            codes = codes.With(code);
        }

        for (int code = 0; code < _field.Codes && _best.LeftHessian > _hessian / 2; code++)
        {
            codes = Has(code) ? codes : codes.With(code);
        }

        _best = _best with { Codes = codes };
    }
}
