using CrossSell.ML.Design;
using CrossSell.ML.Features;
using CrossSell.ML.Logistic;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.Learning;

/// <summary>Which part of a design belongs to which field: the way from fields to parameters and back.</summary>
internal sealed class TermLayout
{
    private readonly Field[] _fields;
    private readonly (int A, int B)[] _crosses;
    private readonly bool _bins;
    private readonly int[] _lines;
    private readonly int[][] _cells;

    /// <param name="fields">The fields.</param>
    /// <param name="bins">Whether numbers get bins beside their line.</param>
    /// <param name="crosses">The crosses.</param>
    /// <param name="encoded">The training rows: only cells that stand there get a parameter, the others stay at 0.</param>
    public TermLayout(Field[] fields, bool bins, (int A, int B)[] crosses, EncodedField[] encoded)
    {
        _fields = fields;
        _bins = bins;
        _crosses = crosses;
        _lines = [.. Enumerable.Range(0, fields.Length).Where(f => fields[f].Kind == FieldKind.Number && fields[f].Deviation > 0 && !(bins && fields[f].EachValue))];
        _cells = [.. crosses.Select(cross => ObservedCells(fields, encoded, cross))];
    }

    /// <summary>What each parameter but the intercept belongs to, in their order: a field, and the code in it or null for its line. Of fields alone, no crosses.</summary>
    public IEnumerable<(int Field, int? Code)> Parameters()
    {
        foreach (int line in _lines)
        {
            yield return (line, null);
        }

        for (int f = 0; f < _fields.Length; f++)
        {
            for (int member = 0; member < GroupSize(_fields[f]); member++)
            {
                int code = Enumerable.Range(0, _fields[f].Codes).First(code => Member(_fields[f], code) == member);
                yield return (f, code);
            }
        }
    }

    public DesignMatrix Build(EncodedField[] encoded, int rows)
    {
        double[] values = DesignMatrix.NewValues(rows, _lines.Length);
        int stride = DenseKernels.Pad(_lines.Length);
        for (int k = 0; k < _lines.Length; k++)
        {
            Field field = _fields[_lines[k]];
            double[] numbers = encoded[_lines[k]].Numbers;
            for (int row = 0; row < rows; row++)
            {
                values[((long)row * stride) + k] = double.IsNaN(numbers[row]) ? 0 : (numbers[row] - field.Mean) / field.Deviation;
            }
        }

        var codes = new List<int[]>();
        var sizes = new List<int>();
        for (int f = 0; f < _fields.Length; f++)
        {
            int size = GroupSize(_fields[f]);
            if (size > 0)
            {
                Field field = _fields[f];
                codes.Add(Array.ConvertAll(encoded[f].Codes, code => Member(field, code)));
                sizes.Add(size);
            }
        }

        for (int c = 0; c < _crosses.Length; c++)
        {
            (int a, int b) = _crosses[c];
            int width = _fields[b].CrossCodes;
            int[] left = encoded[a].CrossCodes;
            int[] right = encoded[b].CrossCodes;
            int[] cells = new int[rows];
            for (int row = 0; row < rows; row++)
            {
                cells[row] = _cells[c][(left[row] * width) + right[row]];
            }

            codes.Add(cells);
            sizes.Add(_cells[c].Max() + 1);
        }

        return new DesignMatrix(rows, _lines.Length, values, [.. codes], [.. sizes]);
    }

    public Penalty Penalty(DesignMatrix design, Strengths strengths)
    {
        var penalty = new Penalty(design.Parameters);
        for (int k = 0; k < _lines.Length; k++)
        {
            penalty.AddRidge(k, strengths.Main);
        }

        int group = 0;
        foreach (Field field in _fields)
        {
            int size = GroupSize(field);
            if (size == 0)
            {
                continue;
            }

            int first = design.Offset(group++);
            int bins = field.Kind == FieldKind.Number ? size - 1 : 0;
            penalty.AddSteps(first, bins, strengths.Steps ?? 0);
            for (int member = bins; member < size; member++)
            {
                penalty.AddRidge(first + member, strengths.Main);
            }
        }

        for (; group < design.Groups; group++)
        {
            for (int cell = 0; cell < design.Sizes[group]; cell++)
            {
                penalty.AddRidge(design.Offset(group) + cell, strengths.Crosses ?? 0);
            }
        }

        return penalty;
    }

    /// <summary>The parameters as effects of fields and crosses, each moved so that its mean over the rows is 0; the intercept takes the means up.</summary>
    public LinearTerms Terms(DesignMatrix design, double[] parameters, EncodedField[] encoded, double[]? weights)
    {
        double intercept = parameters[design.Intercept];
        var fields = new List<FieldEffect>();
        int group = 0;
        int line = 0;
        for (int f = 0; f < _fields.Length; f++)
        {
            Field field = _fields[f];
            double slope = Array.IndexOf(_lines, f) >= 0 ? parameters[line++] : 0;
            double[] effects = new double[field.Codes];
            if (GroupSize(field) > 0)
            {
                int first = design.Offset(group++);
                for (int code = 0; code < effects.Length; code++)
                {
                    int member = Member(field, code);
                    effects[code] = member < 0 ? 0 : parameters[first + member];
                }
            }

            var effect = new FieldEffect(field, slope, effects, Shift: 0);
            double mean = Mean(design.Rows, weights, row => effect.Of(encoded[f], row));
            intercept += mean;
            fields.Add(effect with { Shift = mean });
        }

        var crosses = new List<CrossEffect>();
        for (int c = 0; c < _crosses.Length; c++)
        {
            (int a, int b) = _crosses[c];
            int first = design.Offset(group++);
            double[] effects = Array.ConvertAll(_cells[c], member => member < 0 ? 0 : parameters[first + member]);
            var effect = new CrossEffect(a, b, _fields[b].CrossCodes, effects, Shift: 0);
            double mean = Mean(design.Rows, weights, row => effect.Of(encoded[a], encoded[b], row));
            intercept += mean;
            crosses.Add(effect with { Shift = mean });
        }

        return new LinearTerms(intercept, [.. fields], [.. crosses]);
    }

    // For each cell its member, or -1.
    private static int[] ObservedCells(Field[] fields, EncodedField[] encoded, (int A, int B) cross)
    {
        int width = fields[cross.B].CrossCodes;
        bool[] seen = new bool[fields[cross.A].CrossCodes * width];
        for (int row = 0; row < encoded[cross.A].CrossCodes.Length; row++)
        {
            seen[(encoded[cross.A].CrossCodes[row] * width) + encoded[cross.B].CrossCodes[row]] = true;
        }

        int members = 0;
        return Array.ConvertAll(seen, there => there ? members++ : -1);
    }

    private static double Mean(int rows, double[]? weights, Func<int, double> value)
    {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < rows; row++)
        {
            double weight = weights?[row] ?? 1;
            sum += weight * value(row);
            total += weight;
        }

        return sum / total;
    }

    // The first bin is what the others are measured from; without bins only a gap has a member.
    private int Member(Field field, int code)
    {
        if (field.Kind == FieldKind.Levels)
        {
            return code;
        }

        int bins = _bins ? field.Cuts.Length : 0;
        return code == field.MissingCode ? bins : _bins ? code - 1 : -1;
    }

    private int GroupSize(Field field) => field.Kind == FieldKind.Levels ? field.Codes : (_bins ? field.Cuts.Length : 0) + 1;
}
