using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet.Views;

/// <summary>Places in a list of names as ML.NET's keys: <b>1-based</b> in a view, 0 for missing. Here alone places become keys and keys places.</summary>
internal static class KeyNames
{
    /// <summary>The key of a place from 0; a negative place is missing.</summary>
    public static uint KeyOf(int place) => place < 0 ? 0 : (uint)place + 1;

    /// <summary>A key type needs one value at least.</summary>
    public static KeyDataViewType Type(int count) => new(typeof(uint), (ulong)Math.Max(1, count));

    /// <summary>The names as ML.NET's annotation of a key column, from which <c>MapKeyToValue</c> and one-hot encoding take them; made when asked for.</summary>
    public static DataViewSchema.Annotations Annotations(IReadOnlyList<string> names)
    {
        int slots = Math.Max(1, names.Count);
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, slots), (ref VBuffer<ReadOnlyMemory<char>> values) =>
        {
            VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref values, slots);
            for (int slot = 0; slot < slots; slot++)
            {
                editor.Values[slot] = slot < names.Count ? names[slot].AsMemory() : default;
            }

            values = editor.Commit();
        });
        return builder.ToAnnotations();
    }
}
