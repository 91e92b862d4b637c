using CrossSell.ML.Features;

namespace CrossSell.ML.LeadScores;

/// <summary>Puts the classes of a criterion into lines that people read.</summary>
internal static class CriterionMaker
{
    /// <summary>The criterion, and for each of its lines the class.</summary>
    /// <param name="found">The classes.</param>
    /// <param name="points">For each its points; null where a grid tells them.</param>
    /// <param name="customers">The training customers.</param>
    /// <param name="inOrderOfPoints">Whether names stand in the order of their points; else in that of the classes, which is by the share of buyers.</param>
    public static (LeadCriterion Criterion, int[] Order) Make(CriterionClasses found, int[]? points, LabeledCustomers customers, bool inOrderOfPoints)
    {
        Field field = found.Field;
        customers.Table.TryGetColumn(field.Name, out CustomerColumn? column);
        (double[] counts, double[] buyers) = Count(found.RowClasses, found.Count, customers);
        bool isWhole = field.Kind == FieldKind.Number && column!.Kind != CustomerColumnKind.Date && column.Numbers.ToArray().All(v => double.IsNaN(v) || v == Math.Floor(v));
        LeadClass[] classes = [.. Enumerable.Range(0, found.Count).Select(Class)];
        int[] order = [.. Enumerable.Range(0, found.Count)];
        if (field.Kind == FieldKind.Levels)
        {
            order = [.. order.OrderBy(k => classes[k].IsUnknownOnly).ThenBy(k => inOrderOfPoints ? classes[k].Points : k)];
        }

        return (
            new LeadCriterion(field.Name, field.Source, isWhole, column!.Kind == CustomerColumnKind.Ordinal ? column.Levels : [], [.. order.Select(k => classes[k])]) { HasUnknown = column.MissingCount > 0 },
            order);

        LeadClass Class(int k)
        {
            bool unknown = found.ClassOf[field.MissingCode] == k;
            int[] codes = [.. Enumerable.Range(0, field.MissingCode).Where(code => found.ClassOf[code] == k)];
            double rate = counts[k] > 0 ? buyers[k] / counts[k] : double.NaN;
            int worth = points?[k] ?? 0;
            return field.Kind == FieldKind.Levels
                ? new LeadClass(worth, null, null, [.. codes.Where(c => c < field.Levels.Length).Select(c => field.Levels[c])], found.ClassOf[field.OtherCode] == k, unknown, codes.Length == 0, counts[k], rate)
                : new LeadClass(
                    worth,
                    codes.Length == 0 || codes[0] == 0 ? null : field.Cuts[codes[0] - 1],
                    codes.Length == 0 || codes[^1] == field.Cuts.Length ? null : field.Cuts[codes[^1]],
                    [], IncludesOthers: false, unknown, codes.Length == 0, counts[k], rate);
        }
    }

    /// <summary>How many customers and buyers there are in each class, by weight.</summary>
    public static (double[] Customers, double[] Buyers) Count(int[] classes, int count, LabeledCustomers customers)
    {
        double[] all = new double[count];
        double[] buyers = new double[count];
        for (int row = 0; row < classes.Length; row++)
        {
            double weight = customers.Weights.Length == 0 ? 1 : customers.Weights[row];
            all[classes[row]] += weight;
            buyers[classes[row]] += customers.Labels[row] ? weight : 0;
        }

        return (all, buyers);
    }
}
