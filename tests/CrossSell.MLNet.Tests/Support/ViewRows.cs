using Microsoft.ML;

namespace CrossSell.MLNet.Tests;

/// <summary>Reads a column of a view row by row.</summary>
internal static class ViewRows
{
    public static List<T> Read<T>(IDataView view, string column)
    {
        DataViewSchema.Column place = view.Schema[column];
        using DataViewRowCursor cursor = view.GetRowCursor([place]);
        ValueGetter<T> read = cursor.GetGetter<T>(place);
        var values = new List<T>();
        while (cursor.MoveNext())
        {
            T value = default!;
            read(ref value);
            values.Add(value);
        }

        return values;
    }
}
