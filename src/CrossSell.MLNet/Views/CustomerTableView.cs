using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet.Views;

/// <summary>The view behind <see cref="CustomerDataView"/>.</summary>
internal sealed class CustomerTableView : ColumnarView
{
    private const float DaysOfYear = 365.25f;

    private readonly CustomerTable _table;
    private readonly LabeledCustomers? _labeled;
    private readonly int _labelAt;
    private readonly int _weightAt;

    public CustomerTableView(CustomerTable table, LabeledCustomers? labeled, DataViewSchema schema, CancellationToken cancellationToken)
        : base(schema, table.Count, cancellationToken)
    {
        _table = table;
        _labeled = labeled;
        _labelAt = labeled is null ? -1 : table.Columns.Count;
        _weightAt = labeled is { Weights.Length: > 0 } ? _labelAt + 1 : -1;
    }

    public override Delegate Getter(int column, RowPlace place)
    {
        if (column == _labelAt)
        {
            return (ValueGetter<bool>)((ref bool value) => value = _labeled!.Labels[place.Row]);
        }

        if (column == _weightAt)
        {
            return (ValueGetter<float>)((ref float value) => value = (float)_labeled!.Weights[place.Row]);
        }

        if (column >= _table.Columns.Count)
        {
            return (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = _table.Key(place.Row).AsMemory());
        }

        CustomerColumn values = _table.Columns[column];
        return values.Kind switch
        {
            CustomerColumnKind.Categorical => (ValueGetter<uint>)((ref uint value) => value = KeyNames.KeyOf(values.LevelCodes[place.Row])),
            CustomerColumnKind.Date => (ValueGetter<float>)((ref float value) => value = (float)((_table.AsOf(place.Row)!.Value.DayNumber - values.Numbers[place.Row]) / DaysOfYear)),
            _ => (ValueGetter<float>)((ref float value) => value = (float)values.Numbers[place.Row]),
        };
    }
}
