namespace CrossSell.ML.Features;

/// <summary>Cuts that people can read: rounded as far as their neighbours stay apart.</summary>
internal static class ReadableCuts
{
    /// <summary>The field with cuts such as 1.7 in place of 1.7467. A field with a bin for each value keeps its cuts: they are values.</summary>
    public static Field Of(Field field)
    {
        if (field.Kind != FieldKind.Number || field.EachValue || field.Cuts.Length == 0)
        {
            return field;
        }

        double[] cuts = field.Cuts;
        double[] rounded = [.. cuts.Select((cut, i) => Round(cut, Math.Min(i == 0 ? field.Deviation : cut - cuts[i - 1], i + 1 == cuts.Length ? field.Deviation : cuts[i + 1] - cut))).Distinct()];
        return field with { Cuts = rounded, CrossCuts = rounded };
    }

    /// <summary>To the greatest power of ten that is at most half of the room: neighbours move towards one another by half of it at most.</summary>
    private static double Round(double cut, double room)
    {
        int digits = -(int)Math.Floor(Math.Log10(room / 2));
        return digits > 15 ? cut
            : digits >= 0 ? Math.Round(cut, digits, MidpointRounding.AwayFromZero)
            : Math.Round(cut / Math.Pow(10, -digits), MidpointRounding.AwayFromZero) * Math.Pow(10, -digits);
    }
}
