using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet.Views;

/// <summary>One pass over a <see cref="ColumnarView"/>.</summary>
/// <param name="view">The rows.</param>
/// <param name="needed">The columns that are active.</param>
/// <param name="order">The order of the rows; null for their own.</param>
internal sealed class ColumnarCursor(ColumnarView view, IEnumerable<DataViewSchema.Column> needed, int[]? order) : DataViewRowCursor
{
    private const long LookEvery = 1_024;

    private readonly bool[] _active = Active(view, needed);
    private readonly RowPlace _place = new();
    private long _position = -1;
    private bool _ended;

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => view.Schema;

    public override bool MoveNext()
    {
        long next = _position + 1;
        if (!_ended && next % LookEvery == 0)
        {
            view.CancellationToken.ThrowIfCancellationRequested();
        }

        if (_ended || next >= view.Count)
        {
            _ended = true;
            _position = -1;
            _place.Row = -1;
            return false;
        }

        _position = next;
        _place.Row = order is null ? (int)next : order[next];
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    // A row keeps its id in every order, as ML.NET asks.
    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_place.Row, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new InvalidOperationException($"The column '{column.Name}' was not asked for when this pass began.");
        }

        return view.Getter(column.Index, _place) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"The column '{column.Name}' is {view.Schema[column.Index].Type}; it was asked for as {typeof(TValue)}.");
    }

    private static bool[] Active(ColumnarView view, IEnumerable<DataViewSchema.Column> needed)
    {
        var active = new bool[view.Schema.Count];
        foreach (DataViewSchema.Column column in needed)
        {
            if (column.Index >= active.Length || view.Schema[column.Index].Name != column.Name)
            {
                throw new ArgumentException($"The column '{column.Name}' belongs to another view; this one has {string.Join(", ", view.Schema.Select(own => own.Name))}.", nameof(needed));
            }

            active[column.Index] = true;
        }

        return active;
    }
}
