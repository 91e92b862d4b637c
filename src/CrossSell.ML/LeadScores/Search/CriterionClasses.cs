using CrossSell.ML.Features;

namespace CrossSell.ML.LeadScores;

/// <summary>A column as a candidate for a criterion: its codes joined into classes.</summary>
/// <param name="Field">How the column is taken apart.</param>
/// <param name="ClassOf">For each code of the field its class.</param>
/// <param name="Count">The number of classes.</param>
/// <param name="RowClasses">For each training row its class.</param>
/// <param name="Deviance">How much the classes tell by themselves: the deviance of the base rate less theirs.</param>
internal sealed record CriterionClasses(Field Field, int[] ClassOf, int Count, int[] RowClasses, double Deviance)
{
    /// <summary>Finds the classes on the training rows; null where all customers are alike.</summary>
    public static CriterionClasses? Find(Field field, EncodedField encoded, CardTarget target, LeadScoreOptions options, double chance)
    {
        double[] customers = new double[field.Codes];
        double[] buyers = new double[field.Codes];
        for (int row = 0; row < target.Count; row++)
        {
            customers[encoded.Codes[row]] += target.Buyers[row] + target.Others[row];
            buyers[encoded.Codes[row]] += target.Buyers[row];
        }

        (double all, double bought) = (customers.Sum(), buyers.Sum());
        double rate = bought / all;
        int[] order = [.. Enumerable.Range(0, field.MissingCode)];
        if (field.Kind == FieldKind.Levels)
        {
            // A rare level by chance looks extreme; twenty customers of the base rate keep it in the middle.
            order = [.. order.Where(c => customers[c] > 0).OrderBy(c => (buyers[c] + (20 * rate)) / (customers[c] + 20)).ThenBy(c => c)];
        }

        int[] classOf = new int[field.Codes];
        Array.Fill(classOf, -1);
        int[] merged = order.Length == 0 ? [] : ClassMerger.Merge([.. order.Select(c => customers[c])], [.. order.Select(c => buyers[c])], options.MostClasses, options.LeastShare * all, chance);
        int count = merged.Length == 0 ? 0 : merged[^1] + 1;
        for (int i = 0; i < order.Length; i++)
        {
            classOf[order[i]] = merged[i];
        }

        bool ownClass = customers[field.MissingCode] > 0 && customers[field.MissingCode] >= options.LeastShare * all;
        classOf[field.MissingCode] = ownClass ? count++ : -1;
        if (count < 2)
        {
            return null;
        }

        for (int code = 0; code < classOf.Length; code++)
        {
            classOf[code] = classOf[code] >= 0 ? classOf[code] : Nearest(classOf, customers, buyers, count, customers[code] > 0 ? buyers[code] / customers[code] : rate);
        }

        double[] ofClass = new double[count];
        double[] boughtOfClass = new double[count];
        for (int code = 0; code < classOf.Length; code++)
        {
            ofClass[classOf[code]] += customers[code];
            boughtOfClass[classOf[code]] += buyers[code];
        }

        double deviance = 2 * (Enumerable.Range(0, count).Sum(k => ClassMerger.LogLikelihood(ofClass[k], boughtOfClass[k])) - ClassMerger.LogLikelihood(all, bought));
        return new CriterionClasses(field, classOf, count, Array.ConvertAll(encoded.Codes, code => classOf[code]), deviance);
    }

    /// <summary>The class whose rate of buyers comes nearest; ties: the first.</summary>
    private static int Nearest(int[] classOf, double[] customers, double[] buyers, int count, double rate) => Enumerable.Range(0, count).MinBy(k =>
    {
        (double n, double y) = (0, 0);
        for (int code = 0; code < classOf.Length; code++)
        {
            (n, y) = classOf[code] == k ? (n + customers[code], y + buyers[code]) : (n, y);
        }

        return n > 0 ? Math.Abs((y / n) - rate) : double.PositiveInfinity;
    });
}
