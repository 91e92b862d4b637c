namespace CrossSell.Core.Tests.Model.Propensity;

/// <summary>A trainer that learns nothing: weights that look like chance but follow from the names of fields and products. Keeps the rows for a test to look at.</summary>
internal sealed class GivenWeights(PropensityLink link = PropensityLink.Logistic, bool withRules = true, IReadOnlyList<PropensityField>? attributes = null) : IProductPropensityTrainer
{
    public ProductTrainingRows? Rows { get; private set; }

    public ProductPropensity Train(ProductTrainingRows rows, HistoryFeatures features, CancellationToken cancellationToken = default)
    {
        Rows = rows;
        PropensityField[] fields =
        [
            .. features.Columns.Select(column => PropensityField.OfNumbers(column.Name, column.IsIndicator ? CustomerColumnKind.Boolean : CustomerColumnKind.Numeric, column.IsIndicator ? [1] : [1, 3, 9], column)),
            .. attributes ?? [],
        ];
        int products = rows.Products.Count;
        return new ProductPropensity
        {
            History = features,
            Fields = fields,
            Link = link,
            Horizon = rows.Plan?.Horizon,
            Products = [.. rows.Products.Select(product => new ProductPropensityFacts(product.Id, 1, 2, IsLearned: true))],
            Intercepts = Numbers(products, 1, -2),
            Effects = [.. fields.SelectMany((field, f) => Enumerable.Range(0, field.Codes).SelectMany(code => field.Kind == CustomerColumnKind.Boolean && code == 0 ? new double[products] : Numbers(products, (f * 31) + code, 0)))],
            MeanEffects = Numbers(products * fields.Length, 77, 0),
            RuleSlopes = withRules ? Numbers(products, 5, 0.5) : new double[products],
            RuleMeans = Numbers(products, 6, -1),
            Notes = ["given"],
        };
    }

    private static double[] Numbers(int count, int seed, double middle) => [.. Enumerable.Range(0, count).Select(i => middle + Math.Sin((seed * 7.3) + (i * 2.7)))];
}
