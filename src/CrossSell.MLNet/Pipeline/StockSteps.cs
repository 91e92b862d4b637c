using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet.Pipeline;

/// <summary>Recommending, put together from steps that ML.NET itself can save and load.</summary>
/// <remarks>
/// ML.NET lets no step from outside write into its files: what a <c>ModelSaveContext</c> can do is internal, and so is the attribute by which loading finds a class. Two things a stranger has: a
/// custom mapping, saved as its name, and a look-up table, saved with its values. So the model stands, as text, as the one value of a look-up table, and a custom mapping reads it from there.
/// </remarks>
internal static class StockSteps
{
    // Names that nobody's columns have.
    private const string Products = nameof(BasketRow.Products);
    private const string Key = nameof(KeyRow.Key);
    private const string Model = nameof(ModelBasketRow.Model);
    private const string Prefix = "CrossSell.";

    /// <summary>One step that recommends by a model in memory; it cannot be saved.</summary>
    public static IEstimator<ITransformer> InMemory(MLContext context, CrossSellEstimatorOptions options, Action<BasketRow, OfferRow> offer) =>
        context.Transforms.CustomMapping(offer, contractName: null, Input<BasketRow>((Products, options.ProductsColumnName)), Output(options.RecommendationsColumnName, options.ScoresColumnName));

    /// <summary>The same as steps that can be saved.</summary>
    public static IEstimator<ITransformer> Saved(MLContext context, CrossSellEstimatorOptions options, CrossSellModel model)
    {
        // A mapping that was loaded knows its own names of columns alone, so the user's columns take these on the way in and theirs on the way out.
        KeyValuePair<int, string>[] table = [new(0, ModelText.Of(model, options.Count))];
        return context.Transforms.CopyColumns(Prefix + Products, options.ProductsColumnName)
            .Append(context.Transforms.CustomMapping(new KeyMapping().GetMapping(), KeyMapping.Contract))
            .Append(context.Transforms.Conversion.MapValue(Prefix + Model, table, Prefix + Key))
            .Append(context.Transforms.CustomMapping(new OfferMapping().GetMapping(), OfferMapping.Contract))
            .Append(context.Transforms.CopyColumns(options.RecommendationsColumnName, Prefix + nameof(OfferRow.Recommendations)))
            .Append(context.Transforms.CopyColumns(options.ScoresColumnName, Prefix + nameof(OfferRow.Scores)))
            .Append(context.Transforms.DropColumns(
                Prefix + Products, Prefix + Key, Prefix + Model, Prefix + nameof(OfferRow.Recommendations), Prefix + nameof(OfferRow.Scores)));
    }

    private static SchemaDefinition Input<T>(params (string Member, string Column)[] names) => Renamed(SchemaDefinition.Create(typeof(T)), names);

    private static SchemaDefinition Output(string recommendations, string scores) =>
        Renamed(SchemaDefinition.Create(typeof(OfferRow)), [(nameof(OfferRow.Recommendations), recommendations), (nameof(OfferRow.Scores), scores)]);

    private static SchemaDefinition Renamed(SchemaDefinition definition, (string Member, string Column)[] names)
    {
        foreach (SchemaDefinition.Column column in definition)
        {
            column.ColumnName = names.First(pair => pair.Member == column.MemberName).Column;
        }

        return definition;
    }
}
