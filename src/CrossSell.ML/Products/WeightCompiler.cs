using System.Globalization;
using CrossSell.ML.Features;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.Products;

/// <summary>Turns the parameters of a shared design into the flat numbers that a scorer adds up.</summary>
internal sealed class WeightCompiler(ProductTrainingRows rows, HistoryFeatures features, SharedDesign design, EncodedField[] encoded, ProductPropensityFacts[] facts)
{
    private const int Lanes = ProductBlock.Lanes;

    private readonly int _products = facts.Length;

    public ProductPropensity Logistic(ProductBlock[] blocks, double[][] weights, ProductStrengths strengths, TrainingSummary summary)
    {
        double[] intercepts = [.. facts.Select(BaseLogit)];
        double[] effects = new double[design.Fields.Sum(field => field.Codes) * (long)_products];
        double[] slopes = new double[_products];
        double[] ruleMeans = new double[_products];
        for (int b = 0; b < blocks.Length; b++)
        {
            for (int lane = 0; lane < blocks[b].Products.Length; lane++)
            {
                int product = blocks[b].Products[lane];
                double[] own = weights[b];
                int place = lane;
                intercepts[product] = own[((design.Parameters - 1) * Lanes) + lane];
                SetEffects(effects, product, parameter => own[(parameter * Lanes) + place]);
                if (strengths.WithRules)
                {
                    slopes[product] = own[(design.Parameters * Lanes) + lane];
                    ruleMeans[product] = Enumerable.Range(0, rows.Count).Average(row => blocks[b].RuleLogits[((long)row * Lanes) + place]);
                }
            }
        }

        return Compile(PropensityLink.Logistic, intercepts, effects, slopes, ruleMeans, Notes(strengths, summary));
    }

    public ProductPropensity Compile(PropensityLink link, double[] intercepts, double[] effects, double[] slopes, double[] ruleMeans, IReadOnlyList<string> notes)
    {
        double[] means = new double[design.Fields.Count * _products];
        int first = 0;
        for (int f = 0; f < design.Fields.Count; f++)
        {
            Field field = design.Fields[f];
            int[] counts = new int[field.Codes];
            foreach (int code in encoded[f].Codes)
            {
                counts[code]++;
            }

            for (int product = 0; product < _products; product++)
            {
                double mean = 0;
                for (int code = 0; code < counts.Length; code++)
                {
                    mean += effects[((first + code) * (long)_products) + product] * counts[code] / rows.Count;
                }

                means[(f * _products) + product] = mean;
                for (int code = 0; code < counts.Length; code++)
                {
                    // What the training never saw moves nobody away from the mean.
                    if (counts[code] == 0 && (code == field.MissingCode || field.Kind == FieldKind.Levels))
                    {
                        effects[((first + code) * (long)_products) + product] = mean;
                    }
                }
            }

            first += field.Codes;
        }

        return new ProductPropensity
        {
            History = features,
            Fields = [.. design.Fields.Select(ToCore)],
            Products = facts,
            Link = link,
            Horizon = rows.Plan?.Horizon,
            Intercepts = intercepts,
            Effects = effects,
            MeanEffects = means,
            RuleSlopes = slopes,
            RuleMeans = ruleMeans,
            Notes = notes,
        };
    }

    /// <summary>Sets what every code adds to a product.</summary>
    public void SetEffects(double[] effects, int product, Func<int, double> ofParameter)
    {
        int first = 0;
        for (int f = 0; f < design.Fields.Count; f++)
        {
            int[] parameters = design.ParametersOf(f);
            for (int code = 0; code < parameters.Length; code++)
            {
                effects[((first + code) * (long)_products) + product] = parameters[code] < 0 ? 0 : ofParameter(parameters[code]);
            }

            first += parameters.Length;
        }
    }

    public int EffectCount => design.Fields.Sum(part => part.Codes) * _products;

    /// <summary>What everyone gets: the share of those who could.</summary>
    private static double BaseLogit(ProductPropensityFacts fact) => LogisticFunction.Logit((fact.Buyers + 0.5) / (fact.Candidates + 1));

    private PropensityField ToCore(Field field)
    {
        bool isProtected = rows.Customers.TryGetColumn(field.Name, out CustomerColumn? column) && column.IsProtected;
        HistoryFeature? source = features.Columns.Where(feature => string.Equals(feature.Name, field.Name, StringComparison.Ordinal)).Select(feature => (HistoryFeature?)feature).FirstOrDefault();
        return field.Kind == FieldKind.Levels ? PropensityField.OfLevels(field.Name, field.Levels, isProtected) : PropensityField.OfNumbers(field.Name, field.Source, field.Cuts, source, isProtected);
    }

    private List<string> Notes(ProductStrengths strengths, TrainingSummary summary)
    {
        var notes = new List<string>
        {
            rows.Plan!.Text,
            Text($"{rows.Count} rows, {facts.Count(fact => fact.IsLearned)} of {facts.Length} products learned on one design of {design.Parameters} parameters."),
            Text($"Mean log loss held out {summary.Loss:F5}; of every product's base rate {summary.BaseLoss:F5}."),
            Text($"Prior precision {strengths.Main} for levels and products, {strengths.Steps} for steps between bins."),
            summary.OtherLoss is not { } other ? "There were no rules." : strengths.WithRules
                ? Text($"What the rules say takes part; without it the loss was {other:F5}.")
                : Text($"What the rules say takes no part; with it the loss was {other:F5}."),
            Text($"Logits were stretched by {summary.Slope:F3} and shifted by {summary.Shift:F3} to the last snapshot."),
        };
        notes.AddRange(facts.Where(fact => !fact.IsLearned).Select(fact => Text($"'{fact.Product}' has {fact.Buyers} buyers among {fact.Candidates} rows, too few to learn from: everyone gets its base rate.")));
        return notes;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
