using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet.Views;

/// <summary>Rows that stand in memory by columns, as ML.NET reads them: nothing is copied, no row becomes an object, no value is boxed.</summary>
/// <remarks>
/// Immutable and thread-safe; each cursor is for one thread. Can shuffle, for Sdca visits rows in another order each pass and costs up to four times as much over a source that
/// cannot. Is the only public way to cancel a training: a cancelled token ends the pass over the data within 1,024 rows (<c>MLContext.CancelExecution</c> is internal).
/// </remarks>
internal abstract class ColumnarView(DataViewSchema schema, int count, CancellationToken cancellationToken) : IDataView
{
    public bool CanShuffle => true;

    public DataViewSchema Schema => schema;

    public int Count => count;

    public CancellationToken CancellationToken => cancellationToken;

    public long? GetRowCount() => count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new ColumnarCursor(this, columnsNeeded, rand is null ? null : Permutation(count, rand));

    // One cursor, however many are asked for: rows then come in one order whatever the number of cores.
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    /// <summary>A <see cref="ValueGetter{TValue}"/> of a column's values at <paramref name="place"/>; called once a cursor, so it may have work space of its own.</summary>
    public abstract Delegate Getter(int column, RowPlace place);

    private static int[] Permutation(int count, Random random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int last = count - 1; last > 0; last--)
        {
            int other = random.Next(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }
}
