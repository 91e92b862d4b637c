using CrossSell.ML.Features;

namespace CrossSell.ML.Learning;

/// <summary>What a field adds to the logit: a line over the standardised number, and an effect for each code.</summary>
/// <param name="Field">How the column is taken apart.</param>
/// <param name="Slope">For one standard deviation; 0 for levels.</param>
/// <param name="Effects">For each code.</param>
/// <param name="Shift">The mean over the training table, taken off: so an effect is measured against the population.</param>
internal sealed record FieldEffect(Field Field, double Slope, double[] Effects, double Shift)
{
    public double Of(EncodedField encoded, int row)
    {
        double effect = Effects[encoded.Codes[row]];
        if (Slope != 0 && !double.IsNaN(encoded.Numbers[row]))
        {
            effect += Slope * (encoded.Numbers[row] - Field.Mean) / Field.Deviation;
        }

        return effect - Shift;
    }

    /// <summary>Adds to each row of a table that was checked what <see cref="Of"/> says of it, to the last bit, and keeps nothing of the rows.</summary>
    public void AddTo(CustomerTable table, Span<double> logits)
    {
        table.TryGetColumn(Field.Name, out CustomerColumn? column);
        double gap = Effects[Field.MissingCode] - Shift;
        if (column!.MissingCount == column.Count)
        {
            foreach (ref double logit in logits)
            {
                logit += gap;
            }
        }
        else if (Field.Kind == FieldKind.Levels)
        {
            double[] ofLevel = Array.ConvertAll(FieldEncoder.CodesOf(Field, column), code => Effects[code] - Shift);
            ReadOnlySpan<int> levels = column.LevelCodes;
            for (int row = 0; row < logits.Length; row++)
            {
                logits[row] += levels[row] < 0 ? gap : ofLevel[levels[row]];
            }
        }
        else
        {
            AddNumbers(column.Kind == CustomerColumnKind.Date ? FieldEncoder.Numbers(column, table) : column.Numbers, gap, logits);
        }
    }

    private void AddNumbers(ReadOnlySpan<double> numbers, double gap, Span<double> logits)
    {
        double[] cuts = Field.Cuts;
        double[] effects = Effects;
        (double slope, double mean, double deviation, double shift) = (Slope, Field.Mean, Field.Deviation, Shift);
        for (int row = 0; row < logits.Length; row++)
        {
            double number = numbers[row];
            if (double.IsNaN(number))
            {
                logits[row] += gap;
                continue;
            }

            double effect = effects[Field.Bin(cuts, number)];
            logits[row] += (slope == 0 ? effect : effect + (slope * (number - mean) / deviation)) - shift;
        }
    }
}
