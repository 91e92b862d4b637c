namespace CrossSell.Benchmarks.Generated;

/// <summary>Weights of a logistic model for each product that were drawn and not learned: of the facts, of the products that somebody has, and of what the rules say.</summary>
/// <remarks>
/// Every fact moves every product. What somebody has moves all products where there are up to 500, and 200 others where there are more. An intercept is about the product's
/// log odds among customers.
/// </remarks>
/// <param name="baskets">What customers hold.</param>
internal sealed class GeneratedWeights(int[][] baskets) : IProductPropensityTrainer
{
    private const int MostDense = 500;
    private const int MovedByOne = 200;
    private const double Largest = 0.3;
    private const double RuleSlope = 0.5;

    public ProductPropensity Train(ProductTrainingRows rows, HistoryFeatures features, CancellationToken cancellationToken = default)
    {
        PropensityField[] fields =
        [
            .. features.Columns.Where(column => column.Kind == HistoryFeatureKind.Owns).Select(column => PropensityField.OfNumbers(column.Name, CustomerColumnKind.Boolean, [1], column)),
            .. GeneratedFacts.Fields,
        ];
        int products = rows.Products.Count;
        return new ProductPropensity
        {
            History = features,
            Fields = fields,
            Products = [.. rows.Products.Select(product => new ProductPropensityFacts(product.Id, 1, 2, IsLearned: true))],
            Link = PropensityLink.Logistic,
            Horizon = null,
            Intercepts = Intercepts(rows.Products),
            Effects = Effects(fields, products),
            MeanEffects = new double[fields.Length * products],
            RuleSlopes = [.. Enumerable.Repeat(RuleSlope, products)],
            RuleMeans = new double[products],
            Notes = ["Drawn, not learned."],
        };
    }

    // The rules say half of it again.
    private double[] Intercepts(IReadOnlyList<Product> products)
    {
        Dictionary<string, int> owners = baskets.SelectMany(basket => basket).GroupBy(item => item)
            .ToDictionary(group => group.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), group => group.Count());
        return [.. products.Select(product => (1 - RuleSlope) * ProductPropensity.RuleLogit((double)owners[product.Id.Value] / baskets.Length))];
    }

    // A fact that is not known, and a product that somebody does not have, move nothing.
    private static double[] Effects(PropensityField[] fields, int products)
    {
        var random = new SeededNumbers(23);
        double[] effects = new double[fields.Sum(field => field.Codes) * products];
        int code = 0;
        foreach (PropensityField field in fields)
        {
            bool isSparse = field.Source is not null && products > MostDense;
            for (int own = field.Kind == CustomerColumnKind.Boolean ? 1 : 0; own < field.MissingCode; own++)
            {
                Span<double> row = effects.AsSpan((code + own) * products, products);
                for (int moved = 0; moved < (isSparse ? MovedByOne : products); moved++)
                {
                    row[isSparse ? random.Below(products) : moved] = Largest * ((2 * random.Unit()) - 1);
                }
            }

            code += field.Codes;
        }

        return effects;
    }
}
