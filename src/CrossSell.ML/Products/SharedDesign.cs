using CrossSell.ML.Features;
using CrossSell.ML.Logistic;

namespace CrossSell.ML.Products;

/// <summary>The one design on which all products are fitted: for each row the parameters that apply, all of value 1, the intercept last.</summary>
/// <remarks>
/// A number falls into one bin, and bins are held to their neighbours; a level has a parameter of its own; the first bin, what a customer has not, and codes that
/// no row has, have none. So a row of a few dozen facts is a few dozen numbers, whatever the number of columns, and products differ in their weights alone.
/// </remarks>
internal sealed class SharedDesign
{
    private readonly Field[] _fields;
    private readonly int[][] _parameterOf;
    private readonly bool[] _hasBins;

    private SharedDesign(Field[] fields, int[][] parameterOf, int[] starts, int[] columns, int parameters)
    {
        _fields = fields;
        _parameterOf = parameterOf;
        _hasBins = [.. fields.Select(field => field.Kind == FieldKind.Number && field.Cuts.Length > 1)];
        Starts = starts;
        Columns = columns;
        Parameters = parameters;
    }

    /// <summary>Where each row begins in <see cref="Columns"/>; one more entry than rows.</summary>
    public int[] Starts { get; }

    /// <summary>The parameters of all rows, ascending within a row.</summary>
    public int[] Columns { get; }

    /// <summary>The number of parameters, the intercept, which is the last, included.</summary>
    public int Parameters { get; }

    public int Rows => Starts.Length - 1;

    public IReadOnlyList<Field> Fields => _fields;

    /// <summary>Lays the rows out.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="encoded">Their codes.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="gapIsNothing">For each field whether a gap has no parameter, because another field says the same.</param>
    public static SharedDesign Of(Field[] fields, EncodedField[] encoded, int rows, bool[] gapIsNothing)
    {
        int next = 0;
        int[][] parameterOf = new int[fields.Length][];
        for (int f = 0; f < fields.Length; f++)
        {
            bool[] seen = new bool[fields[f].Codes];
            foreach (int code in encoded[f].Codes)
            {
                seen[code] = true;
            }

            if (fields[f].Kind == FieldKind.Number)
            {
                seen.AsSpan(1, fields[f].Cuts.Length).Fill(true);
                seen[0] = false;
            }

            seen[fields[f].MissingCode] &= !gapIsNothing[f];
            parameterOf[f] = Array.ConvertAll(seen, there => there ? next++ : -1);
        }

        var starts = new int[rows + 1];
        var columns = new List<int>(rows * Math.Min(fields.Length + 1, 64));
        for (int row = 0; row < rows; row++)
        {
            for (int f = 0; f < fields.Length; f++)
            {
                if (parameterOf[f][encoded[f].Codes[row]] is >= 0 and int parameter)
                {
                    columns.Add(parameter);
                }
            }

            columns.Add(next);
            starts[row + 1] = columns.Count;
        }

        return new SharedDesign(fields, parameterOf, starts, [.. columns], next + 1);
    }

    /// <summary>The same columns for some of the rows.</summary>
    public SharedDesign Select(int[] rows)
    {
        var starts = new int[rows.Length + 1];
        for (int i = 0; i < rows.Length; i++)
        {
            starts[i + 1] = starts[i] + Starts[rows[i] + 1] - Starts[rows[i]];
        }

        var columns = new int[starts[^1]];
        for (int i = 0; i < rows.Length; i++)
        {
            Array.Copy(Columns, Starts[rows[i]], columns, starts[i], starts[i + 1] - starts[i]);
        }

        return new SharedDesign(_fields, _parameterOf, starts, columns, Parameters);
    }

    /// <summary>How strongly the parameters are held; beyond the intercept one more may follow, for what the rules say.</summary>
    /// <param name="main">Levels, gaps and what a customer has.</param>
    /// <param name="steps">The step from bin to bin.</param>
    /// <param name="withRules">Whether there is a parameter for the rules.</param>
    public Penalty Penalty(double main, double steps, bool withRules)
    {
        var penalty = new Penalty(Parameters + (withRules ? 1 : 0));
        for (int f = 0; f < _fields.Length; f++)
        {
            int bins = _hasBins[f] ? _fields[f].Cuts.Length : 0;
            if (bins > 0)
            {
                penalty.AddSteps(_parameterOf[f][1], bins, steps);
            }

            for (int code = bins > 0 ? bins + 1 : 0; code < _fields[f].Codes; code++)
            {
                if (_parameterOf[f][code] >= 0)
                {
                    penalty.AddRidge(_parameterOf[f][code], main);
                }
            }
        }

        if (withRules)
        {
            penalty.AddRidge(Parameters, 1);
        }

        return penalty;
    }

    /// <summary>For each code of a field its parameter, or -1.</summary>
    public int[] ParametersOf(int field) => _parameterOf[field];
}
