using CrossSell.ML.Features;

namespace CrossSell.ML.Learning;

/// <summary>A fitted model as sums of effects, in one stated order, so that its logit is the sum of its explanation to the last bit.</summary>
/// <param name="Intercept">The mean logit of the training table.</param>
/// <param name="Fields">The effect of each field.</param>
/// <param name="Crosses">The effect of each cross.</param>
internal sealed record LinearTerms(double Intercept, FieldEffect[] Fields, CrossEffect[] Crosses)
{
    /// <summary>Writes the logit of every row of a table: the same sums in the same order as <see cref="Logit"/>, column by column. Only columns of crosses are taken apart first.</summary>
    /// <exception cref="ArgumentException">The table lacks a column, or has it in a kind that does not fit.</exception>
    public void Logits(CustomerTable table, Span<double> logits)
    {
        FieldEncoder.Check([.. Fields.Select(effect => effect.Field)], table);
        logits.Fill(Intercept);
        foreach (FieldEffect effect in Fields)
        {
            effect.AddTo(table, logits);
        }

        var encoded = new EncodedField?[Fields.Length];
        foreach (CrossEffect cross in Crosses)
        {
            EncodedField a = encoded[cross.A] ??= FieldEncoder.Encode(Fields[cross.A].Field, table);
            EncodedField b = encoded[cross.B] ??= FieldEncoder.Encode(Fields[cross.B].Field, table);
            for (int row = 0; row < logits.Length; row++)
            {
                logits[row] += cross.Of(a, b, row);
            }
        }
    }

    public double Logit(EncodedField[] encoded, int row)
    {
        double logit = Intercept;
        for (int f = 0; f < Fields.Length; f++)
        {
            logit += Fields[f].Of(encoded[f], row);
        }

        foreach (CrossEffect cross in Crosses)
        {
            logit += cross.Of(encoded[cross.A], encoded[cross.B], row);
        }

        return logit;
    }

    /// <summary>share · other + (1 - share) · this, for another model of the same fields without crosses of its own.</summary>
    public LinearTerms Blend(LinearTerms other, double share)
    {
        FieldEffect[] fields =
        [
            .. Fields.Zip(other.Fields, (a, b) => new FieldEffect(
                a.Field,
                Mix(a.Slope, b.Slope),
                [.. a.Effects.Zip(b.Effects, Mix)],
                Mix(a.Shift, b.Shift))),
        ];
        CrossEffect[] crosses = [.. Crosses.Select(cross => cross with { Effects = [.. cross.Effects.Select(effect => Mix(effect, 0))], Shift = Mix(cross.Shift, 0) })];
        return new LinearTerms(Mix(Intercept, other.Intercept), fields, crosses);

        double Mix(double mine, double theirs) => ((1 - share) * mine) + (share * theirs);
    }
}
