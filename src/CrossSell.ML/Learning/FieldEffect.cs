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
}
