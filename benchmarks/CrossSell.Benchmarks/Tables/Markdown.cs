using System.Globalization;
using System.Text;

namespace CrossSell.Benchmarks.Tables;

/// <summary>A table in Markdown, and numbers as tables show them.</summary>
internal sealed class Markdown
{
    private readonly StringBuilder _text = new();

    public Markdown(params string[] columns)
    {
        Row(columns);
        Row([.. columns.Select(_ => "---")]);
    }

    public void Row(params string[] cells) => _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    public override string ToString() => _text.ToString();

    public static string Number(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    public static string Seconds(double value) => value.ToString(value < 10 ? "0.000" : "0.00", CultureInfo.InvariantCulture);

    public static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Megabytes(long bytes) => Whole((bytes + (1 << 20) - 1) >> 20);

    /// <summary>How many times our time another's is, in two digits.</summary>
    public static string Times(double theirs, double ours)
    {
        double factor = theirs / ours;
        string format = factor < 0.095 ? "0.00" : factor < 9.95 ? "0.0" : "#,0";
        return factor.ToString(format, CultureInfo.InvariantCulture) + "x";
    }
}
