using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace CrossSell.MLNet.Tests.Pipeline;

public sealed class CrossSellEstimatorTests
{
    private static readonly IDataView Baskets = PurchaseDataView.ByCustomer(Generated.Purchases(300, 31, seed: 1));

    [Fact]
    public void Offers_are_those_of_the_model_for_the_products_of_the_row()
    {
        CrossSellTransformer step = new CrossSellEstimator(new MLContext(1), options: new CrossSellEstimatorOptions { Count = 3 }).Fit(Baskets);
        IDataView offered = step.Transform(Baskets);
        List<string[]> products = Texts(Baskets, "Products");
        List<string[]> offers = Texts(offered, "Recommendations");
        List<float[]> scores = [.. ViewRows.Read<VBuffer<float>>(offered, "RecommendationScores").Select(buffer => buffer.DenseValues().ToArray())];

        Assert.True(step.Model.RuleCount > 0);
        for (int row = 0; row < products.Count; row++)
        {
            IReadOnlyList<Recommendation> expected = step.Model.RecommendWith(products[row].Select(id => new ProductId(id)), 3);
            Assert.Equal(expected.Select(offer => offer.Product.Value), offers[row]);
            Assert.Equal(expected.Select(offer => (float)offer.Score), scores[row]);
            Assert.Empty(products[row].Intersect(offers[row]));
        }
    }

    [Fact]
    public void A_model_file_of_ML_NET_gives_the_same_offers()
    {
        var context = new MLContext(1);
        var options = new CrossSellEstimatorOptions { Count = 4, RecommendationsColumnName = "Next", ScoresColumnName = "How" };
        CrossSellTransformer step = new CrossSellEstimator(context, options: options).Fit(Baskets);
        using var file = new MemoryStream();
        context.Model.Save(step, Baskets.Schema, file);
        file.Position = 0;

        ITransformer loaded = new MLContext(2).Model.Load(file, out DataViewSchema schema);
        IDataView before = step.Transform(Baskets);
        IDataView after = loaded.Transform(Baskets);

        Assert.NotNull(schema.GetColumnOrNull("Products"));
        Assert.Equal(before.Schema.Select(column => column.Name), after.Schema.Where(column => !column.IsHidden).Select(column => column.Name));
        Assert.Equal(Texts(before, "Next"), Texts(after, "Next"));
        Assert.Equal(
            ViewRows.Read<VBuffer<float>>(before, "How").Select(buffer => buffer.DenseValues().ToArray()),
            ViewRows.Read<VBuffer<float>>(after, "How").Select(buffer => buffer.DenseValues().ToArray()));
    }

    [Fact]
    public void It_stands_in_the_middle_of_a_pipeline_saved_and_loaded()
    {
        var context = new MLContext(1);
        var pipeline = context.Transforms.CopyColumns("Bought", "Products")
            .Append(new CrossSellEstimator(context, options: new CrossSellEstimatorOptions { ProductsColumnName = "Bought", Count = 2 }))
            .Append(context.Transforms.CopyColumns("Offer", "Recommendations"));
        TransformerChain<ColumnCopyingTransformer> fitted = pipeline.Fit(Baskets);
        using var file = new MemoryStream();
        context.Model.Save(fitted, Baskets.Schema, file);
        file.Position = 0;

        ITransformer loaded = new MLContext(1).Model.Load(file, out _);

        Assert.Equal(Texts(fitted.Transform(Baskets), "Offer"), Texts(loaded.Transform(Baskets), "Offer"));
    }

    [Fact]
    public void The_schema_is_foretold()
    {
        var context = new MLContext(1);
        var estimator = new CrossSellEstimator(context);

        // A shape of one's own cannot be made: a text feature's output is one that has a vector of text.
        SchemaShape text = context.Transforms.Text.TokenizeIntoWords("Products", "Text").GetOutputSchema(SchemaShapeOfText(context));
        SchemaShape shape = estimator.GetOutputSchema(text);

        Assert.Contains(shape, column => column.Name == "Recommendations" && column.Kind == SchemaShape.Column.VectorKind.VariableVector && column.ItemType == TextDataViewType.Instance);
        Assert.Contains(shape, column => column.Name == "RecommendationScores" && column.ItemType == NumberDataViewType.Single);
        DataViewSchema real = estimator.Fit(Baskets).GetOutputSchema(Baskets.Schema);
        Assert.Equal(["Customer", "Products", "Recommendations", "RecommendationScores"], real.Select(column => column.Name));
    }

    [Fact]
    public void Two_fits_give_the_same_model_and_files_hold_no_row()
    {
        byte[] first = new CrossSellEstimator(new MLContext(1)).Fit(Baskets).Model.ToBytes();
        byte[] second = new CrossSellEstimator(new MLContext(2)).Fit(Baskets).Model.ToBytes();

        Assert.Equal(first, second);
    }

    [Fact]
    public void What_is_no_vector_of_text_is_refused()
    {
        var context = new MLContext(1);
        IDataView pairs = PurchaseDataView.Pairs(PurchaseMatrix.Of(Generated.Purchases(10, 10, 1)));

        Assert.Contains("no column 'Products'", Assert.Throws<ArgumentException>(() => new CrossSellEstimator(context).Fit(pairs)).Message, StringComparison.Ordinal);
        var wrong = new CrossSellEstimatorOptions { ProductsColumnName = "Customer" };
        Assert.Contains("a vector of text was expected", Assert.Throws<ArgumentException>(() => new CrossSellEstimator(context, options: wrong).Fit(Baskets)).Message, StringComparison.Ordinal);
        var bad = new CrossSellEstimatorOptions { ProductsColumnName = " ", RecommendationsColumnName = "x", ScoresColumnName = "x", Count = 0 };
        Assert.Equal(3, bad.Validate().Count);
        Assert.Throws<ArgumentException>(() => new CrossSellEstimator(context, options: bad));
    }

    [Fact]
    public void A_pass_over_many_rows_side_by_side_gives_the_same_offers()
    {
        var context = new MLContext(1);
        CrossSellTransformer step = new CrossSellEstimator(context).Fit(Baskets);
        using var file = new MemoryStream();
        context.Model.Save(step, Baskets.Schema, file);
        ITransformer loaded = context.Model.Load(new MemoryStream(file.ToArray()), out _);
        List<string[]> expected = Texts(step.Transform(Baskets), "Recommendations");

        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => Assert.Equal(expected, Texts(loaded.Transform(Baskets), "Recommendations")));
    }

    private static SchemaShape SchemaShapeOfText(MLContext context) =>
        context.Transforms.CustomMapping<Nothing, TextRow>((_, _) => { }, contractName: null).GetOutputSchema(new SchemaShape([]));

    private static List<string[]> Texts(IDataView view, string column) =>
        [.. ViewRows.Read<VBuffer<ReadOnlyMemory<char>>>(view, column).Select(buffer => buffer.DenseValues().Select(text => text.ToString()).ToArray())];

    private sealed class Nothing;

    private sealed class TextRow
    {
        public string Text { get; set; } = "";
    }
}
