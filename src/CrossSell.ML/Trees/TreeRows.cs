using CrossSell.ML.Features;

namespace CrossSell.ML.Trees;

/// <summary>Rows as trees see them: a byte for each row and field.</summary>
/// <param name="fields">How columns became codes.</param>
/// <param name="codes">For each field the code of each row.</param>
/// <param name="count">The number of rows.</param>
internal sealed class TreeRows(Field[] fields, byte[][] codes, int count)
{
    public Field[] Fields { get; } = fields;

    public byte[][] Codes { get; } = codes;

    public int Count { get; } = count;

    public static TreeRows Of(Field[] fields, EncodedField[] encoded, int count) =>
        new(fields, [.. encoded.Select(field => Array.ConvertAll(field.Codes, code => (byte)code))], count);

    public TreeRows Select(int[] rows) => new(Fields, [.. Codes.Select(codes => Array.ConvertAll(rows, row => codes[row]))], rows.Length);
}
