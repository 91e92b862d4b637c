using CrossSell.MLNet.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet;

/// <summary>Adds to every row what to offer to somebody with the row's products. <see cref="CrossSellEstimator"/> learns one.</summary>
/// <remarks>
/// Immutable and thread-safe. Products that the model does not know are passed over; a row without any gets the most popular ones; what a row has is never offered to it. Read back
/// from a file it is a chain of ML.NET's own steps that add the same columns.
/// </remarks>
public sealed class CrossSellTransformer : ITransformer
{
    private readonly MLContext _context;
    private readonly CrossSellEstimatorOptions _options;
    private readonly ITransformer _step;

    internal CrossSellTransformer(MLContext context, CrossSellModel model, CrossSellEstimatorOptions options)
    {
        _context = context;
        _options = options;
        Model = model;
        _step = Fitted(StockSteps.InMemory(context, options, (basket, offer) => Offers.Fill(model, options.Count, basket, offer)));
    }

    /// <summary>What was learned, with its rules and reasons; it saves itself, too, in CrossSell's own form.</summary>
    public CrossSellModel Model { get; }

    /// <summary>Always true: a row's offers follow from the row.</summary>
    public bool IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _step.GetOutputSchema(inputSchema);

    /// <inheritdoc/>
    public IDataView Transform(IDataView input) => _step.Transform(input);

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _step.GetRowToRowMapper(inputSchema);

    /// <summary>Writes the step into a model file of ML.NET; called by <c>MLContext.Model.Save</c>.</summary>
    /// <param name="ctx">Where to.</param>
    /// <exception cref="NotSupportedException">The model has a part that stands in no file.</exception>
    public void Save(ModelSaveContext ctx) => Fitted(StockSteps.Saved(_context, _options, Model)).Save(ctx);

    // These steps learn nothing from rows, but look at the columns.
    private ITransformer Fitted(IEstimator<ITransformer> steps) => steps.Fit(new EmptyBaskets(_options.ProductsColumnName));
}
