using System.Globalization;
using CrossSell.ML.Features;
using CrossSell.ML.Learning;
using CrossSell.ML.Multinomial;

namespace CrossSell.ML.Products;

/// <summary>Which product is the next, from rows with one product taken away: a softmax over the products (multinomial logistic regression with a ridge).</summary>
/// <remarks>Bins become thermometers, so that the ridge holds their steps. The ridge is chosen by customers held out, among those products that a customer lacks.</remarks>
internal sealed class NextProductFit
{
    // A held-out loss is known to a thousandth at best, and weights of a chosen ridge to some hundredths: what is left to go is far below both.
    private const double ValidationTolerance = 1e-6;
    private const double Tolerance = 1e-9;

    private static readonly double[] s_ridges = [300, 100, 30, 10, 3, 1];

    private readonly ProductTrainingRows _rows;
    private readonly SharedDesign _design;
    private readonly EncodedField[] _encoded;
    private readonly int[] _learned;
    private readonly int _threads;
    private readonly List<(int Field, int Code)> _columns = [];
    private readonly int[] _answers;

    public NextProductFit(ProductTrainingRows rows, SharedDesign design, EncodedField[] encoded, int[] learned, int threads)
    {
        _rows = rows;
        _design = design;
        _encoded = encoded;
        _learned = learned;
        _threads = threads;
        for (int f = 0; f < design.Fields.Count; f++)
        {
            int[] parameters = design.ParametersOf(f);
            _columns.AddRange(Enumerable.Range(0, parameters.Length).Where(code => parameters[code] >= 0).Select(code => (f, code)));
        }

        _answers = [.. Enumerable.Range(0, rows.Count).Select(row => Array.FindIndex(learned, product => rows.Bought(row, product) == true))];
    }

    /// <param name="compiler">Makes the weights.</param>
    /// <param name="chosen">The ridge that was chosen of like rows, for it to be taken again; null to choose one.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    /// <returns>The weights, and the ridge that holds them.</returns>
    public (ProductPropensity Weights, double Ridge) Fit(WeightCompiler compiler, double? chosen, CancellationToken cancellationToken)
    {
        int[] usable = [.. Enumerable.Range(0, _rows.Count).Where(row => _answers[row] >= 0)];
        if (_learned.Length < 2)
        {
            throw new PropensityTrainingException("Only one product has enough owners with a second one; which product is next needs two to choose from.");
        }

        Split split = ProductSplits.Of(_rows)[0];
        int[] train = [.. split.Train.Where(row => _answers[row] >= 0)];
        int[] test = [.. split.Test.Where(row => _answers[row] >= 0)];
        double ridge = chosen ?? s_ridges[0];
        double loss = double.PositiveInfinity;
        bool canValidate = chosen is null && test.Length > 0 && _learned.Length == train.Select(row => _answers[row]).Distinct().Count();
        MultinomialPath? path = canValidate ? Path(train) : null;
        foreach (double candidate in canValidate ? s_ridges : [])
        {
            // From strong to weak the loss falls and rises again.
            double now = Loss(path!.Fit(candidate, ValidationTolerance, cancellationToken), test);
            if (!(now < loss))
            {
                break;
            }

            (ridge, loss) = (candidate, now);
        }

        MultinomialFit fit = Path(usable).Fit(ridge, Tolerance, cancellationToken);
        double[] intercepts = Intercepts(fit, usable);
        double[] effects = new double[compiler.EffectCount];
        for (int k = 0; k < _learned.Length; k++)
        {
            int product = k;
            compiler.SetEffects(effects, _learned[k], parameter => Effect(fit, product, parameter));
        }

        double byShare = ShareLoss(train, test);
        double[] none = new double[_rows.Products.Count];
        ProductPropensity weights = compiler.Compile(PropensityLink.NextProduct, intercepts, effects, none, none,
        [
            "The purchases have no times: each customer's products were taken away in turn, and which one is missing was learned. The probabilities are of being the next product.",
            string.Create(CultureInfo.InvariantCulture, $"{usable.Length} rows, {_learned.Length} of {_rows.Products.Count} products learned on one design of {_columns.Count} columns, prior precision {ridge}."),
            canValidate
                ? string.Create(CultureInfo.InvariantCulture, $"Mean log loss of customers held out {loss:F5}; of the products' shares {byShare:F5}.")
                : chosen is null ? "Too few customers to hold some out." : "The precision is that of a training on customers of the same purchases.",
        ]);
        return (weights, ridge);
    }

    private MultinomialPath Path(int[] rows)
    {
        double[] values = new double[(long)rows.Length * _columns.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int c = 0; c < _columns.Count; c++)
            {
                values[((long)i * _columns.Count) + c] = Applies(_columns[c], rows[i]) ? 1 : 0;
            }
        }

        var features = new FeatureMatrix([.. _columns.Select((_, c) => c.ToString(CultureInfo.InvariantCulture))], values);
        return new MultinomialPath(features, Array.ConvertAll(rows, row => _answers[row]), [.. _learned.Select(p => _rows.Products[p].Id.Value)], _threads);
    }

    /// <summary>A bin applies where it or a later one is: a thermometer. A level and a gap apply where they are.</summary>
    private bool Applies((int Field, int Code) column, int row)
    {
        int code = _encoded[column.Field].Codes[row];
        Field field = _design.Fields[column.Field];
        return code == column.Code || (field.Kind == FieldKind.Number && column.Code < field.MissingCode && code > column.Code && code != field.MissingCode);
    }

    // Back from thermometers to what each bin adds.
    private double Effect(MultinomialFit fit, int product, int parameter)
    {
        (int field, int code) = _columns[parameter];
        double sum = 0;
        for (int c = parameter; c >= 0 && _columns[c].Field == field; c--)
        {
            Field what = _design.Fields[field];
            bool isBin = what.Kind == FieldKind.Number && code != what.MissingCode;
            sum += c == parameter || isBin ? Coefficient(fit, product, c) : 0;
        }

        return sum;
    }

    private double[] Intercepts(MultinomialFit fit, int[] rows)
    {
        // A product with too few owners competes by its share alone.
        double[] intercepts = new double[_rows.Products.Count];
        double level = rows.Average(row => LogSum(fit, row));
        for (int p = 0; p < intercepts.Length; p++)
        {
            int bought = Enumerable.Range(0, _rows.Count).Count(row => _rows.Bought(row, p) == true);
            intercepts[p] = level + Math.Log((bought + 0.5) / _rows.Count);
        }

        for (int k = 0; k < _learned.Length; k++)
        {
            intercepts[_learned[k]] = fit.Intercepts[k];
        }

        return intercepts;
    }

    private double Loss(MultinomialFit fit, int[] test) => test.Average(row => LogSum(fit, row) - Logits(fit, row)[_answers[row]]);

    private double ShareLoss(int[] train, int[] test)
    {
        double[] shares = new double[_learned.Length];
        Array.Fill(shares, 0.5);
        foreach (int row in train)
        {
            shares[_answers[row]]++;
        }

        return test.Length == 0 ? 0 : test.Average(row => Math.Log(Open(row).Sum(k => shares[k])) - Math.Log(shares[_answers[row]]));
    }

    private IEnumerable<int> Open(int row) => Enumerable.Range(0, _learned.Length).Where(k => _rows.Bought(row, _learned[k]) is not null);

    private double LogSum(MultinomialFit fit, int row)
    {
        double[] all = Logits(fit, row);
        double[] logits = [.. Open(row).Select(k => all[k])];
        double greatest = logits.Max();
        return greatest + Math.Log(logits.Sum(logit => Math.Exp(logit - greatest)));
    }

    private double[] Logits(MultinomialFit fit, int row)
    {
        double[] logits = fit.Intercepts.ToArray();
        for (int c = 0; c < _columns.Count; c++)
        {
            if (Applies(_columns[c], row))
            {
                for (int k = 0; k < logits.Length; k++)
                {
                    logits[k] += Coefficient(fit, k, c);
                }
            }
        }

        return logits;
    }

    private double Coefficient(MultinomialFit fit, int product, int column) => fit.Coefficients[(product * _columns.Count) + column];
}
