using CrossSell.ML;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet.Views;

/// <summary>Customers as a learner wants them: a sparse vector of fixed length, the answer, and the weight where there are weights.</summary>
internal sealed class FeatureView : ColumnarView
{
    public const string Features = "Features";
    public const string Label = "Label";
    public const string Weight = "Weight";

    private readonly FeatureRows _rows;
    private readonly LabeledCustomers? _customers;
    private readonly IReadOnlyList<int>? _subset;

    /// <param name="rows">The features of all customers.</param>
    /// <param name="customers">Their answers and weights; null while scoring: then everybody's answer is no, for a fitted pipeline may want the column.</param>
    /// <param name="subset">Which rows; null for all.</param>
    /// <param name="cancellationToken">Ends a pass.</param>
    public FeatureView(FeatureRows rows, LabeledCustomers? customers, IReadOnlyList<int>? subset, CancellationToken cancellationToken)
        : base(SchemaOf(rows.FeatureCount), subset?.Count ?? rows.Count, cancellationToken)
    {
        _rows = rows;
        _customers = customers;
        _subset = subset;
    }

    public override Delegate Getter(int column, RowPlace place)
    {
        switch (column)
        {
            case 0:
                var indices = new int[_rows.MostNonZero];
                var values = new float[_rows.MostNonZero];
                return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> features) => Fill(RowOf(place), indices, values, ref features));
            case 1:
                return (ValueGetter<bool>)((ref bool label) => label = _customers is { } known && known.Labels[RowOf(place)]);
            default:
                return (ValueGetter<float>)((ref float weight) => weight = _customers is { Weights.Length: > 0 } known ? (float)known.Weights[RowOf(place)] : 1);
        }
    }

    private int RowOf(RowPlace place) => _subset is null ? place.Row : _subset[place.Row];

    // Copied into the consumer's own buffer: ML.NET may keep or swap what it is given.
    private void Fill(int row, int[] indices, float[] values, ref VBuffer<float> features)
    {
        int count = _rows.Fill(row, indices, values);
        VBufferEditor<float> editor = VBufferEditor.Create(ref features, _rows.FeatureCount, count);
        values.AsSpan(0, count).CopyTo(editor.Values);
        if (count < _rows.FeatureCount)
        {
            indices.AsSpan(0, count).CopyTo(editor.Indices);
        }

        features = editor.Commit();
    }

    private static DataViewSchema SchemaOf(int features)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(Features, new VectorDataViewType(NumberDataViewType.Single, features));
        builder.AddColumn(Label, BooleanDataViewType.Instance);
        builder.AddColumn(Weight, NumberDataViewType.Single);
        return builder.ToSchema();
    }
}
