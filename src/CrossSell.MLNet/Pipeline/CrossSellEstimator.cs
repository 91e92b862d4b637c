using CrossSell.MLNet.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet;

/// <summary>CrossSell as a step of an ML.NET pipeline: learns from rows of products that were bought together or by one customer, and adds to every row what to offer.</summary>
/// <remarks>
/// A row is one customer, or one basket. The model is saved by <c>MLContext.Model.Save</c> with the rest of the pipeline and read by <c>Load</c>, in any program that has CrossSell.MLNet beside it;
/// it holds products and rules, no row. The same rows and settings give the same model on every machine. Thread-safe while the options are not changed.
/// </remarks>
public sealed class CrossSellEstimator : IEstimator<CrossSellTransformer>
{
    private readonly MLContext _context;
    private readonly CrossSellPipeline _pipeline;
    private readonly CrossSellEstimatorOptions _options;

    /// <summary>An estimator.</summary>
    /// <param name="context">The context of the pipeline.</param>
    /// <param name="pipeline">How models are fitted; null for rules with the settings that they find themselves.</param>
    /// <param name="options">Columns and number of offers, read once; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message lists all that are.</exception>
    public CrossSellEstimator(MLContext context, CrossSellPipeline? pipeline = null, CrossSellEstimatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        options ??= new CrossSellEstimatorOptions();
        IReadOnlyList<string> failures = options.Validate();
        _options = failures.Count == 0 ? options.Copy() : throw new ArgumentException(string.Join(' ', failures), nameof(options));
        _context = context;
        _pipeline = pipeline ?? new CrossSellPipelineBuilder().Build();
    }

    /// <summary>Learns from the rows.</summary>
    /// <param name="input">Has the column of products, a vector of text.</param>
    /// <returns>The step that adds the offers.</returns>
    /// <exception cref="ArgumentException">The column is missing or no vector of text.</exception>
    /// <exception cref="Mining.MiningLimitException">More rules hold than memory allows; raise the minimum support.</exception>
    public CrossSellTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        CrossSellModel model = _pipeline.Fit(HistoryOf(input), _options.Catalog);
        return new CrossSellTransformer(_context, model, _options);
    }

    /// <summary>The columns of the input, and those that are added.</summary>
    /// <param name="inputSchema">The columns of the input.</param>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => StockSteps.InMemory(_context, _options, static (_, _) => { }).GetOutputSchema(inputSchema);

    // Rows are customers, numbered from 1: so products are counted once a row, and rules per row.
    private PurchaseHistory HistoryOf(IDataView input)
    {
        if (input.Schema.GetColumnOrNull(_options.ProductsColumnName) is not { } column)
        {
            throw new ArgumentException($"There is no column '{_options.ProductsColumnName}'; the input has {string.Join(", ", input.Schema.Select(own => $"'{own.Name}'"))}.", nameof(input));
        }

        if (column.Type is not VectorDataViewType { ItemType: TextDataViewType })
        {
            throw new ArgumentException($"The column '{column.Name}' is {column.Type}; a vector of text was expected, the ids of the products.", nameof(input));
        }

        var builder = new PurchaseHistoryBuilder();
        using DataViewRowCursor cursor = input.GetRowCursor([column]);
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> read = cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        VBuffer<ReadOnlyMemory<char>> products = default;
        for (long row = 1; cursor.MoveNext(); row++)
        {
            read(ref products);
            string customer = row.ToString(System.Globalization.CultureInfo.InvariantCulture);
            foreach (ReadOnlyMemory<char> product in products.GetValues())
            {
                if (!product.Span.IsWhiteSpace())
                {
                    builder.Add(new Purchase { Customer = customer, Product = product.ToString() });
                }
            }
        }

        return builder.Build();
    }
}
